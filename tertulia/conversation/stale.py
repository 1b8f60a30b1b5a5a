"""Which stored pages show a conversation, so that a write in it can name them."""

from tertulia.lib import tags
from tertulia.weblog.post import Post


def shown_by(post: Post) -> list[str]:
    """What a page of this post's conversation shows."""
    return [tags.post(post.id), tags.conversation(post.id)]


def tags_of(post: Post) -> list[str]:
    """The post with its comments, the lists that show their count, and the weblog's recent comments."""
    return [tags.conversation(post.id), tags.post(post.id), tags.recent_comments(post.weblog_id)]
