"""Links by mail, with which people see to what is kept about them: who reads the mail of an address is its person."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.person.person import Person, person_of_email
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.weblog import Weblog

LIFETIME = timedelta(hours=24)
_HOUR = timedelta(hours=1)
_MOST_OF_ADDRESS, _MOST_OF_IP = 3, 10


class DataLink(models.Model):
    """One link that was asked for; only the digest of its token is kept, and that once it was mailed. When it was used
    for an ``erasure`` it can do nothing but take that back, and knows nobody's address any longer."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="+")
    email = models.CharField(max_length=254, blank=True, db_index=True)
    ip = models.GenericIPAddressField(null=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)
    erasure = models.ForeignKey(Erasure, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"link {self.pk} into {self.weblog_id}"

    @property
    def person(self) -> Person:
        """Who reads the mail of its address."""
        return person_of_email(self.weblog, self.email)


class LinkGone(Exception):
    """The link was used up, has expired, or never was."""


class TooOften(Exception):
    """More links were asked for from one place than people need."""


@transaction.atomic
def ask(weblog: Weblog, email: str, ip: str | None) -> None:
    """Have a link mailed to an address, if anything is kept of its person; the caller is not told. Raises TooOften by
    where it is asked from, and says nothing of how often it was asked for an address."""
    lately = DataLink.objects.filter(asked_at__gt=clock.now() - _HOUR)
    if ip and lately.filter(ip=ip).count() >= _MOST_OF_IP:
        raise TooOften
    email = person_of_email(weblog, email).email
    is_enough = lately.filter(weblog=weblog, email=email).count() >= _MOST_OF_ADDRESS
    link = DataLink.objects.create(weblog=weblog, email=email, ip=ip, expires_at=clock.now() + LIFETIME)
    if not is_enough:
        # The worker looks whether there is such a person, so that nobody can tell by the time that this takes.
        record("person.asked", weblog_id=weblog.id, link_id=link.id)


def mail_link(*, link_id: int, **_facts: object) -> None:
    """Mail a link, if there is anything to see; a mail that is tried again brings a new one."""
    link = (
        DataLink.objects.select_related("weblog").filter(id=link_id, expires_at__gt=clock.now(), erasure=None).first()
    )
    if link is None or not (link.person.comments.exists() or link.person.members):
        return
    token = secrets.token_urlsafe(24)
    link.digest = _digest(token)
    link.save(update_fields=["digest"])
    weblog = link.weblog
    with translation.override(weblog.language):
        subject = _("What “%(weblog)s” keeps about you") % {"weblog": weblog.title}
        text = _(
            "Somebody, probably you, asked what “%(weblog)s” keeps about the person of this e-mail address.\n\n"
            "See it, take it along, or have it erased; the link is good for a day:\n\n%(link)s\n\n"
            "If it was not you, do nothing.\n"
        ) % {"weblog": weblog.title, "link": weblog.absolute(f"{weblog.path}my-data/{token}/")}
    send_mail(" ".join(subject.split()), text, None, [link.email])


def find_link(weblog: Weblog, token: str) -> DataLink:
    """The link of that token, in time. Raises LinkGone."""
    links = DataLink.objects.select_related("weblog", "erasure").filter(weblog=weblog, expires_at__gt=clock.now())
    link = links.filter(digest=_digest(token)).first()
    if link is None:
        raise LinkGone
    return link


@transaction.atomic
def erase_by(link: DataLink, what: str) -> Erasure:
    """Forget the person of a link, which is used up by that: all that it does from then on is to take this back, once.
    Of several who send the form at once, the first decides what goes. Raises LinkGone, ValidationError."""
    found = DataLink.objects.select_for_update().filter(id=link.id).first()
    if found is None:
        raise LinkGone
    if found.erasure:
        return found.erasure
    erasure = erase(link.person, what, actor=_nobody)
    DataLink.objects.filter(weblog=link.weblog, email=link.email).exclude(id=link.id).delete()
    link.erasure, link.email, link.ip, link.expires_at = erasure, "", None, erasure.due_at
    link.save()
    return erasure


@transaction.atomic
def take_back_by(link: DataLink) -> None:
    """Bring back what was erased by this link, which is used up then. Raises ValidationError."""
    if link.erasure:
        take_back(link.erasure, actor=_nobody)
        link.delete()


def forget_old() -> int:
    """Remove links that are no longer good; answers how many."""
    old = DataLink.objects.filter(expires_at__lte=clock.now())
    return old.delete()[0] if old.exists() else 0


# They themselves: the log does not say who.
_nobody: User | None = None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
