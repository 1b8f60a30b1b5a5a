"""The host's reply inside a reader's comment: set apart, signed, logged. The reader's words are never touched."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation import findable, quoting
from tertulia.conversation.collision import Collision, check_decided, decided_version
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import locked
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import MarkKind, MarkState
from tertulia.conversation.marking import mark
from tertulia.conversation.policy import policy_of
from tertulia.conversation.reply_revision import ReplyRevision
from tertulia.conversation.stale import tags_inside, tags_of_host
from tertulia.conversation.submission import LONGEST_TEXT
from tertulia.lib import clock, markup
from tertulia.lib import text as texts
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide, last_about
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member

KIND = "host-reply"


def may_reply(member: Member, comment: Comment) -> bool:
    """Whether the member may answer inside that comment: where they moderate, and authors on their own posts."""
    post = comment.conversation.post
    if not member.active or member.weblog_id != post.weblog_id:
        return False
    return member.may_moderate or post.author_id == member.id


@transaction.atomic
def reply_inside(
    comment: Comment, text: str, *, member: Member, seen: str = "", question: MarkState | None = None
) -> HostReply:
    """Answer inside a reader's comment, signed with the member's name. ``seen`` is the version of what stood inside it
    (``inside_version``). With ``question`` it says besides that what the comment asks is open, as the host will find
    out, or that it is answered by this reply: both are done, or neither. Raises PermissionDenied, ValidationError, and
    Collision if somebody answered meanwhile."""
    if not may_reply(member, comment) or (question and not member.may_moderate):
        raise PermissionDenied(_("You may answer inside comments on your own posts only."))
    source = checked(text)
    locked(comment.conversation.post)
    if seen and seen != inside_version(comment):
        raise Collision(comment, _last_inside(comment))
    reply = _create(comment, source, member)
    _note(reply, member.user, before="", after="published")
    if question:
        link = f"#{reply.anchor}" if question == MarkState.ANSWERED else ""
        mark(comment, MarkKind.QUESTION, actor=member.user, link=link)
    return reply


@transaction.atomic
def rewrite_reply(reply: HostReply, text: str, *, actor: User | None, seen: str = "") -> HostReply:
    """Replace what a host reply says. The log keeps what it said before, and readers can read it unless nobody can
    have answered yet (``leaves_no_trace``). Raises ValidationError, and Collision if the last decision about it is
    another than the one ``seen``."""
    source, kept = checked(text), _locked(reply)
    if source == kept.text:
        return kept
    check_decided(_subject(kept), KIND, seen)
    state = _state(kept)
    before = kept.text
    _reword(kept, source)
    _note(kept, actor, before=state, after=state, reason=_("It said before: %s") % before)
    return kept


@transaction.atomic
def withdraw_reply(reply: HostReply, *, actor: User | None, seen: str = "") -> HostReply:
    """Take a host reply out of the page; nothing is deleted. Raises Collision as ``rewrite_reply`` does."""
    return _show(reply, actor, seen, withdrawn=True)


@transaction.atomic
def restore_reply(reply: HostReply, *, actor: User | None, seen: str = "") -> HostReply:
    """Show a withdrawn host reply again, as it was. Raises Collision as ``rewrite_reply`` does."""
    return _show(reply, actor, seen, withdrawn=False)


def preview_of(text: str, comment: Comment) -> str:
    """The HTML that this text would be as a reply in a comment. Raises ValidationError."""
    return markup.comment_html(checked(text), links_below(comment.conversation.post))


def reply_version(reply: HostReply) -> str:
    """The version of a host reply, to be handed back as ``seen``."""
    return decided_version(last_about(_subject(reply), KIND))


def inside_version(comment: Comment) -> str:
    """The version of what the hosts have answered inside a comment."""
    return decided_version(_last_inside(comment))


def _last_inside(comment: Comment) -> Decision | None:
    replies = [_subject(reply) for reply in comment.host_replies.all()]
    return Decision.objects.filter(subject__in=replies, kind=KIND).order_by("-id").first()


def _subject(reply: HostReply) -> str:
    return f"reply:{reply.id}"


def _show(reply: HostReply, actor: User | None, seen: str, *, withdrawn: bool) -> HostReply:
    kept = _locked(reply)
    if kept.withdrawn == withdrawn:
        return kept
    check_decided(_subject(kept), KIND, seen)
    before, kept.withdrawn = _state(kept), withdrawn
    # Feeds tell by it that something was taken away.
    kept.changed_at = clock.now()
    kept.save(update_fields=["withdrawn", "changed_at"])
    _note(kept, actor, before=before, after=_state(kept))
    return kept


def _locked(reply: HostReply) -> HostReply:
    # The conversation first, as everybody does who changes something in it.
    locked(reply.comment.conversation.post)
    together = HostReply.objects.select_related("comment__conversation__post__weblog")
    return together.select_for_update(of=("self",)).get(id=reply.id)


def leaves_no_trace(reply: HostReply) -> bool:
    """Whether its words can be replaced now without readers seeing what they were, as those of a comment can
    (``editing.py``): nobody has seen them, or it is a matter of minutes and nobody has spoken since."""
    comment = reply.comment
    if comment.number is None:
        return True
    minutes = policy_of(comment.conversation.post.weblog).edit_minutes
    if clock.now() >= reply.created_at + timedelta(minutes=minutes):
        return False
    here = Comment.objects.placed().filter(conversation=comment.conversation_id)
    others = HostReply.objects.filter(comment__in=here.values("id"), created_at__gt=reply.created_at)
    return not (here.filter(created_at__gt=reply.created_at).exists() or others.exists())


def _create(comment: Comment, source: str, member: Member) -> HostReply:
    now = clock.now()
    return HostReply.objects.create(
        comment=comment,
        member=member,
        name=member.name,
        text=source,
        html=markup.comment_html(source, links_below(comment.conversation.post)),
        created_at=now,
        changed_at=now,
    )


def _reword(reply: HostReply, source: str) -> None:
    now = clock.now()
    if not leaves_no_trace(reply):
        ReplyRevision.objects.create(reply=reply, text=reply.text, at=reply.edited_at or reply.created_at)
        reply.earlier += 1
    reply.text, reply.html = source, markup.comment_html(source, links_below(reply.comment.conversation.post))
    reply.edited_at, reply.changed_at = now, now
    reply.save(update_fields=["text", "html", "edited_at", "changed_at", "earlier"])


def _state(reply: HostReply) -> str:
    return "withdrawn" if reply.withdrawn else "published"


def checked(text: str) -> str:
    """What an answer of the host would say. Raises ValidationError."""
    source = texts.clean(text).strip("\n")
    if not source.strip():
        raise ValidationError({"text": _("Write something before you reply.")})
    if len(source) > LONGEST_TEXT:
        raise ValidationError({"text": _("A reply may have at most 64,000 characters.")})
    return source


def _note(reply: HostReply, actor: User | None, *, before: str, after: str, reason: str = "") -> None:
    comment = reply.comment
    post = comment.conversation.post
    quoting.reread(post, [reply])
    quoting.renew(post, [comment])
    subject, about = _subject(reply), f"{reply.name} → {comment}"
    decide(post.weblog, KIND, actor=actor, subject=subject, about=about, before=before, after=after, reason=reason)
    findable.renew([comment])
    stale = (*tags_inside(comment), *tags_of_host(post, reply.member_id)) if comment.is_public else ()
    record(
        f"host-reply.{after}",
        tags=stale,
        weblog_id=post.weblog_id,
        post_id=post.id,
        comment_id=comment.id,
        reply_id=reply.id,
    )
