"""Invitations as links: for the first host of an installation, and for those whom a host asks in."""

import logging
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.weblog import invitation
from tertulia.weblog.member import Member, Role
from tertulia.weblog.weblog import Weblog

log = logging.getLogger(__name__)


def host_link() -> str | None:
    """A fresh one-time link that makes its visitor the owner of every weblog that has none; None once an account
    owns a weblog, as from then on that owner invites."""
    if Member.objects.filter(role=Role.OWNER, active=True, user__isnull=False).exists():
        return None
    return link(invitation.invite(None, Role.OWNER))


def link(token: str) -> str:
    """The address that goes with an invitation's token."""
    return settings.ORIGIN + reverse("desk-invitation", args=[token])


def invite_member(weblog: Weblog, role: str, email: str, *, inviter: str) -> tuple[str, bool]:
    """Ask somebody into the weblog; answers the link, to hand over by other ways, and whether the mail went out."""
    address = link(invitation.invite(weblog, role, email=email))
    with translation.override(weblog.language):
        subject = _("%(inviter)s invites you to “%(weblog)s”") % {"inviter": inviter, "weblog": weblog.title}
        text = _(
            "%(inviter)s invites you to “%(weblog)s”, as: %(role)s.\n\nOpen this link and confirm; it works once, for "
            "seven days:\n\n%(link)s\n\nIf you do not know what this is about, do nothing.\n"
        ) % {"inviter": inviter, "weblog": weblog.title, "role": Role(role).label, "link": address}
    try:
        sent = send_mail(" ".join(subject.split()), text, None, [email])
    except (OSError, SMTPException):
        log.exception("the invitation of a member could not be mailed")
        sent = 0
    return address, bool(sent)


@transaction.atomic
def accept_as_new(token: str, *, name: str, email: str, password: str) -> User:
    """Make an account for the visitor of an invitation and accept it. Raises InvitationGone; the e-mail is free."""
    asked = invitation.find_invitation(token)
    first, _space, last = name.partition(" ")
    user = User(username=email[:150], email=email, first_name=first[:150], last_name=last[:150])
    user.set_password(password or None)
    user.save()
    # Only a link that was mailed to this very address proves that its owner reads it.
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=asked.email.lower() == email)
    invitation.accept(token, user, name=name)
    return user
