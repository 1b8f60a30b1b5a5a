"""When two texts are the same: an export has it as typed, a page as shown, and both mean one thing."""

import html
import re
import unicodedata

# Longer than what different people say in the same words.
LONG = 60

_TAG = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        "\u00ad": "",
    }
)


def folded(text: str) -> str:
    """The words without what a page changes of them: white space, markup, entities, kinds of quotation marks and
    hyphens, the size of letters."""
    bare = _TAG.sub("", html.unescape(_TAG.sub("", text)))
    alike = unicodedata.normalize("NFKC", bare.translate(_ALIKE)).translate(_ALIKE).casefold()
    return "".join(alike.split()).replace("--", "-")


def folded_name(name: str) -> str:
    """A name by its letters and digits alone."""
    return "".join(c for c in unicodedata.normalize("NFKC", html.unescape(name)).casefold() if c.isalnum())


def likeness(one: str, other: str) -> float:
    """How many of the words of two texts are in both, of 1."""
    words, others = _words(one), _words(other)
    most = max(len(words), len(others))
    return len(words & others) / most if most else 1.0


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", html.unescape(_TAG.sub(" ", text)).casefold()))
