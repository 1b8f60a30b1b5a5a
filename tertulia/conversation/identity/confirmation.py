"""A mail by which somebody proves that an e-mail address is theirs: with a link, and a code for another device."""

import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import models, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.policy import policy_of
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.mailed_link import MailedLink, one_address
from tertulia.weblog.weblog import Weblog

LIFETIME = timedelta(hours=2)
_MOST_TRIES = 5
_SALT = "tertulia.conversation.confirmation"


class Confirmation(MailedLink):
    """One that was asked for. ``code`` is what is kept of the six digits, ``tries`` how often some were typed."""

    code = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    @property
    def handle(self) -> str:
        """What the page that takes the code calls it by; it proves nothing."""
        return signing.Signer(salt=_SALT).sign(str(self.pk))


class WrongCode(Exception):
    """These are not the digits that were mailed, or they hold no longer."""


@transaction.atomic
def ask(weblog: Weblog, email: str, ip: str | None) -> Confirmation:
    """Have an address mailed, if anything was said under it; the caller is not told. Raises TooOften."""
    asked, is_mailed = Confirmation.begin(weblog, one_address(email), ip, LIFETIME)
    if is_mailed:
        # The worker looks whether there is such a person, so that nobody can tell by the time that this takes.
        record("commenter.asked", weblog_id=weblog.id, confirmation_id=asked.pk)
    return asked


def mail(*, confirmation_id: int, **_facts: object) -> None:
    """Mail the link and the code; a mail that is tried again brings new ones."""
    asked = Confirmation.objects.select_related("weblog").filter(pk=confirmation_id).first()
    if asked is None or not is_known(asked.weblog, asked.email):
        return
    token, digits, weblog = asked.new_token(), f"{secrets.randbelow(10**6):06}", asked.weblog
    asked.code = _kept(asked, digits)
    asked.save(update_fields=["code"])
    with translation.override(weblog.language):
        subject = _("%(code)s confirms your name on “%(weblog)s”") % {"code": digits, "weblog": weblog.title}
        text = _(
            "Somebody, probably you, wants to confirm a name on “%(weblog)s” with this e-mail address.\n\n"
            "Open this link and press the button there:\n\n%(link)s\n\n"
            "Or type this code where you were asked for it: %(code)s\n\n"
            "Both are valid for two hours. If it was not you, do nothing, and give the code to nobody.\n"
        ) % {
            "weblog": weblog.title,
            "link": weblog.absolute(f"{weblog.path}confirmation/{token}/"),
            "code": digits,
        }
    send_mail(" ".join(subject.split()), text, None, [asked.email])


def is_known(weblog: Weblog, email: str) -> bool:
    """Whether anything was ever said in the weblog under that address; or whoever comes may have an account there."""
    if policy_of(weblog).sign_in:
        return bool(email)
    said = Comment.objects.filter(conversation__post__weblog=weblog, email=email, erased="")
    return bool(email) and (said.exists() or Commenter.objects.filter(weblog=weblog, email=email).exists())


def token_by_code(weblog: Weblog, handle: str, digits: str) -> str:
    """A token like that of the link, for whoever typed the right digits. Raises WrongCode; after five tries whatever is
    typed."""
    try:
        pk = int(signing.Signer(salt=_SALT).unsign(handle))
    except (signing.BadSignature, ValueError) as error:
        raise WrongCode from error
    # Counted before it is looked at, so that tries at the same moment are as many as they are.
    good = Confirmation.objects.filter(pk=pk, weblog=weblog, tries__lt=_MOST_TRIES, expires_at__gt=clock.now())
    if not good.update(tries=F("tries") + 1):
        raise WrongCode
    asked = Confirmation.objects.get(pk=pk)
    if not hmac.compare_digest(asked.code, _kept(asked, "".join(digits.split()))):
        raise WrongCode
    asked.code = ""
    asked.save(update_fields=["code"])
    return asked.new_token()


def _kept(asked: Confirmation, digits: str) -> str:
    # Six digits are guessed from a bare digest at once.
    return hmac.new(settings.SECRET_KEY.encode(), f"{_SALT} {asked.pk} {digits}".encode(), "sha256").hexdigest()
