"""Links by mail, with which people see to what is kept about them: who reads the mail of an address is its person."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.person.person import Person, person_of_email
from tertulia.exchange.person.reported import reports_by
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.mailed_link import LinkGone, MailedLink, one_address
from tertulia.weblog.weblog import Weblog

LIFETIME = timedelta(hours=24)


class DataLink(MailedLink):
    """One link that was asked for. When it was used for an ``erasure`` it can do nothing but take that back, and knows
    nobody's address any longer."""

    erasure = models.ForeignKey(Erasure, null=True, on_delete=models.CASCADE, related_name="+")

    @property
    def person(self) -> Person:
        """Who reads the mail of its address."""
        return person_of_email(self.weblog, self.email)


@transaction.atomic
def ask(weblog: Weblog, email: str, ip: str | None) -> None:
    """Have a link mailed to an address, if anything is kept of its person; the caller is not told. Raises TooOften by
    where it is asked from, and says nothing of how often it was asked for an address."""
    link, is_mailed = DataLink.begin(weblog, one_address(email), ip, LIFETIME)
    if is_mailed:
        # The worker looks whether there is such a person, so that nobody can tell by the time that this takes.
        record("person.asked", weblog_id=weblog.id, link_id=link.pk)


def mail_link(*, link_id: int, **_facts: object) -> None:
    """Mail a link, if there is anything to see; a mail that is tried again brings a new one."""
    link = (
        DataLink.objects.select_related("weblog").filter(id=link_id, expires_at__gt=clock.now(), erasure=None).first()
    )
    if link is None or not _is_known(link.person):
        return
    token, weblog = link.new_token(), link.weblog
    with translation.override(weblog.language):
        subject = _("What “%(weblog)s” keeps about you") % {"weblog": weblog.title}
        text = _(
            "Somebody, probably you, asked what “%(weblog)s” keeps about the person of this e-mail address.\n\n"
            "See it, take it along, or have it erased; the link is good for a day:\n\n%(link)s\n\n"
            "If it was not you, do nothing.\n"
        ) % {"weblog": weblog.title, "link": weblog.absolute(f"{weblog.path}my-data/{token}/")}
    send_mail(" ".join(subject.split()), text, None, [link.email])


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


def _is_known(person: Person) -> bool:
    return bool(person.comments.exists() or person.owns_a_name or person.members or reports_by(person).exists())


# They themselves: the log does not say who.
_nobody: User | None = None
