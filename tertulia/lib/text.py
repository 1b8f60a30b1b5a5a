"""Plain text: slugs, excerpts, and the characters no text of ours may hold."""

import html
import re
import unicodedata
from urllib.parse import quote, unquote

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Each alternative ends with the text, or before the next that may begin: who reads to the end in vain does so once.
_TAG = re.compile(
    r"<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE
)

# Elements that stand within a line, and within a word: a drop cap, "CO<sub>2</sub>", a letter put in by somebody.
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "mark", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(INLINE))})(?=[\s/>])[^<>]*>", re.IGNORECASE)


def slugify(label: str, *, limit: int = 100) -> str:
    """Words joined by hyphens, lower case, letters of every script kept; at most ``limit`` characters, maybe empty."""
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in label.lower())
    return "-".join(kept.split())[:limit].strip("-")


def unused(wanted: str, taken: set[str]) -> str:
    """``wanted`` if it is not in ``taken``, else ``wanted-1``, ``wanted-2`` and so on, as Movable Type does."""
    candidate, count = wanted, 0
    while candidate in taken:
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate


def is_broken(value: str) -> bool:
    """Whether ``value`` holds NUL, which PostgreSQL refuses, or a lone surrogate, which is no character."""
    return "\0" in value or bool(_SURROGATE.search(value))


def clean(value: str) -> str:
    """``value`` with one kind of line end and without control characters, NUL and lone surrogates."""
    # Nearly all texts are clean, and nothing tells that as fast.
    if value.replace("\n", "").isprintable():
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", value))


def plain(markup: str) -> str:
    """The words of an HTML fragment on one line, entities decoded: for excerpts, feeds' titles and searching. Tags
    between blocks part words, those within a line do not."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE_TAG.sub("", markup))).split())


def excerpt(markup: str, words: int = 40) -> str:
    """The first ``words`` words of an HTML fragment as plain text, with an ellipsis if there are more."""
    found = plain(markup).split()
    return " ".join(found[:words]) + ("…" if len(found) > words else "")


def path_encoded(path: str) -> str:
    """A decoded path as it stands in a link: percent-encoded where it must be (RFC 3986, section 3.3)."""
    return quote(path, safe="/:@!$&'()*+,;=-._~")


def path_decoded(path: str) -> str:
    """A path as it is stored: percent-encoding undone, so that the raw and the encoded form are one address."""
    return unquote(path)
