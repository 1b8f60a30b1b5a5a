"""Invitations: one-time links that make their visitor a member."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import QuerySet

from tertulia.lib import clock
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.weblog import Weblog


class Invitation(models.Model):
    """A one-time link that makes its visitor a member; only the token's digest is kept."""

    weblog = models.ForeignKey(Weblog, null=True, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.role} of {self.weblog or 'every weblog'}"


class InvitationGone(Exception):
    """The link was used already, has expired, or never was."""


def invite(weblog: Weblog | None, role: str, *, email: str = "", days: int = 7) -> str:
    """Make an invitation and answer its secret token. Without a weblog it is to all of an installation that nobody
    hosts yet."""
    token = secrets.token_urlsafe(24)
    expires_at = clock.now() + timedelta(days=days)
    Invitation.objects.create(weblog=weblog, role=role, digest=_digest(token), email=email, expires_at=expires_at)
    return token


def find_invitation(token: str) -> Invitation:
    """The invitation of that token, unused and in time. Raises InvitationGone.

    A link to the whole installation is gone once somebody hosts it: each start prints one, and an old one in a log
    must not give away a weblog that is imported next week."""
    invitation = Invitation.objects.filter(digest=_digest(token), used_at=None, expires_at__gt=clock.now()).first()
    if invitation is None or (invitation.weblog_id is None and _owned().exists()):
        raise InvitationGone
    return invitation


def accept(token: str, user: User, *, name: str) -> list[Member]:
    """Use up an invitation for ``user``; answers the memberships it gave. Raises InvitationGone at a second use."""
    with transaction.atomic():
        invitation = find_invitation(token)
        if not Invitation.objects.filter(id=invitation.id, used_at=None).update(used_at=clock.now()):
            raise InvitationGone
        weblogs = [invitation.weblog] if invitation.weblog else list(Weblog.objects.order_by("id"))
        return [
            add_member(w, name=name, role=invitation.role, user=user, email=user.email, actor=user) for w in weblogs
        ]


def _owned() -> QuerySet[Member]:
    return Member.objects.filter(role=Role.OWNER, active=True, user__isnull=False)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
