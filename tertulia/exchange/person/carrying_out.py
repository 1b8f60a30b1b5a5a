"""Erasures whose time has come: what was kept to take them back is deleted, waiting mail that speaks of it, and an
account that nothing needs any longer."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import translation

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.commenter import Commenter
from tertulia.exchange.person import overwriting
from tertulia.exchange.person.erasure import Erasure
from tertulia.lib import clock
from tertulia.media.image import Image
from tertulia.outbox.message import Message
from tertulia.weblog.decision import decide
from tertulia.weblog.picturing import let_go


def carry_out() -> int:
    """Make due erasures final; answers how many. Cheap if none is due."""
    due = Erasure.objects.filter(due_at__lte=clock.now(), done_at=None, taken_back_at=None).select_related("weblog")
    return sum(_carry_out(erasure) for erasure in due)


@transaction.atomic
def _carry_out(erasure: Erasure) -> bool:
    # The conditional update lets one of several workers through, and nobody take it back from here on.
    same = Erasure.objects.filter(id=erasure.id, done_at=None, taken_back_at=None)
    if not same.update(done_at=clock.now()):
        return False
    overwriting.prepare()
    _remove_kept(erasure)
    overwriting.finish()
    with translation.override(erasure.weblog.language):
        decide(
            erasure.weblog,
            "erasure",
            actor=None,
            subject=f"erasure:{erasure.id}",
            before="asked",
            after="done",
            about=str(erasure.count),
        )
    return True


def _remove_kept(erasure: Erasure) -> None:
    accounts, emails = set[int](), set[str]()
    for one in erasure.erased.iterator(100):
        rows = [one.kept["comment"]] if one.comment_id else [*one.kept["members"], *one.kept.get("commenters", [])]
        accounts |= {row["user_id"] for row in rows if row["user_id"]}
        emails |= {row["email"].lower() for row in rows if row["email"]}
        for row in [] if one.comment_id else rows:
            _remove_picture(row["picture_id"])
        if one.comment_id:
            _remove_mail(one.kept["comment"])
    erasure.erased.all().delete()
    _remove_accounts(accounts, emails)


def _remove_picture(picture_id: int | None) -> None:
    if found := Image.objects.filter(pk=picture_id or 0).first():
        let_go(found)


def _remove_mail(said: Mapping[str, Any]) -> None:
    # Without a mail server notices wait as rows, with what the comment said; and mail to them.
    first = next((line for line in said["text"].splitlines() if line.strip()), "")
    about = Q(text__contains=f"> {first}".rstrip()) & Q(text__contains=said["name"]) if said["name"] else Q(pk=None)
    theirs = Q(to__iexact=said["email"]) if said["email"] else Q(pk=None)
    Message.objects.filter(about | theirs).delete()


def _remove_accounts(ids: Collection[int], emails: Collection[str]) -> None:
    # An account is of the installation: it goes if no weblog knows it, not even as a member that was, or by a name.
    theirs = User.objects.annotate(lower=Lower("email")).filter(Q(id__in=ids) | Q(lower__in=emails))
    idle = theirs.filter(memberships=None, is_staff=False, is_superuser=False)
    idle = idle.exclude(id__in=Comment.objects.exclude(user=None).values("user"))
    idle.exclude(id__in=Commenter.objects.exclude(user=None).values("user")).delete()
