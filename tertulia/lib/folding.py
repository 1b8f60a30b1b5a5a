"""Words as they are compared to tell whether a quote is true: marks that people type in many ways become one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tertulia.lib.words import is_unspaced, words

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u2060\ufeff]+")
_MARKS = re.compile('["`´‘’‚‛“”„‟«»‹›「」『』〝〞＂＇ʼʹ′″]')
_HYPHENS = re.compile("[‐‑‒–—―−﹘﹣－]")
_DASHES = re.compile(r" ?-[- ]*")
_DOTS = re.compile(r"\.(?: ?\.){2,}")
_SIC = re.compile(r" ?\[sic[!.]?\]", re.IGNORECASE)
_FIRST_LETTER = re.compile(r"\[(\w)\](?=\w)")
_AROUND_OMISSION = "[]() ."
_ENDS = " .,;:'-()[]"
# Of a part of a quote with omissions; by single words anything could be made of anything.
_FEWEST_WORDS = 3

OMISSION = " … "


def fold(value: str) -> str:
    """``value`` on one line with one kind of quotation mark, dash and ellipsis, without what cannot be seen. Folding
    twice changes nothing more."""
    line = " ".join(_plain(value).split())
    if "-" in line:
        line = _DASHES.sub("-", line)
    if ".." in line or ". ." in line:
        line = _DOTS.sub("…", line)
    if "…" not in line:
        return line
    first, *others = line.split("…")
    between, last = [one.strip(_AROUND_OMISSION) for one in others[:-1]], others[-1].lstrip(_AROUND_OMISSION)
    return OMISSION.join([first.rstrip(_AROUND_OMISSION), *filter(None, between), last]).strip()


def _plain(value: str) -> str:
    if value.isascii():
        return value.replace('"', "'").replace("`", "'")
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", value))
    return _HYPHENS.sub("-", _MARKS.sub("'", seen))


def has_unseen(value: str) -> bool:
    """Whether something stands in it that cannot be seen, and that folding leaves out."""
    return not value.isascii() and bool(_UNSEEN.search(value))


def holds(source: str, quoted: str) -> bool:
    """Whether a folded text has these folded words, as they stand."""
    return _place_in(source, bare(quoted), 0) >= 0


def holds_parts(source: str, quoted: str) -> bool:
    """Whether a folded text has the parts of a folded quote with omissions, in their order."""
    if "…" not in quoted:
        return False
    parts = [part for one in quoted.split("…") if (part := bare(one))]
    if len(parts) < 2 or any(len(words(part)) < _FEWEST_WORDS for part in parts):
        return False
    end = 0
    for part in parts:
        if (at := _place_in(source, part, end)) < 0:
            return False
        end = at + len(part)
    return True


# A quote is looked for in one text after the other.
@lru_cache(maxsize=500)
def bare(quoted: str) -> str:
    """Folded words without what writers put at the ends of a quote: the comma of their own sentence, a letter in
    brackets that was another."""
    return (
        _FIRST_LETTER.sub(r"\1", _SIC.sub("", quoted)).strip(_ENDS).removeprefix("… ").removesuffix(" …").strip(_ENDS)
    )


def _place_in(source: str, part: str, start: int) -> int:
    found = [at for form in _forms(part) if (at := _whole(source, form, start)) >= 0]
    return min(found, default=-1)


def _forms(part: str) -> Iterator[str]:
    # A quote within a sentence begins with a small letter, whatever it began with.
    if not part:
        return
    yield part
    other = part[0].swapcase()
    if other != part[0] and len(other) == 1:
        yield other + part[1:]


def _whole(source: str, part: str, start: int) -> int:
    # Where ``part`` stands and cuts no word in two; -1 if nowhere.
    at = source.find(part, start)
    while at >= 0:
        end = at + len(part)
        if not (_cuts(source[at - 1 : at], part[0]) or _cuts(part[-1], source[end : end + 1])):
            return at
        at = source.find(part, at + 1)
    return -1


def _cuts(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not (is_unspaced(before) or is_unspaced(after))
