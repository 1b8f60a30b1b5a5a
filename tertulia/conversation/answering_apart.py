"""Answer somebody whose comment is not published: in the conversation, as a comment of the host that stands by itself,
“To the person who wrote to us”.

It answers the other comment like any answer does, so that its author hears of it; but readers are shown whom a comment
answers only if that has a place on the page. Should the other be published one day, both lead to each other."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation import replying
from tertulia.conversation.collision import Collision, decided_version
from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.conversation import locked
from tertulia.conversation.posting import enter
from tertulia.conversation.spam.verdict import Verdict
from tertulia.conversation.telling import DELAY
from tertulia.lib import clock, markup
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member
from tertulia.weblog.page import speaking
from tertulia.weblog.post import Status

KIND = "answer-apart"

# Spam is not among them, as those who send it would learn that somebody reads.
ANSWERABLE = (CommentState.HELD, CommentState.WITHDRAWN)


@transaction.atomic
def answer_apart(asked: Comment, text: str, *, member: Member, by_name: bool = False, seen: str = "") -> Comment:
    """Answer a comment that readers do not see, without its words; its author is named only ``by_name``. ``seen`` is
    the version of the answers to it (``answers_version``). Raises PermissionDenied, ValidationError, and Collision if
    somebody answered meanwhile."""
    if not replying.may_reply(member, asked):
        raise PermissionDenied(_("You may answer comments on your own posts only."))
    now, conversation = clock.now(), locked(asked.conversation.post)
    found = Comment.objects.get(id=asked.id)
    found.conversation = conversation
    source = opened(found, text, by_name=by_name)
    if seen and seen != answers_version(found):
        raise Collision(None, _last(found))
    answer = Comment(
        conversation=conversation,
        parent=found,
        name=member.name,
        user=member.user,
        member=member,
        text=source,
        html=markup.comment_html(source, links_below(conversation.post)),
        created_at=now,
        changed_at=now,
        post_revision=conversation.post.revision,
    )
    enter(answer, Verdict())
    _note(answer, found)
    return answer


def opened(asked: Comment, text: str, *, by_name: bool = False) -> str:
    """What such an answer would say, with the words before it that tell to whom. Raises ValidationError."""
    if asked.state not in ANSWERABLE or asked.conversation.post.status != Status.PUBLISHED:
        raise ValidationError(_("Only what waits or was withdrawn, under a published post, is answered so."))
    with speaking(asked.conversation.post.weblog):
        name = asked.name if by_name else ""
        to = _("To %(name)s, who wrote to us:") % {"name": name} if name else _("To the person who wrote to us:")
    return replying.checked(f"{to}\n\n{text}" if text.strip() else "")


def answers_apart(asked: Comment) -> CommentSet:
    """What members have answered to a comment in comments of their own, the first one first."""
    return asked.answers.filter(member__isnull=False).order_by("created_at", "id")


def answers_version(asked: Comment) -> str:
    """The version of the answers to a comment."""
    return decided_version(_last(asked))


def _last(asked: Comment) -> Decision | None:
    answers = [f"comment:{one}" for one in answers_apart(asked).values_list("id", flat=True)]
    return Decision.objects.filter(subject__in=answers, kind=KIND).order_by("-id").first()


def _note(answer: Comment, asked: Comment) -> None:
    weblog, about = answer.conversation.post.weblog, str(answer)
    actor = answer.member.user if answer.member else None
    decide(weblog, KIND, actor=actor, subject=f"comment:{answer.id}", about=about, after=str(answer.state))
    record("comment.answered", due_at=clock.now() + DELAY, comment_id=asked.id, answer_id=answer.id)
