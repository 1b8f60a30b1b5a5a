"""The signature by which the host's answers are known: initials that text after text ends in."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# Behind the end of a sentence, or on a line of its own; maybe after a dash.
_SIGNED = re.compile(
    r"(?:(?<=[.!?…:;\"”’'»)\]])|(?<=\n)|^)[ \t]*(?:[-–—~/]{1,2}[ \t]*)?(?P<sign>[^\W\d_]{2,4}|(?:[^\W\d_]\.){2,3})\.?$"
)
# What people say at an end that is no signature.
_WORDS = frozenset("lol etc imo imho thx ok okay yes no ha haha sic amen and or so too why bye ps nah btw".split())  # noqa: SIM905
_LEAST = 3


@dataclass(frozen=True)
class Sign:
    """A signature as it is written, how many texts end in it, and how many end in the next frequent one."""

    word: str = ""
    count: int = 0
    rival: str = ""
    rivals: int = 0

    def is_below(self, text: str) -> bool:
        """Whether a text ends in it."""
        return bool(self.word) and sign_below(text).casefold() == self.word.casefold()

    def without(self, text: str) -> str:
        """A text that ends in it, without it."""
        found = _SIGNED.search(text)
        return text[: found.start()].rstrip() if found else text


def sign_below(text: str) -> str:
    """What a text is signed with, if it may be a signature; else empty."""
    found = _SIGNED.search(text[-40:])
    sign = found["sign"] if found else ""
    return "" if sign.casefold() in _WORDS else sign


def find_sign(texts: Iterable[str]) -> Sign:
    """The signature that most of these texts end in, if at least three do."""
    signs = [sign for text in texts if (sign := sign_below(text))]
    counts = Counter(sign.casefold() for sign in signs).most_common(2)
    if not counts or counts[0][1] < _LEAST:
        return Sign()
    (word, count), (rival, rivals) = counts[0], (*counts, ("", 0))[1]
    written = next(sign for sign in signs if sign.casefold() == word)
    return Sign(written, count, rival if rivals >= _LEAST else "", rivals)
