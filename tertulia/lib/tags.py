"""Names for what a page shows, so that a write can say which stored pages it made stale (see docs/architecture.md)."""


def post(post_id: int) -> str:
    """Pages that show anything of this post: its own, those of its conversation, its neighbours, lists, feeds."""
    return f"post:{post_id}"


def neighbours(post_id: int) -> str:
    """The page of this post, which names the posts before and after it."""
    return f"neighbours:{post_id}"


def conversation(post_id: int) -> str:
    """Pages of this post's comments, all of them."""
    return f"conversation:{post_id}"


def comments(post_id: int) -> str:
    """Pages of this post's comments that grow with them: the post's own, the last page of comments, the feeds."""
    return f"comments:{post_id}"


def hundred(post_id: int, number: int) -> str:
    """Full pages of this post's comments that show the one of that number, or another of the same hundred. By the
    hundred and not by the page, as the host may change how many a page has between a comment's write and its flush."""
    return f"comments:{post_id}:{(number - 1) // HUNDRED}"


HUNDRED = 100


def count(post_id: int) -> str:
    """What is another with each new comment: the pages where it stands, and those that print how many there are."""
    return f"count:{post_id}"


def latest(weblog_id: int) -> str:
    """Lists of all posts in their order: front page and its further pages, feeds, recent posts, calendar."""
    return f"latest:{weblog_id}"


def posts(weblog_id: int) -> str:
    """What counts or dates all posts: archives, sitemap."""
    return f"posts:{weblog_id}"


def month(weblog_id: int, year: int, month_number: int) -> str:
    """The posts of that month."""
    return f"month:{weblog_id}:{year:04}-{month_number:02}"


def category(category_id: int) -> str:
    """The posts of a category, and their feed."""
    return f"category:{category_id}"


def tag(tag_id: int) -> str:
    """The posts that carry a tag."""
    return f"tag:{tag_id}"


def author(member_id: int) -> str:
    """The posts of an author."""
    return f"author:{member_id}"


def commenter(commenter_id: int) -> str:
    """All that somebody said whose name is confirmed."""
    return f"commenter:{commenter_id}"


def member(member_id: int) -> str:
    """All that a member said in comments."""
    return f"member:{member_id}"


def speakers(weblog_id: int) -> str:
    """All lists of what one person, or the host, said: named if a post comes or goes with its conversation."""
    return f"speakers:{weblog_id}"


def host(weblog_id: int) -> str:
    """All that members said in the conversations of a weblog."""
    return f"host:{weblog_id}"


def questions(weblog_id: int) -> str:
    """What the host wants to find out, and has found out."""
    return f"questions:{weblog_id}"


def moderation_log(weblog_id: int) -> str:
    """What readers see of how comments are moderated."""
    return f"moderation-log:{weblog_id}"


def headings(weblog_id: int) -> str:
    """What every sidebar names: months and categories that have posts, and the pages outside time."""
    return f"headings:{weblog_id}"


def recent_comments(weblog_id: int) -> str:
    """The weblog's recent comments and the feed of all its comments."""
    return f"recent-comments:{weblog_id}"


def weblog(weblog_id: int) -> str:
    """Every page of the weblog: its title, design, sidebar."""
    return f"weblog:{weblog_id}"


# By this response header a view says which tags its page shows; a page without it is never stored. It never leaves
# the server (``publishing`` takes it away).
HEADER = "X-Tertulia-Tags"
