"""Decisions: who did what, when and why; visible to the team, reversible (the weblog's log)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from tertulia.lib import clock
from tertulia.lib.bulk import write_new
from tertulia.weblog.weblog import Weblog


class Decision(models.Model):
    """One decision. ``subject`` names what it is about (``comment:9``, ``post:12``), ``about`` how a person calls it.

    ``before`` and ``after`` are the states it led from and to, so that it can be undone; ``kept`` is what it
    replaced, if that is more than a state. ``reason`` is for the log, ``note`` for whom it concerns. ``takes_back``
    says that it did nothing but undo another. Without an ``actor`` it was the weblog's own policy."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=255, blank=True)
    subject = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=500, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    takes_back = models.BooleanField(default=False)
    kept = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["weblog", "-at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.before} → {self.after}"


def decide(
    weblog: Weblog,
    kind: str,
    *,
    actor: User | None,
    subject: str,
    about: str = "",
    before: str = "",
    after: str = "",
    reason: str = "",
    note: str = "",
    takes_back: bool = False,
    kept: dict[str, Any] | None = None,
) -> Decision:
    """Write a decision into the weblog's log; call it in the transaction that carries it out."""
    return Decision.objects.create(
        weblog=weblog,
        kind=kind,
        actor=actor,
        actor_name=name_of(actor, weblog),
        subject=subject,
        about=about[:500],
        before=before,
        after=after,
        reason=reason,
        note=note,
        takes_back=takes_back,
        kept=kept,
        at=clock.now(),
    )


def decide_many(
    weblog: Weblog,
    kind: str,
    facts: Sequence[Mapping[str, str]],
    *,
    actor: User | None,
    reason: str = "",
    note: str = "",
    takes_back: bool = False,
) -> list[Decision]:
    """The same for many subjects at once; each of ``facts`` names subject, about, before and after."""
    name, now = name_of(actor, weblog), clock.now()
    rows = [
        Decision(
            weblog=weblog,
            kind=kind,
            actor=actor,
            actor_name=name,
            reason=reason,
            note=note,
            takes_back=takes_back,
            at=now,
            **{**fact, "about": fact["about"][:500]},
        )
        for fact in facts
    ]
    write_new(rows)
    return rows


def last_about(subject: str, kind: str) -> Decision | None:
    """The last decision of a kind about something; its id is the version of what was decided."""
    return Decision.objects.filter(subject=subject, kind=kind).order_by("-id").first()


def name_of(user: User | None, weblog: Weblog) -> str:
    """How the weblog knows ``user``: the member's name, else the account's, else nothing."""
    if user is None:
        return ""
    member = weblog.members.filter(user=user).values_list("name", flat=True).first()
    return member or user.get_full_name() or user.email
