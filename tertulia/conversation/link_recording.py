"""Note what comments and host replies link to, as ``weblog/link_recording.py`` does for posts."""

from collections.abc import Iterable, Sequence
from typing import Any

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.weblog.link_recording import Linking, note
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 200


def record_comments(weblog_id: int, comment_ids: Sequence[int], **_more: Any) -> None:
    """Note what these comments, and the host's replies inside them, link to by now."""
    weblog = Weblog.objects.get(id=weblog_id)
    comments = Comment.objects.filter(id__in=comment_ids, conversation__post__weblog=weblog)
    replies = HostReply.objects.filter(comment__in=comments).select_related("comment").order_by()
    note(weblog, [*comments_linking(comments), *replies_linking(replies)])


def record_reply(weblog_id: int, comment_id: int, **_more: Any) -> None:
    """Note what the replies inside a comment link to by now."""
    record_comments(weblog_id, [comment_id])


def record_conversation(weblog_id: int, post_id: int = 0, **_more: Any) -> None:
    """Note it of a whole conversation, whose comments may have come from elsewhere. Without one nothing was moved."""
    ids = [*Comment.objects.filter(conversation=post_id).order_by("id").values_list("id", flat=True)]
    for start in range(0, len(ids), _AT_ONCE):
        record_comments(weblog_id, ids[start : start + _AT_ONCE])


def comments_linking(comments: Iterable[Comment]) -> list[Linking]:
    """Comments as texts that may link somewhere."""
    return [
        Linking(one.conversation_id, f"comment:{one.id}", one.html if _is_seen(one) else "", one.created_at)
        for one in comments
    ]


def replies_linking(replies: Iterable[HostReply]) -> list[Linking]:
    """Host replies as texts that may link somewhere; they come with their comments."""
    return [
        Linking(one.comment.conversation_id, f"reply:{one.id}", one.html if _is_read(one) else "", one.created_at)
        for one in replies
    ]


def _is_seen(comment: Comment) -> bool:
    return comment.state == CommentState.PUBLISHED


def _is_read(reply: HostReply) -> bool:
    return not reply.withdrawn and _is_seen(reply.comment)
