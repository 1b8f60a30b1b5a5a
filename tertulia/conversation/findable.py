"""What of a conversation can be searched: published comments with the host's replies inside them."""

from collections.abc import Iterable

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import text
from tertulia.lib.words import indexed
from tertulia.weblog import search
from tertulia.weblog.search import Entry, SearchText


def renew(comments: Iterable[Comment]) -> None:
    """Bring the search index up to date with comments whose state or words changed. A fixed number of queries; they
    come with ``conversation__post``. Search results show a comment's name as its title."""
    by_id = {comment.id: comment for comment in comments}
    SearchText.objects.filter(kind="comment", object_id__in=by_id).delete()
    public = {comment.id: comment for comment in by_id.values() if comment.is_public}
    replies: dict[int, list[str]] = {}
    for comment_id, html in HostReply.objects.filter(comment__in=public, withdrawn=False).values_list(
        "comment_id", "html"
    ):
        replies.setdefault(comment_id, []).append(html)
    search.remember_many([entry_of(comment, replies.get(comment.id, ())) for comment in public.values()])


def add(comment: Comment) -> None:
    """Make a comment findable that is new, so that nothing of it is in the index and no host has answered yet."""
    search.remember_new(entry_of(comment))


def entry_of(comment: Comment, replies: Iterable[str] = ()) -> Entry:
    """By what a comment is found; ``replies`` is the HTML of the host's replies in it."""
    words = indexed(*map(text.plain, (comment.html, *replies)))
    return Entry(comment.conversation.post.weblog_id, "comment", comment.id, indexed(comment.name), words)
