"""What a change of what was said replaces, as it is kept in the decision: rows by their lasting ids and members by
their slugs, so that it means the same wherever the weblog moves."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Coalesce

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.lib import markup
from tertulia.weblog.links import links_of
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog

_COMMENT = ("state", "number", "name", "url", "text", "created_at", "changed_at", "uncertain")
_REPLY = ("name", "text", "withdrawn", "changed_at")
_MOMENTS = frozenset({"created_at", "changed_at"})
_Row = TypeVar("_Row", Comment, HostReply)


def comment_kept(row: Comment) -> dict[str, Any]:
    """A comment as it is before a change."""
    parent, commenter = row.parent, row.commenter
    return {
        **_values(row, _COMMENT),
        "parent": parent.public_id if parent else None,
        "commenter": commenter.slug if commenter else None,
    }


def reply_kept(row: HostReply) -> dict[str, Any]:
    """A host's reply as it is before a change."""
    return {**_values(row, _REPLY), "comment": row.comment.public_id}


def comments_of(post_id: int, ids: list[int]) -> dict[int, Comment]:
    """The comments of these lasting ids under a post."""
    return _by_lasting_id(Comment.objects.filter(conversation=post_id).select_related("conversation__post"), ids)


def replies_of(post_id: int, ids: list[int]) -> dict[int, HostReply]:
    """The host's replies of these lasting ids under a post."""
    return _by_lasting_id(HostReply.objects.filter(comment__conversation=post_id), ids)


def restore_comment(row: Comment, was: dict[str, Any], weblog_id: int) -> None:
    """Make a comment what it was; but a number that it had may be another's by now."""
    if was["state"] not in CommentState.values:
        raise ValueError(was["state"])
    number = None if was["number"] is None else row.number
    _restore(row, {**was, "number": number}, _COMMENT, weblog_id)
    parent = comments_of(row.conversation_id, [was["parent"]] if was["parent"] else [])
    row.parent = parent.get(was["parent"])
    row.commenter = Commenter.objects.filter(weblog=weblog_id, slug=was["commenter"] or "").first()


def restore_reply(row: HostReply, was: dict[str, Any], weblog_id: int) -> None:
    """Make a host's reply what it was, and put it where it was."""
    _restore(row, was, _REPLY, weblog_id)
    row.comment = comments_of(row.comment.conversation_id, [was["comment"]])[was["comment"]]


def _values(row: Comment | HostReply, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    moments = {name: value.isoformat() for name, value in values.items() if name in _MOMENTS}
    return {**values, **moments, "member": row.member.slug if row.member else None}


def _restore(row: Comment | HostReply, was: dict[str, Any], names: tuple[str, ...], weblog_id: int) -> None:
    for name in names:
        setattr(row, name, datetime.fromisoformat(was[name]) if name in _MOMENTS else was[name])
    row.member = Member.objects.filter(weblog=weblog_id, slug=was["member"]).first() if was["member"] else None
    row.html = markup.comment_html(row.text, links_of(Weblog.objects.get(id=weblog_id)))


def _by_lasting_id(rows: "QuerySet[_Row]", ids: list[int]) -> dict[int, _Row]:
    lasting = Coalesce("first_id", "id", output_field=BigIntegerField())
    return {row.public_id: row for row in rows.annotate(lasting=lasting).filter(lasting__in=ids)}
