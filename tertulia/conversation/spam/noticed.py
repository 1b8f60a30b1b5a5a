"""What the judge notices in a comment: its words, which word follows which, links and their hosts, how it is written.

Each thing noticed is a short text; those that begin with “!” are marks, with “@” hosts, the others words in the
comment. Nothing of it depends on a language."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from tertulia.lib import text as texts

MOST_CHARACTERS = 10_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]{2,}")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|tk|top|xyz|site|online|shop|club|me|tv|be|ly|co)\b\S*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{3,}")
_LETTERS_TO_SHOUT = 8


def noticed(text: str, *, name: str = "", url: str = "") -> frozenset[str]:
    """Everything noticed in a cleaned comment of somebody of that name and web address."""
    shown = texts.plain(text[:MOST_CHARACTERS])
    links = _LINK.findall(shown)
    words = [word.lower() for word in _WORD.findall(_LINK.sub(" ", shown))]
    found = {*words, *(f"{one} {following}" for one, following in pairwise(["^", *words, "$"]))}
    return frozenset(found | {*_marks(shown, links)} | {f"@{host}" for link in [*links, url] if (host := _host(link))})


def links_in(text: str) -> list[str]:
    """The addresses of the links in a text as one writes them to compare them, each once."""
    found = _LINK.findall(text[:MOST_CHARACTERS]) if "." in text else ()
    return list(dict.fromkeys(link.lower().partition("://")[2] or link.lower() for link in found))


def _marks(shown: str, links: list[str]) -> Iterator[str]:
    rest = _LINK.sub(" ", shown)
    letters = [character for character in rest if character.isalpha()]
    yield f"!length {min(len(shown).bit_length(), 11)}"
    if links:
        yield "!link"
        yield f"!links {min(len(links), 3)}"
    if len(letters) > _LETTERS_TO_SHOUT and sum(map(str.isupper, letters)) > 0.6 * len(letters):
        yield "!capitals"
    if shown.count("!") > 2:
        yield "!exclamations"
    if _DIGITS.search(rest):
        yield "!digits"


def _host(link: str) -> str:
    if not link:
        return ""
    try:
        host = urlsplit(link if "://" in link else f"//{link}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:100]
