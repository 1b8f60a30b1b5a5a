"""What a ``style`` attribute becomes on a page: classes of a fixed set, sizes as attributes, nothing else.

Lengths and colours are brought to the nearest step there is (``style_sheet.py``). What would move words out of their
place, cover others or ask another host has no class."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tertulia.lib.colours import colour_of, nearest
from tertulia.lib.style_sheet import (
    BORDER_COLOURS,
    BORDER_STYLES,
    CHANNELS,
    COLOURED,
    KEYWORDS,
    PERCENT,
    PIXELS,
    SIDES,
    step,
)

_DECLARATION = re.compile(r"\s*([a-z-]{1,40})\s*:\s*([^;:\\{}<>@!]{1,200})(?:!\s*important\s*)?", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{0,6})?|\.\d{1,6})\s?(px|pt|pc|em|rem|ex|cm|mm|in|%)?")
_PIXELS = {"px": 1, "pt": 4 / 3, "pc": 16, "em": 18, "rem": 16, "ex": 9, "cm": 37.8, "mm": 3.78, "in": 96}
_SIZE_WORDS = "|".join(KEYWORDS["font-size"])
_FONT = re.compile(rf"((?:[a-z-]+ |[1-9]00 )*?)([\d.]+[a-z%]+|{_SIZE_WORDS})(?: ?/ ?([\d.]+[a-z%]*|normal))? (.+)")
_FAMILIES = {
    "mono": re.compile(r"mono|courier|consolas|menlo|monaco|console|typewriter"),
    "sans": re.compile(r"sans|arial|helvetica|verdana|tahoma|calibri|trebuchet|segoe|geneva|lucida|system-ui"),
    "serif": re.compile(r"serif|times|georgia|garamond|palatino|cambria|bookman|antiqua|baskerville|century"),
    "cursive": re.compile(r"comic|cursive"),
}
_SAME = {"oblique": "italic", "bolder": "bold", "lighter": "normal", "lower-latin": "lower-alpha"} | {
    "upper-latin": "upper-alpha"
}
_LINES = {"thin": "1px", "medium": "3px", "thick": "5px", "none": "0", "hidden": "0"}
_WORD = re.compile(r"[a-z]+\([^()]*\)|\S+")
_BORDER = re.compile(r"(border(?:-top|-right|-bottom|-left)?)(?:-width|-style|-color)?")
# What asks for nothing that is not there anyway.
_NOTHING = frozenset({"auto", "inherit", "initial", "unset", "revert", "transparent", "currentcolor"})
# Elements that say their size by attributes, as exactly as they were told.
_SIZED = {
    "width": frozenset({"col", "colgroup", "hr", "img", "table", "td", "th", "video"}),
    "height": frozenset({"img", "td", "th", "video"}),
}
# “Black on white” says nothing but that an editor pasted it, and cannot be read where the reader chose a dark page.
_OF_PAPER = {"color": (0, 0, 0), "background-color": (255, 255, 255)}


@dataclass(frozen=True)
class Style:
    """What stands on the page, and the names of what had no place there."""

    classes: tuple[str, ...]
    attributes: Mapping[str, str]
    refused: tuple[str, ...]


@lru_cache(maxsize=4096)
def style_of(tag: str, said: str) -> Style:
    """What the ``style`` of an element becomes."""
    classes: dict[str, str] = {}
    sizes: dict[str, str] = {}
    refused: list[str] = []
    for part in filter(str.strip, said.split(";")):
        found = _DECLARATION.fullmatch(part)
        name, value = (found[1].lower(), " ".join(found[2].lower().split())) if found else (part.partition(":")[0], "")
        if tag in _SIZED.get(name, ()) and (size := _size(value)):
            sizes[name] = size
        elif value and (shown := _shown(name, value)) is not None:
            classes |= {f"css-{one}": "" for one in shown}
        elif part.partition(":")[2].strip():
            refused.append(name.strip().lower()[:40])
    return Style(tuple(classes), sizes, tuple(refused))


def _shown(name: str, value: str) -> list[str] | None:
    """The classes that say so, without what they begin with; None if there are none."""
    if name == "background":
        name = COLOURED[0]
    if value in _NOTHING and value not in KEYWORDS.get(name, ()):
        return []
    if name in COLOURED:
        return _coloured(name, value)
    if name in ("margin", "padding"):
        return _box(name, value)
    if name == "font":
        return _font(value)
    if name == "font-family":
        return [f"{name}-{family}" for family, known in _FAMILIES.items() if known.search(value)][:1]
    border = _BORDER.fullmatch(name)
    return _border(border[1], value) if border else _plain(name, value)


def _plain(name: str, value: str) -> list[str] | None:
    for word in (value, *value.split()):
        if (same := _word(name, word)) in KEYWORDS.get(name, ()):
            return [f"{name}-{same}"]
    length = _LENGTH.fullmatch(value)
    return _length(name, float(length[1]), length[2] or "") if length else None


def _word(name: str, word: str) -> str:
    if name == "font-weight" and word.isdecimal():
        return "bold" if int(word) >= 600 else "normal"
    return _SAME.get(word, word)


def _length(name: str, number: float, unit: str) -> list[str] | None:
    if name == "line-height" and not unit:
        number, unit = number * 100, "%"
    if name in PERCENT and unit in ("em", "%"):
        share = number * 100 if unit == "em" else number
        return [f"{name}-{_closest(share, PERCENT[name])}"]
    if name not in PIXELS or unit == "%" or (number and not unit):
        return None
    return [f"{name}-{step(_closest(number * _PIXELS.get(unit, 0), PIXELS[name]), 'px')}"]


def _closest(wanted: float, steps: Sequence[int]) -> int:
    return min(steps, key=lambda one: abs(one - wanted))


def _size(value: str) -> str | None:
    length = _LENGTH.fullmatch(value)
    if not length or (length[1].strip("0.") and not length[2]):
        return None
    unit = length[2] or "px"
    return f"{float(length[1]):g}%" if unit == "%" else str(round(float(length[1]) * _PIXELS[unit]))


def _box(name: str, value: str) -> list[str] | None:
    sizes = value.split()
    if len(sizes) == 1 and value != "auto":
        return _plain(name, value)
    if len(sizes) > 4:
        return None
    four = (*sizes, sizes[1]) if len(sizes) == 3 else (sizes * 4)[:4]
    return _all(_shown(f"{name}{side}", size) for side, size in zip(SIDES[1:], four, strict=True))


def _font(value: str) -> list[str] | None:
    found = _FONT.fullmatch(value)
    if not found:
        return None
    named = {"italic": "font-style", "oblique": "font-style", "small-caps": "font-variant"}
    words = [(named.get(word, "font-weight"), word) for word in found[1].split() if word != "normal"]
    sizes = [("font-size", found[2]), *([("line-height", found[3])] if found[3] else [])]
    return _all(_shown(*one) for one in (*words, *sizes, ("font-family", found[4])))


def _coloured(name: str, value: str) -> list[str] | None:
    colour = colour_of(value)
    if not colour:
        return None
    if colour == _OF_PAPER[name]:
        return []
    return [name, *(f"{name}-{channel}{round(part / 17):x}" for channel, part in zip(CHANNELS, colour, strict=True))]


def _border(name: str, value: str) -> list[str] | None:
    return _all(_line(name, word) for word in _WORD.findall(value))


def _line(name: str, word: str) -> list[str] | None:
    if word in BORDER_STYLES:
        return [f"border-style-{word}"]
    if length := _LENGTH.fullmatch(_LINES.get(word, word)):
        return _length(name, float(length[1]), length[2] or "")
    if word in _NOTHING or word in ("solid", "inset", "outset", "groove", "ridge"):
        return []
    colour = colour_of(word)
    return [f"border-color-{nearest(colour, BORDER_COLOURS)}"] if colour else None


def _all(parts: Iterable[list[str] | None]) -> list[str] | None:
    found: list[str] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found
