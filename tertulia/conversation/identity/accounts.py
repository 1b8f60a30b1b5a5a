"""Accounts of readers: each has a proved e-mail address, and gives no role in any weblog."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from tertulia.conversation.identity.commenter import Commenter
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

# A browser stays known for a year, which is long for the proof that somebody reads an address.
_FRESH = timedelta(hours=2)


class NoAccount(Exception):
    """No account is made: the address has one (``is_taken``), or was proved too long ago."""

    def __init__(self, *, is_taken: bool) -> None:
        super().__init__(is_taken)
        self.is_taken = is_taken


@transaction.atomic
def make_account(commenter: Commenter) -> User:
    """An account for a commenter who has just confirmed their address; without password, as a code in the mail or a
    passkey does. Raises NoAccount."""
    if not is_fresh(commenter):
        raise NoAccount(is_taken=False)
    if commenter.user_id:
        raise NoAccount(is_taken=True)
    user = account_for(commenter.email, commenter.name)
    _bind(commenter, user)
    return user


@transaction.atomic
def account_for(email: str, name: str) -> User:
    """An account without password for somebody whose address was proved by other means. Raises NoAccount if there is
    one."""
    if EmailAddress.objects.filter(email__iexact=email).exists() or User.objects.filter(email__iexact=email).exists():
        raise NoAccount(is_taken=True)
    user, is_new = User.objects.get_or_create(username=email[:150], defaults={"email": email, **_named(name)})
    if not is_new:
        raise NoAccount(is_taken=True)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def is_fresh(commenter: Commenter) -> bool:
    """Whether they have confirmed their address just now."""
    return clock.now() - commenter.confirmed_at < _FRESH


def recognise(weblog: Weblog, user: User) -> Commenter | None:
    """The commenter that somebody who is signed in is; theirs by account from then on, if by address until now."""
    whose = Q(user=user) | Q(user=None, email__in=proved_addresses(user))
    found = weblog.commenters.filter(whose, refused_at=None).order_by("user_id", "id").first()
    if found and found.user_id is None:
        _bind(found, user)
    return found


def proved_addresses(user: User) -> list[str]:
    """The addresses of an account whose mail its owner reads, as commenters' are written; the main one first."""
    proved = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "id")
    return [address.lower() for address in proved.values_list("email", flat=True)]


def _bind(commenter: Commenter, user: User) -> None:
    commenter.user = user
    commenter.save(update_fields=["user"])


def _named(name: str) -> dict[str, str]:
    first, _space, last = name.partition(" ")
    return {"first_name": first[:150], "last_name": last[:150]}
