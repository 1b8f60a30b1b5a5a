"""Conversations of any size, written straight into the database or into no database: for pages that only read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.shown import Shown
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post


def talk(post: Post, count: int, **fields: Any) -> list[Comment]:
    """``count`` published comments of Ruth's, numbered from 1, two minutes apart; ``fields`` are given to each."""
    conversation, _ = Conversation.objects.get_or_create(post=post)
    first = conversation.last_number + 1
    comments = [_comment(conversation, number, fields) for number in range(first, first + count)]
    Comment.objects.bulk_create(comments)
    conversation.count += count
    conversation.last_number += count
    conversation.save()
    return comments


def inside(comment: Comment, member: Member, html: str = "<p>I have asked them.</p>") -> HostReply:
    """The host's reply inside a comment."""
    at = comment.created_at + timedelta(minutes=1)
    return HostReply.objects.create(
        comment=comment, member=member, name=member.name, text="typed", html=html, created_at=at, changed_at=at
    )


def shown(number: int, **fields: Any) -> Shown:
    """A comment of Ruth's as a page shows it, without any database."""
    at = datetime(2017, 8, 30, 6, 12, tzinfo=UTC)
    ruths = Shown(number + 1000, number, None, "Ruth Tamm", "", None, "<p>Mud.</p>", at, "", None, None, None)
    return ruths._replace(**fields)


def _comment(conversation: Conversation, number: int, fields: dict[str, Any]) -> Comment:
    at = conversation.post.published_at + timedelta(minutes=2 * number)
    values = {
        "state": CommentState.PUBLISHED,
        "name": "Ruth Tamm",
        "email": "ruth@example.net",
        "html": f"<p>Words number {number}.</p>",
        "text": f"Words number {number}.",
        "ip": "198.51.100.7",
        **fields,
    }
    return Comment(conversation=conversation, number=number, created_at=at, changed_at=at, **values)
