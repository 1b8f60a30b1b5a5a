"""Erasures whose time has come: what was kept to take them back is deleted, and waiting mail that speaks of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from tertulia.exchange.person import overwriting
from tertulia.exchange.person.erasure import Erasure
from tertulia.lib import clock
from tertulia.outbox.message import Message
from tertulia.weblog.decision import decide


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
    for one in erasure.erased.exclude(comment=None).iterator(100):
        _remove_mail(one.kept["comment"])
    erasure.erased.all().delete()
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


def _remove_mail(said: Mapping[str, Any]) -> None:
    # Without a mail server notices wait as rows, with what the comment said; and mail to them.
    first = next((line for line in said["text"].splitlines() if line.strip()), "")
    about = Q(text__contains=f"> {first}".rstrip()) & Q(text__contains=said["name"]) if said["name"] else Q(pk=None)
    theirs = Q(to__iexact=said["email"]) if said["email"] else Q(pk=None)
    Message.objects.filter(about | theirs).delete()
