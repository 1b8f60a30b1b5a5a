"""Somebody who comes from a provider that says who they are: what may follow, and what then happens."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tertulia.conversation.identity.accounts import NoAccount, account_for
from tertulia.conversation.policy import Policy

_KEPT = "provider_arrival"
_SECONDS = 15 * 60
_MOST = 10


class Step(StrEnum):
    """What somebody who has arrived can do. SIGN_IN: they are known by this provider; JOIN: the account that they are
    signed in to has the same address; FIRST: there is such an account, and they are to sign in to it first; MAKE: an
    account can be made; UNPROVED: the provider does not say that an address is theirs; OTHER: they are signed in with
    another address; CLOSED: no weblog here lets readers sign in."""

    SIGN_IN = "sign-in"
    JOIN = "join"
    FIRST = "first"
    MAKE = "make"
    UNPROVED = "unproved"
    OTHER = "other"
    CLOSED = "closed"


@dataclass(frozen=True)
class Arrival:
    """Who a ``provider`` (which is ``called`` so) says somebody is: by its own ``uid``, the addresses that it has seen
    them prove, and how it calls the ``person``. ``to`` is where they wanted to go."""

    provider: str
    uid: str
    called: str
    emails: Sequence[str]
    person: str = ""
    to: str = ""
    at: float = field(default_factory=time.time)

    def keep(self, request: HttpRequest) -> None:
        """Remember it in the session for some minutes."""
        request.session[_KEPT] = {**asdict(self), "emails": list(self.emails)[:_MOST]}

    @property
    def account(self) -> SocialAccount | None:
        """By what the provider's account is joined to one here."""
        known = SocialAccount.objects.select_related("user")
        return known.filter(provider=self.provider, uid=self.uid).first()


def arrived(request: HttpRequest) -> Arrival | None:
    """Who has arrived in this session, if it was not long ago."""
    kept = request.session.get(_KEPT)
    found = Arrival(**kept) if isinstance(kept, dict) else None
    return found if found and time.time() - found.at < _SECONDS else None


def forget(request: HttpRequest) -> None:
    """Let nobody have arrived."""
    request.session.pop(_KEPT, None)


def step_of(arrival: Arrival, user: User | AnonymousUser) -> Step:
    """What they can do."""
    if arrival.account:
        return Step.SIGN_IN
    if not arrival.emails:
        return Step.UNPROVED
    if isinstance(user, User):
        return Step.JOIN if _of(arrival).filter(pk=user.pk).exists() else Step.OTHER
    if _of(arrival).exists():
        return Step.FIRST
    return Step.MAKE if Policy.objects.filter(sign_in=True).exists() else Step.CLOSED


def join(request: HttpRequest, arrival: Arrival, user: User) -> None:
    """Let the provider's account open the account of ``user`` from now on, who is signed in and wishes it; a mail tells
    them. Raises NoAccount if that is not theirs to join."""
    if step_of(arrival, user) != Step.JOIN:
        raise NoAccount(is_taken=True)
    account = _write(arrival, user)
    # Both have seen the same person: whoever is signed in, and whoever reads the mail.
    EmailAddress.objects.filter(user=user, email__in=_spelled(user, arrival)).update(verified=True)
    get_adapter().send_notification_mail(
        "socialaccount/email/account_connected", user, context={"account": account, "provider": account.get_provider()}
    )


@transaction.atomic
def make(arrival: Arrival) -> User:
    """An account for who has none here, with the address that the provider has seen them prove. Raises NoAccount."""
    if step_of(arrival, AnonymousUser()) != Step.MAKE:
        raise NoAccount(is_taken=True)
    user = account_for(arrival.emails[0], arrival.person)
    _write(arrival, user)
    return user


def _write(arrival: Arrival, user: User) -> SocialAccount:
    try:
        with transaction.atomic():
            return SocialAccount.objects.create(user=user, provider=arrival.provider, uid=arrival.uid)
    except IntegrityError as error:
        raise NoAccount(is_taken=True) from error


def _of(arrival: Arrival) -> QuerySet[User]:
    spelled = [Q(email__iexact=email) | Q(emailaddress__email__iexact=email) for email in arrival.emails]
    wanted = spelled[0]
    for one in spelled[1:]:
        wanted |= one
    return User.objects.filter(wanted).distinct()


def _spelled(user: User, arrival: Arrival) -> list[str]:
    emails = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return [email for email in emails if email.lower() in arrival.emails]
