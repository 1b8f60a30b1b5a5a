"""Commenters who have confirmed their names."""

import re

from django.core import mail

from tertulia.conversation.identity import confirmation
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.conversation.identity.confirming import confirm, names_of
from tertulia.outbox.worker import run_due
from tertulia.weblog.weblog import Weblog


def confirmed(weblog: Weblog, name: str = "Ruth Tamm", email: str = "ruth@example.net") -> Commenter:
    """Somebody who has proved the address, and takes that name for all that was said with it."""
    asked = confirmation.ask(weblog, email, None)
    return confirm(asked, name, [bore.name for bore in names_of(weblog, email)])


def mailed() -> tuple[str, str]:
    """The link (without the origin) and the code of the mail that went out last."""
    run_due()
    text = str(mail.outbox[-1].body)
    [link] = re.findall(r"http://[^/]+(/\S+/confirmation/\S+/)", text)
    [code] = re.findall(r"\b\d{6}\b", text)
    return link, code


def asked_for(weblog: Weblog, email: str = "ruth@example.net") -> Confirmation:
    """A mail that was asked for and went out."""
    asked = confirmation.ask(weblog, email, None)
    run_due()
    return Confirmation.objects.get(pk=asked.pk)
