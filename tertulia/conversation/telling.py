"""Tell authors what became of their comments: on the private page of each, and by mail if they wished so. Never of
spam, as those who send it would learn from that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.conversation.authorship import link_of
from tertulia.conversation.collision import JUDGEMENT
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.policy import policy_of
from tertulia.conversation.reading import comment_link
from tertulia.conversation.reasons import reasons_of
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Status

# For so long whoever decides can think again before anybody is told.
DELAY = timedelta(minutes=2)
_OF_MARK = ("comment__conversation__post__weblog__policy",)


@dataclass(frozen=True)
class Told:
    """What the author of a comment is told beside its state."""

    reason: str = ""
    note: str = ""


def told_about(comment: Comment) -> Told:
    """What its author is told of the judgement that holds. Of the reason no more than what stands in the list: words
    of one's own are for the log."""
    decision = _holding(_judgements(comment))
    if decision is None or not decision.actor_name or decision.after != comment.state or _is_spam(comment.state):
        return Told()
    weblog = comment.conversation.post.weblog
    is_shown = policy_of(weblog).show_reasons and decision.reason in reasons_of(weblog)
    return Told(decision.reason if is_shown else "", decision.note)


def tell_later(comments: Iterable[Comment], decisions: Iterable[Decision]) -> None:
    """Have authors told by mail who wished so; call it in the transaction of the decisions."""
    wished = {f"comment:{comment.id}" for comment in comments if comment.tell and comment.email}
    for decision in decisions:
        if decision.subject in wished and decision.actor_id and not _is_spam(decision.after):
            comment_id = int(decision.subject.partition(":")[2])
            due_at = clock.now() + DELAY
            record("comment.decided", due_at=due_at, comment_id=comment_id, decision_id=decision.id)


def mail_author(*, comment_id: int, decision_id: int, **_facts: object) -> None:
    """Mail what was decided, unless it was decided anew since, taken back before anybody was told, or is unwished."""
    together = ("conversation__post__weblog__policy",)
    comment = Comment.objects.select_related(*together).filter(id=comment_id, tell=True).exclude(email="").first()
    if comment is None or _is_spam(comment.state):
        return
    known = _judgements(comment)
    if not known or known[-1].id != decision_id or _was_a_slip(known):
        return
    with translation.override(comment.conversation.post.weblog.language):
        _mail(comment)


def mail_answer(*, mark_id: int, **_facts: object) -> None:
    """Mail the author of a comment that the question in it is answered, if they wished to hear of it."""
    one = Mark.objects.select_related(*_OF_MARK).filter(id=mark_id, kind=MarkKind.QUESTION).first()
    if one is None or one.state != MarkState.ANSWERED or not (one.comment.tell and one.comment.email):
        return
    comment, post = one.comment, one.comment.conversation.post
    if not comment.is_public or post.status != Status.PUBLISHED:
        return
    with translation.override(post.weblog.language):
        told = _("The host of “%(weblog)s” has found out what you asked on “%(heading)s”.")
        _send(comment, [told % {"heading": post.heading, "weblog": post.weblog.title}])


def mail_answer_apart(*, answer_id: int, **_facts: object) -> None:
    """Mail the author of a comment that the host has answered it without publishing it, if they wished to hear of
    it."""
    rows = Comment.objects.select_related("conversation__post__weblog__policy", "parent")
    answer = rows.filter(id=answer_id, state=CommentState.PUBLISHED).first()
    asked = answer.parent if answer else None
    if answer is None or asked is None or not (asked.tell and asked.email) or _is_spam(asked.state):
        return
    asked.conversation, post = answer.conversation, answer.conversation.post
    if post.status == Status.PUBLISHED:
        with translation.override(post.weblog.language):
            told = _("The host of “%(weblog)s” has answered what you wrote on “%(heading)s”, without publishing it:")
            where = post.weblog.absolute(comment_link(answer))
            _send(asked, [told % {"heading": post.heading, "weblog": post.weblog.title}, where])


def stop(comment: Comment) -> None:
    """Write no more to the address of this comment about any comment in its weblog."""
    weblog = comment.conversation.post.weblog_id
    Comment.objects.filter(email=comment.email, conversation__post__weblog=weblog, tell=True).update(tell=False)


def _judgements(comment: Comment) -> list[Decision]:
    return list(Decision.objects.filter(subject=f"comment:{comment.id}", kind=JUDGEMENT).order_by("id"))


def _holding(judgements: Iterable[Decision]) -> Decision | None:
    # The judgement that holds after each one that moved: what takes the last back lets that before it hold again.
    holding: list[Decision | None] = [None]
    for decision in judgements:
        if decision.takes_back:
            holding.append(holding[-2] if len(holding) > 1 else None)
        elif decision.before == decision.after:
            holding[-1] = decision
        else:
            holding.append(decision)
    return holding[-1]


def _was_a_slip(judgements: list[Decision]) -> bool:
    *_earlier, before, last = [None, *(one for one in judgements if one.before != one.after)]
    return bool(last and before and last.takes_back and last.at - before.at < DELAY)


def _is_spam(state: str) -> bool:
    return state == CommentState.SPAM


def _mail(comment: Comment) -> None:
    post, told = comment.conversation.post, told_about(comment)
    weblog = post.weblog
    lines = [
        _sentence(comment) % {"heading": post.heading, "weblog": weblog.title},
        _("The reason: %s") % told.reason if told.reason else "",
        _("The host writes to you:\n\n%s") % told.note if told.note else "",
    ]
    _send(comment, lines)


def _send(comment: Comment, lines: list[str]) -> None:
    post = comment.conversation.post
    weblog = post.weblog
    here = weblog.absolute(link_of(comment))
    lines = [
        *lines,
        _("See where it stands: %s") % here,
        _("You get this because you ticked a box when you wrote it. To get no more mail: %s") % f"{here}#mail",
    ]
    subject = " ".join(f"[{weblog.title}] {_('Your comment')}: {post.heading}".split())[:200]
    stopping = {"List-Unsubscribe": f"<{here}silence/>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    body = "\n\n".join(line for line in lines if line) + "\n"
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [comment.email], headers=stopping).send()


def _sentence(comment: Comment) -> str:
    if comment.state == CommentState.PUBLISHED:
        return _("Your comment on “%(heading)s” (%(weblog)s) is published.")
    if comment.state != CommentState.WITHDRAWN:
        return _("Your comment on “%(heading)s” (%(weblog)s) waits for the host.")
    if comment.number is None:
        return _("The host of “%(weblog)s” has decided not to publish your comment on “%(heading)s”.")
    return _("The host of “%(weblog)s” has taken your comment on “%(heading)s” off the page.")
