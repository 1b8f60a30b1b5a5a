"""Words between quotation marks, of any language, in one paragraph of text."""

import re
from collections.abc import Iterator

from tertulia.lib.words import words

# Fewer are a name, a title, or irony.
FEWEST_WORDS = 8

# What may end what each of them begins.
_ENDS = {
    '"': '"',
    "“": "”“",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
# As an apostrophe ends nothing, several are tried; and nobody quotes more than this in a paragraph.
_MOST_TRIED = 8
_MOST_BEGUN = 60
_LONGEST = 5_000

_MARKS = re.compile("[" + "".join(_ENDS) + "]")
WITHOUT_MARKS = {ord(mark): " " for mark in {*_ENDS, *"".join(_ENDS.values())}}


def has_marks(text: str) -> bool:
    """Whether there is any mark that may begin a quotation. Quick where there is none, as in most texts."""
    return '"' in text if text.isascii() else bool(_MARKS.search(text))


def between_marks(text: str) -> list[tuple[int, int]]:
    """Where quotations of enough words begin and end, with their marks."""
    return list(_between(text))


def _between(text: str) -> Iterator[tuple[int, int]]:
    at = begun = 0
    while (match := _MARKS.search(text, at)) and begun < _MOST_BEGUN:
        start, mark = match.start(), match[0]
        at = start + 1
        if not _begins(text, start):
            continue
        begun += 1
        stops = _stops(text, start, _ENDS[mark])
        stop = next((one for one in stops if _is_enough(text[start + 1 : one - 1])), 0)
        if stop:
            yield start, stop
        at = stop or (stops[0] if stops and mark == '"' else at)


def _is_enough(quoted: str) -> bool:
    return len(quoted.split()) >= FEWEST_WORDS or (
        not quoted.isascii() and len(words(quoted[: 20 * FEWEST_WORDS])) >= FEWEST_WORDS
    )


def _stops(text: str, start: int, ends: str) -> list[int]:
    # Behind each mark that may end it, until another begins.
    stops: list[int] = []
    at = start + 1
    while len(stops) < _MOST_TRIED:
        found = [place for end in ends if (place := text.find(end, at, start + _LONGEST)) >= 0]
        if not found:
            break
        at = min(found) + 1
        if _stands_at_end(text, at - 1):
            stops.append(at)
            if text[at - 1] != "’":
                break
    return stops


def _begins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(after.strip() or text[at] in "«") and not (before.isalnum() and text[at] not in "「『")


def _stands_at_end(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not (text[at] in '’‘"”“' and after.isalnum())
