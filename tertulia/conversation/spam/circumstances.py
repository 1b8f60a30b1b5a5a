"""How a comment came, as far as that tells people from programs: circumstances, and who sent it.

Circumstances are noticed once, when the comment arrives, and kept with it as a few words (``Comment.circumstances``);
of what they were noticed in (headers, times) nothing is kept. Senders are their e-mail address, name and network, for
as long as these are kept with the comment: a network for 30 days (``forgetting.py``)."""

from collections.abc import Mapping
from typing import Any

from tertulia.lib.lookalikes import skeleton
from tertulia.lib.networks import wider_network_of

# Beside each circumstance the shares of unwanted and of good comments that are guessed to have it, until decisions
# say more. Each alone lets nothing wait.
PRIORS = {
    "?headers": (0.25, 0.06),
    "?fast": (0.20, 0.03),
    "?repeated": (0.40, 0.05),
    "?repeated-link": (0.30, 0.05),
    "?ping": (0.10, 0.04),
    # What a second opinion said, where it was asked (``akismet/second_opinion.py``).
    "?akismet": (0.85, 0.10),
    "?akismet-ham": (0.15, 0.90),
}
# What every browser says of itself, and many a program forgets.
_HEADERS = ("HTTP_USER_AGENT", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")
_BOUNDS = (-2.0, 2.2)
# A name anybody can write, and a network many people share: neither makes a comment good.
_SENDERS = {"~mail": (-2.5, 3.0), "~name": (0.0, 2.0), "~network": (-0.3, 2.2)}


def is_circumstance(thing: str) -> bool:
    """Whether it is one of these, or a sender, and no word, host or mark."""
    return thing.startswith(("~", "?"))


def bounds_of(thing: str) -> tuple[float, float]:
    """The least and the most that it may add to a score."""
    return _SENDERS.get(thing.partition(" ")[0], _BOUNDS)


def of_headers(facts: Mapping[str, Any]) -> str:
    """What the head of a request tells."""
    return "" if all(map(facts.get, _HEADERS)) else "?headers"


def sender(*, name: str, email: str, ip: str | None) -> frozenset[str]:
    """Who sends, as things to be noticed."""
    found = {f"~name {skeleton(name)}"}
    if email:
        found.add(f"~mail {email}")
    if ip:
        found.add(f"~network {wider_network_of(ip)}")
    return frozenset(found)
