"""What of a conversation can be searched: published comments with the host's replies inside them."""

from collections.abc import Iterable

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import text
from tertulia.weblog import search
from tertulia.weblog.search import SearchText


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
    search.remember_many([row_of(comment, replies.get(comment.id, ())) for comment in public.values()])


def add(comment: Comment) -> None:
    """Make a comment findable that is new, so that nothing of it is in the index and no host has answered yet."""
    search.remember_new(row_of(comment))


def row_of(comment: Comment, replies: Iterable[str] = ()) -> SearchText:
    """The row by which a comment is found; ``replies`` is the HTML of the host's replies in it."""
    return SearchText(
        weblog_id=comment.conversation.post.weblog_id,
        kind="comment",
        object_id=comment.id,
        title=comment.name,
        words=" ".join(text.plain(html) for html in (comment.html, *replies)),
    )
