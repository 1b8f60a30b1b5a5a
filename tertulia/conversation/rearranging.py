"""Put words where they belong: to whom, into one comment or two, inside a comment or beside it. Each is a decision that
can be taken back (``taking_back.py``)."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation.change import Change
from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.signing import initials_of, unsigned
from tertulia.lib import text
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post

_NEXT = timedelta(microseconds=1)


def before(comment: Comment) -> Comment | None:
    """The comment that stands before this one, whether readers see it or not."""
    there = Comment.objects.filter(conversation=comment.conversation_id, kind=CommentKind.COMMENT)
    earlier = there.exclude(state__in=(CommentState.WITHDRAWN, CommentState.RETRACTED, CommentState.SPAM)).filter(
        created_at__lte=comment.created_at
    )
    rows = earlier.exclude(id=comment.id).order_by("-created_at", "-id")
    return next((one for one in rows if (one.created_at, one.id) < (comment.created_at, comment.id)), None)


def assign(change: Change, comment: Comment, name: str, member: Member | None = None) -> None:
    """Say whose words a comment is: of a member, or of somebody of that name."""
    row = change.touch(comment)
    row.name = text.clean(member.name if member else name).strip()[:255]
    row.member = member
    # Whoever proved it was somebody of the name before.
    row.commenter = None
    if not row.name:
        raise ValidationError(_("Say a name, or leave it open."))


def split(change: Change, comment: Comment, at: int) -> Comment:
    """Make two comments of one, which part at that character; answers the second, which nobody has said yet."""
    row = change.touch(comment)
    first, second = row.text[:at].strip("\n"), row.text[at:].strip("\n")
    if not first.strip() or not second.strip():
        raise ValidationError(_("Each of the two comments needs some words."))
    row.text = first
    count = Comment.objects.filter(conversation=row.conversation_id, source_key__startswith=f"~{row.id}.").count()
    return change.make(
        Comment(
            conversation=row.conversation,
            state=row.state,
            text=second,
            created_at=row.created_at + _NEXT,
            changed_at=change.now,
            source=row.source,
            source_key=f"~{row.id}.{count + 1}" if row.source else "",
        )
    )


def join(change: Change, comment: Comment, into: Comment) -> None:
    """Make one comment of two: the words of one stand below those of the one before it."""
    row, whole = change.touch(comment), change.touch(into)
    whole.text = f"{whole.text}\n\n{row.text}"
    _move_answers(change, row, whole)
    for reply in row.host_replies.all():
        change.touch_reply(reply).comment = whole
    row.state = CommentState.WITHDRAWN


def turn_into_reply(change: Change, comment: Comment, into: Comment, member: Member | None) -> HostReply:
    """Take a comment for the host's answer inside the comment before it."""
    row, asked = change.touch(comment), change.touch(into)
    name = member.name if member else row.name
    _move_answers(change, row, asked)
    row.state = CommentState.WITHDRAWN
    return change.make_reply(
        HostReply(
            comment=asked,
            member=member,
            name=name,
            text=unsigned(row.text, initials_of(name), row.name),
            created_at=row.created_at,
            changed_at=change.now,
        )
    )


def turn_into_comment(change: Change, reply: HostReply) -> Comment:
    """Take an answer that stands inside a comment for a comment of its own."""
    inside, asked = change.touch_reply(reply), change.touch(reply.comment)
    inside.withdrawn = True
    return change.make(
        Comment(
            conversation=asked.conversation,
            state=asked.state,
            member=inside.member,
            name=inside.name,
            text=inside.text,
            parent=asked,
            created_at=asked.created_at + _NEXT,
            changed_at=change.now,
            source=asked.source,
            source_key=f"~{asked.id}.r{inside.id}" if asked.source else "",
        )
    )


@transaction.atomic
def assign_comments(commenter: Commenter, comments: Iterable[Comment], *, actor: User | None) -> list[Decision]:
    """Say that comments are a commenter's whose name is confirmed, as the host knows it of some that have no address;
    a decision for each conversation. What has an address, or is surely somebody's, is nobody's to give."""
    theirs = Comment.objects.filter(conversation__post__weblog=commenter.weblog_id, erased="", email="")
    free = theirs.filter(commenter=None, member=None, id__in=[comment.id for comment in comments])
    by_post: dict[Post, list[Comment]] = {}
    for comment in free.select_related("conversation__post").order_by("conversation", "id"):
        by_post.setdefault(comment.conversation.post, []).append(comment)
    decisions = []
    for post, rows in by_post.items():
        change = Change(post)
        for row in rows:
            change.touch(row).commenter = commenter
        decisions.append(change.close("comment-assigned", rows[0], actor=actor, before="nobody", after=commenter.name))
    return decisions


@transaction.atomic
def split_comment(comment: Comment, at: int, *, actor: User | None, reason: str = "") -> Decision:
    """``split`` alone, by hand."""
    change = Change(comment.conversation.post)
    split(change, comment, at)
    return change.close("comment-split", comment, actor=actor, before="one", after="two", reason=reason)


@transaction.atomic
def join_comment(comment: Comment, *, actor: User | None, reason: str = "") -> Decision:
    """``join`` with the comment before it, by hand. Raises ValidationError if there is none."""
    change = Change(comment.conversation.post)
    join(change, comment, needed(before(comment)))
    return change.close("comment-joined", comment, actor=actor, before="two", after="one", reason=reason)


def needed(found: Comment | None) -> Comment:
    """The comment before another. Raises ValidationError if there is none."""
    if found is None:
        raise ValidationError(_("There is no comment before this one."))
    return found


def _move_answers(change: Change, comment: Comment, to: Comment) -> None:
    for answer in Comment.objects.filter(parent=comment).exclude(id=to.id):
        change.touch(answer).parent = to
