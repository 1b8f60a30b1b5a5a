"""Text as the words a search goes by, so that every database finds the same: no case, no accents, no punctuation.

Scripts that put no space between words (Chinese, Japanese, Thai…) are taken character by character; a search for
several in a row then looks for them in that order."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
# Of the words of one thing, in bytes: a tsvector takes a megabyte at most.
_MOST_BYTES = 500_000
_MOST_KNOWN = 50_000
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Canonical combining classes up to 9 are parts of letters (Indic signs, Japanese voicing); those above are accents
# and vowel points, which people leave out when they search.
_PART_OF_LETTER = 9


def words(value: str) -> list[str]:
    """The words of a text in their order."""
    if value.isascii():
        return _cut(value.lower().translate(_PLAIN).split())
    # Taken apart before and after: the "No" of a sign has a capital, and what is folded may be one letter again.
    folded = unicodedata.normalize("NFKD", value).casefold()
    plain = unicodedata.normalize("NFKD", folded).translate(_PLAIN)
    # Marks without a letter (the selector after an emoji) are no word; PostgreSQL would find nothing by them.
    found = [word for word in unicodedata.normalize("NFC", plain).split() if any(map(str.isalnum, word))]
    return _cut([part for word in found for part in _parts(word)] if _UNSPACED.search(plain) else found)


def indexed(*values: str) -> str:
    """The words of these texts as an index keeps them. Every database gets the same, so that all find the same."""
    return joined(" ".join(words(value)) for value in values)


def joined(found: Iterable[str]) -> str:
    """The same of words that are such as an index keeps already."""
    whole = " ".join(filter(None, found))
    return whole if len(whole) * 4 <= _MOST_BYTES else whole.encode()[:_MOST_BYTES].decode(errors="ignore")


def is_unspaced(character: str) -> bool:
    """Whether it belongs to a script that puts no space between words."""
    return bool(_UNSPACED.match(character))


def _cut(found: list[str]) -> list[str]:
    if max(map(len, found), default=0) <= _LONGEST:
        return found
    return [word[:_LONGEST] for word in found]


class _Plain(dict[int, str]):
    # What each character is for a search, worked out when it first appears.
    def __missing__(self, code: int) -> str:
        found = _plain(chr(code))
        if len(self) < _MOST_KNOWN:
            self[code] = found
        return found


def _plain(character: str) -> str:
    if character.isalnum():
        return character
    if unicodedata.category(character)[0] == "M":
        return character if unicodedata.combining(character) <= _PART_OF_LETTER else ""
    return " "


_PLAIN = _Plain()


def _parts(word: str) -> list[str]:
    if not _UNSPACED.search(word):
        return [word]
    parts: list[str] = []
    open_run = False
    for character in word:
        is_mark = unicodedata.category(character)[0] == "M"
        is_unspaced = bool(_UNSPACED.match(character))
        if parts and (is_mark or (open_run and not is_unspaced)):
            parts[-1] += character
        else:
            parts.append(character)
            open_run = not is_unspaced
    return parts
