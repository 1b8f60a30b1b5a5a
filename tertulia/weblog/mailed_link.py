"""Links that go out by mail: who opens one reads the mail of that address. Only the digest of a token is kept."""

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.db import models

from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

_HOUR = timedelta(hours=1)
_MOST_OF_ADDRESS, _MOST_OF_IP = 3, 10


class LinkGone(Exception):
    """The link was used up, has expired, or never was."""


class TooOften(Exception):
    """More links were asked for from one place than people need."""


class MailedLink(models.Model):
    """One link that was asked for; it has a ``digest`` once it was mailed."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="+")
    email = models.CharField(max_length=254, blank=True, db_index=True)
    ip = models.GenericIPAddressField(null=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"link {self.pk} into {self.weblog_id}"

    @classmethod
    def begin(cls, weblog: Weblog, email: str, ip: str | None, lifetime: timedelta) -> tuple[Self, bool]:
        """Note that a link is wanted; answers whether it is to be mailed, or enough were for this address. Raises
        TooOften by where it is asked from, and says nothing to anybody of how often it was asked for an address."""
        rows, now = cls._default_manager, clock.now()
        lately = rows.filter(asked_at__gt=now - _HOUR)
        if ip and lately.filter(ip=ip).count() >= _MOST_OF_IP:
            raise TooOften
        is_enough = lately.filter(weblog=weblog, email=email).count() >= _MOST_OF_ADDRESS
        return rows.create(weblog=weblog, email=email, ip=ip, expires_at=now + lifetime), not is_enough

    @classmethod
    def find(cls, weblog: Weblog, token: str) -> Self:
        """The link of that token, in time. Raises LinkGone."""
        links = cls._default_manager.select_related("weblog").filter(weblog=weblog, expires_at__gt=clock.now())
        if (link := links.filter(digest=digest_of(token)).first()) is None:
            raise LinkGone
        return link

    @classmethod
    def forget_old(cls) -> int:
        """Remove links that are no longer good; answers how many."""
        old = cls._default_manager.filter(expires_at__lte=clock.now())
        return old.delete()[0] if old.exists() else 0

    def new_token(self) -> str:
        """A fresh secret for this link, in the place of any before it."""
        token = secrets.token_urlsafe(24)
        self.digest = digest_of(token)
        self.save(update_fields=["digest"])
        return token


def digest_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def one_address(email: str) -> str:
    """An e-mail address as it is compared."""
    return " ".join(email.split()).lower()
