"""Make a name somebody's, who has proved an e-mail address; and take it from them again if the host refuses."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.identity.commenter import LONGEST, Commenter, skeleton_of
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.conversation.identity.standing import settle, stale
from tertulia.conversation.submission import Submission, cleaned
from tertulia.lib import clock, tags, text
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.mailed_link import LinkGone
from tertulia.weblog.weblog import Weblog

CONFIRMED, REFUSED = "confirmed", "refused"
DECISION = "commenter"


@dataclass(frozen=True)
class Bore:
    """A name under which comments of an address stand, and how many they are."""

    name: str
    count: int


def names_of(weblog: Weblog, email: str) -> list[Bore]:
    """The names under which anything was said with that address and that are nobody's yet, the most used first."""
    rows = _said_with(weblog, email).values_list("name").annotate(n=Count("id")).order_by("-n", "name")
    return [Bore(name, count) for name, count in rows]


@transaction.atomic
def confirm(asked: Confirmation, name: str, bore: Collection[str], *, user: User | None = None) -> Commenter:
    """Let the name be theirs whose address was proved, and the comments that they have written under it and under the
    names ``bore``; ``user`` is their account, if they are signed in. Used up by that. Raises LinkGone at a second use,
    ValidationError for a name that is somebody else's."""
    if not Confirmation.objects.filter(pk=asked.pk).delete()[0]:
        raise LinkGone
    return own(asked.weblog, asked.email, name, bore, user=user)


@transaction.atomic
def own(weblog: Weblog, email: str, name: str, bore: Collection[str], *, user: User | None = None) -> Commenter:
    """The same for an address that was proved by other means."""
    weblog, now = Weblog.objects.select_for_update().get(pk=weblog.pk), clock.now()
    known = Commenter.objects.filter(weblog=weblog, email=email).first()
    commenter = known or Commenter(weblog=weblog, email=email, slug=_slug(weblog, name))
    other, commenter.user = commenter.name, commenter.user or user
    commenter.name = _checked(weblog, commenter, name)
    commenter.skeleton, commenter.confirmed_at = skeleton_of(commenter.name), now
    if known and known.refused_at:
        raise ValidationError(_("The host has refused this. Ask them."))
    commenter.save()
    theirs = _said_with(weblog, email) | _nobodys(weblog).filter(user=user, user__isnull=False)
    claimed = theirs.filter(name__in={*bore, name, commenter.name}).update(commenter=commenter)
    _tell(commenter, None, before="" if known is None else CONFIRMED, other=other, count=claimed)
    return commenter


@transaction.atomic
def refuse(commenter: Commenter, *, actor: User | None, reason: str = "") -> Decision | None:
    """Take a name from somebody: it is nobody's again, and their browser proves nothing. Nothing if it is so."""
    return _move(commenter, actor, reason, is_refused=True)


@transaction.atomic
def give_back(commenter: Commenter, *, actor: User | None, reason: str = "") -> Decision | None:
    """Take a refusal back. Raises ValidationError if the name is somebody else's by now."""
    _check_free(commenter.weblog, commenter, commenter.skeleton)
    return _move(commenter, actor, reason, is_refused=False)


@transaction.atomic
def settle_again(*, commenter_id: int, **_facts: object) -> None:
    """Look once more at comments with a commenter's names: one may have been on its way while these became theirs."""
    commenter = Commenter.objects.select_related("weblog").filter(pk=commenter_id).first()
    if commenter and (changed := settle(commenter.weblog, _names(commenter))):
        record("comment.changed", tags=stale(commenter.weblog, changed), weblog_id=commenter.weblog_id)


def _move(commenter: Commenter, actor: User | None, reason: str, *, is_refused: bool) -> Decision | None:
    found = Commenter.objects.select_for_update(of=("self",)).select_related("weblog").get(pk=commenter.pk)
    if (found.refused_at is not None) == is_refused:
        return None
    before = CONFIRMED if is_refused else REFUSED
    found.refused_at = clock.now() if is_refused else None
    found.save(update_fields=["refused_at"])
    return _tell(found, actor, before=before, reason=reason)


def _tell(
    commenter: Commenter, actor: User | None, *, before: str, other: str = "", count: int = 0, reason: str = ""
) -> Decision:
    weblog, after = commenter.weblog, REFUSED if commenter.refused_at else CONFIRMED
    changed = settle(weblog, {other, *_names(commenter)})
    shown = {*stale(weblog, changed), tags.commenter(commenter.pk)}
    record(f"commenter.{after}", tags=shown, weblog_id=weblog.pk, commenter_id=commenter.pk)
    why = reason or (_("Comments: %(count)s") % {"count": count} if count else "")
    subject, about = f"commenter:{commenter.pk}", commenter.name
    return decide(weblog, DECISION, actor=actor, subject=subject, about=about, before=before, after=after, reason=why)


def _names(commenter: Commenter) -> set[str]:
    # All under which they are known.
    return {commenter.name, *commenter.comments.values_list("name", flat=True)}


def _said_with(weblog: Weblog, email: str) -> CommentSet:
    return _nobodys(weblog).filter(email=email) if email else Comment.objects.none()


def _nobodys(weblog: Weblog) -> CommentSet:
    # Of whom nothing is known for sure.
    return Comment.objects.filter(conversation__post__weblog=weblog, commenter=None, member=None, erased="")


def _checked(weblog: Weblog, commenter: Commenter, typed: str) -> str:
    name = cleaned(Submission(name=typed)).name[:LONGEST]
    if not (skeleton := skeleton_of(name)):
        raise ValidationError(_("Give a name, so that others can answer you."))
    _check_free(weblog, commenter, skeleton)
    return name


def _check_free(weblog: Weblog, commenter: Commenter, skeleton: str) -> None:
    others = Commenter.objects.filter(weblog=weblog, skeleton=skeleton, refused_at=None).exclude(pk=commenter.pk)
    # A member may well confirm what they said before they were one.
    members = weblog.members.filter(active=True, user__isnull=False).exclude(user=commenter.user_id)
    names = members.values_list("name", flat=True)
    if others.exists() or any(skeleton_of(name) == skeleton for name in names):
        raise ValidationError(_("This name, or one like it, belongs to somebody else here. Take another one."))


def _slug(weblog: Weblog, name: str) -> str:
    taken = set(weblog.commenters.values_list("slug", flat=True))
    return text.unused(text.slugify(name) or "commenter", taken)
