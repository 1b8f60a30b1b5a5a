"""Correct a comment: its author writes other words, and readers can tell.

What nobody could have answered is replaced without a trace but “edited”: words that readers never saw, and for some
minutes (``Policy.edit_minutes``) those that nobody has spoken after. Every other earlier wording stays, so that
everybody can compare. An edit passes what a new comment passes; where that would wait, the words before stay public."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.conversation import findable, quoting
from tertulia.conversation.arrival import receive
from tertulia.conversation.comment import PLACED, Comment, CommentState
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.conversation import State, locked
from tertulia.conversation.identity.bearing import bearer_then
from tertulia.conversation.policy import policy_of
from tertulia.conversation.rate import wait_for
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.spam.verdict import Verdict
from tertulia.conversation.stale import tags_inside
from tertulia.conversation.submission import LONGEST_TEXT, Submission, cleaned, problems
from tertulia.lib import clock, markup, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.links import links_below
from tertulia.weblog.post import Status

KIND = "edit"
MOST = 50
_NOT_SAVED = gettext_lazy("Nothing was saved yet; please look at this first.")
_MOST_AT_ONCE = ((timedelta(minutes=1), 5), (timedelta(hours=1), 20))


@transaction.atomic
def edit_comment(comment: Comment, said: Submission, *, seen: str = "") -> Comment:
    """Give a comment the words of a submission, of which only text, trap and sender count. ``seen`` is the version that
    its author had before them (``version_of``; empty: did not look). Raises Refused."""
    found = _locked(comment)
    said = _as_before(found, cleaned(said))
    html = _check(found, said, seen)
    if said.text == found.text:
        _supersede(found)
        return found
    _check_rate(found)
    received = _verdict(found, said) if found.is_public else Verdict()
    if received.state != CommentState.PUBLISHED:
        _let_wait(found, said.text, html, " ".join(received.reasons))
    else:
        _supersede(found)
        _reword(found, said.text, html)
    return found


@transaction.atomic
def accept_edit(revision: CommentRevision, *, actor: User | None) -> Decision:
    """Let a comment say what its author wanted it to say; nothing else is decided about it."""
    waiting = _locked_revision(revision)
    found, before = waiting.comment, waiting.standing
    waiting.delete()  # its words are the comment's from now on
    _reword(found, waiting.text, markup.comment_html(waiting.text, links_below(found.conversation.post)))
    return _decide(found, actor, before, "accepted", "")


@transaction.atomic
def refuse_edit(revision: CommentRevision, *, actor: User | None, reason: str = "") -> Decision:
    """Leave a comment as it is; what its author wanted it to say is kept and can still be accepted."""
    waiting = _locked_revision(revision)
    before, waiting.standing = waiting.standing, Standing.REFUSED
    waiting.save(update_fields=["standing"])
    return _decide(waiting.comment, actor, before, "refused", reason)


def check_edit(comment: Comment, said: Submission) -> str:
    """The HTML of an edit, for a preview. Raises Refused for what would keep it out."""
    return _check(comment, _as_before(comment, cleaned(said)), "")


def version_of(comment: Comment) -> str:
    """Which state of a comment this is."""
    return comment.changed_at.isoformat()


def leaves_no_trace(comment: Comment) -> bool:
    """Whether its words can be replaced now without anybody seeing what they were."""
    if comment.number is None:
        return True
    minutes = policy_of(comment.conversation.post.weblog).edit_minutes
    if clock.now() >= comment.created_at + timedelta(minutes=minutes):
        return False
    later = Comment.objects.filter(conversation=comment.conversation, state__in=PLACED, number__gt=comment.number or 0)
    return not (later.exists() or comment.host_replies.exists())


def _locked(comment: Comment) -> Comment:
    conversation = locked(comment.conversation.post)
    found = Comment.objects.select_related("member", "parent").get(id=comment.id)
    found.conversation = conversation
    return found


def _locked_revision(revision: CommentRevision) -> CommentRevision:
    found = _locked(revision.comment)
    # Gone if somebody else has accepted it meanwhile.
    waiting = CommentRevision.objects.get(id=revision.id, standing__in=(Standing.WAITING, Standing.REFUSED))
    waiting.comment = found
    return waiting


def _as_before(comment: Comment, said: Submission) -> Submission:
    return Submission(
        name=comment.name,
        email=comment.email,
        url=comment.url,
        text=said.text,
        trap=said.trap,
        ip=said.ip,
        user=said.user,
        circumstances=comment.circumstances,
    )


def _check(comment: Comment, said: Submission, seen: str) -> str:
    post = comment.conversation.post
    if post.status != Status.PUBLISHED or comment.state in (CommentState.WITHDRAWN, CommentState.RETRACTED):
        raise Refused(Reason.NOT_SHOWN)
    if len(said.text) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG)
    html = markup.comment_html(said.text, links_below(post))
    # Names and addresses of imported comments are no longer looked at.
    if wrong := problems(said, html, has_parent=True).get("text"):
        raise Refused(Reason.INVALID, {"text": wrong}, said=_NOT_SAVED)
    if seen and seen != version_of(comment):
        raise Refused(Reason.OVERTAKEN)
    return html


def _check_rate(comment: Comment) -> None:
    times, now = list(comment.revisions.values_list("at", flat=True)), clock.now()
    if comment.edited_at:
        times.append(comment.edited_at)
    if len(times) > MOST or wait_for(times, _MOST_AT_ONCE, now):
        raise Refused(Reason.TOO_OFTEN)


def _verdict(comment: Comment, said: Submission) -> Verdict:
    member = comment.member if comment.member and comment.member.active else None
    bearer = bearer_then(comment)
    received = receive(comment.conversation.post.weblog, said, member, bearer=bearer, instead_of=comment.id)
    if comment.conversation.state_at(clock.now()) == State.OPEN or member:
        return received
    return Verdict(CommentState.HELD, [*received.reasons, _("The conversation is closed.")])


def _supersede(comment: Comment) -> None:
    comment.revisions.waiting().update(standing=Standing.HIDDEN)


def _let_wait(comment: Comment, text: str, html: str, why: str) -> None:
    _supersede(comment)
    row = CommentRevision(comment=comment, standing=Standing.WAITING, text=text, html=html, at=clock.now(), why=why)
    row.save()
    post = comment.conversation.post
    record("comment.edit-held", weblog_id=post.weblog_id, post_id=post.id, comment_ids=[comment.id])


def _reword(comment: Comment, text: str, html: str) -> None:
    """The one place where what somebody has said becomes something else."""
    now, post = clock.now(), comment.conversation.post
    standing = Standing.HIDDEN if leaves_no_trace(comment) else Standing.OPEN
    CommentRevision.objects.create(
        comment=comment,
        standing=standing,
        text=comment.text,
        html=comment.html,
        at=comment.edited_at or comment.created_at,
    )
    comment.text, comment.html, comment.edited_at, comment.changed_at = text, html, now, now
    comment.earlier += standing == Standing.OPEN
    comment.save(update_fields=["text", "html", "edited_at", "changed_at", "earlier"])
    findable.renew([comment])
    quoting.reread(post, [comment])
    quoting.renew(post, [comment])
    stale = tags_inside(comment) if comment.is_public else ()
    record("comment.edited", tags=stale, weblog_id=post.weblog_id, post_id=post.id, comment_ids=[comment.id])


def _decide(comment: Comment, actor: User | None, before: str, after: str, reason: str) -> Decision:
    weblog, subject = comment.conversation.post.weblog, f"comment:{comment.id}"
    about, stale = str(comment), [tags.moderation_log(weblog.id)]
    record("comment.edit-decided", tags=stale, weblog_id=weblog.id, comment_ids=[comment.id])
    return decide(weblog, KIND, actor=actor, subject=subject, about=about, before=before, after=after, reason=reason)
