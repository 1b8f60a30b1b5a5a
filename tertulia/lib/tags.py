"""Names for what a page shows, so that a write can say which stored pages it made stale (see docs/architecture.md)."""


def post(post_id: int) -> str:
    """Pages that show this post: its own, its lists, its neighbours."""
    return f"post:{post_id}"


def conversation(post_id: int) -> str:
    """Pages that show this post's comments or their count."""
    return f"conversation:{post_id}"


def latest(weblog_id: int) -> str:
    """Pages that show the newest posts: front page, feeds, recent posts, calendar, archives, counts."""
    return f"latest:{weblog_id}"


def recent_comments(weblog_id: int) -> str:
    """The weblog's recent comments and the feed of all its comments."""
    return f"recent-comments:{weblog_id}"


def month(weblog_id: int, year: int, month_number: int) -> str:
    """The archive of that month."""
    return f"month:{weblog_id}:{year:04}-{month_number:02}"


def weblog(weblog_id: int) -> str:
    """Every page of the weblog: its title, design, sidebar."""
    return f"weblog:{weblog_id}"


# By this response header a view says which tags its page shows; a page without it is never stored. It never leaves
# the server (``publishing`` takes it away).
HEADER = "X-Tertulia-Tags"
