"""Who has said what an import brings: names and addresses as they are kept."""

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from tertulia.conversation.markup import DEAD_HOSTS
from tertulia.conversation.submission import Submission, cleaned
from tertulia.lib.words import indexed


class Person(NamedTuple):
    """As a comment has them; ``words`` are those of the name, by which it is found."""

    name: str
    email: str
    url: str
    words: str


# Under a weblog the same people speak again and again.
@lru_cache(maxsize=4000)
def person(name: str, email: str, url: str) -> Person:
    """Somebody of whom a source says this."""
    said = cleaned(Submission(name=name, email=email, url=url))
    kept = said.name[:255]
    return Person(kept, said.email[:254], _shown(said.url), indexed(kept))


@lru_cache(maxsize=4000)
def dead_profile(url: str) -> str:
    """The id in a link to a profile that no longer exists, else "": it still tells who the same commenters are."""
    parts = _split(url)
    return parts[1].strip("/") if parts and parts[0] in DEAD_HOSTS else ""


@lru_cache(maxsize=4000)
def ip_of(value: str) -> str | None:
    """An IP address as it is kept; None if it is none."""
    try:
        return str(ip_address(value.strip()))
    except ValueError:
        return None


def shown_url(url: str) -> str:
    """The web address that a comment shows: one that a reader can follow, else ""."""
    return _shown(cleaned(Submission(url=url)).url)


def _shown(url: str) -> str:
    parts = _split(url)
    return url if parts and parts[0] not in DEAD_HOSTS and len(url) <= 2000 else ""


def _split(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return (host, parts.path) if host and parts.scheme in ("http", "https") else None
