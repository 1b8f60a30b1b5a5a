"""Django's e-mail backend for an installation without SMTP: messages wait at the desk and show on the console."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from tertulia.outbox.message import Message


class Backend(BaseEmailBackend):
    """Keeps each message as a row and prints it, so that sign-in by code works with nothing configured."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            Message.objects.create(to=", ".join(mail.recipients()), subject=str(mail.subject), text=str(mail.body))
            print(
                f"\nMail to {', '.join(mail.recipients())}: {mail.subject}\n{mail.body}\n", file=sys.stderr, flush=True
            )
        return len(email_messages)
