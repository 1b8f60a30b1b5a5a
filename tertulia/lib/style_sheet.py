"""The classes that stand in pages for what writers said by ``style``, and the part of the sheet that gives them a look.

Pages may not hold styles of their own (lib/headers), so there is one class for each keyword, and one for each of some
steps of lengths and colours. They count as much as a ``style`` would: above the theme's own rules."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

KEYWORDS: Mapping[str, Sequence[str]] = {
    name: values.split()
    for name, values in {
        "border-collapse": "collapse separate",
        "caption-side": "top bottom",
        "clear": "left right both none",
        "direction": "ltr rtl",
        "display": "block inline inline-block table table-cell table-row list-item",
        "float": "left right none",
        "font-size": "xx-small x-small small medium large x-large xx-large smaller larger",
        "font-style": "italic normal",
        "font-variant": "small-caps normal",
        "font-weight": "bold normal",
        "line-height": "normal",
        "list-style-type": "none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman",
        "margin-left": "auto",
        "margin-right": "auto",
        "text-align": "left right center justify start end",
        "text-decoration": "underline line-through overline none",
        "text-transform": "uppercase lowercase capitalize none",
        "vertical-align": "top middle bottom baseline sub super text-top text-bottom",
        "white-space": "normal pre nowrap pre-wrap pre-line",
    }.items()
}

SIDES = ("", "-top", "-right", "-bottom", "-left")
_SPACES = (0, 5, 10, 15, 20, 30, 40, 60)
_WIDTHS = (20, 40, 60, 80, *range(100, 401, 25), *range(450, 801, 50))
PIXELS: Mapping[str, Sequence[int]] = {
    **{f"{name}{side}": _SPACES for name in ("margin", "padding") for side in SIDES},
    **{f"border{side}": (0, 1, 2, 3, 5, 8) for side in SIDES},
    "font-size": (8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64),
    "height": (0, 5, 10, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400),
    "line-height": (12, 14, 16, 18, 20, 22, 24, 28, 32, 40),
    "max-width": _WIDTHS,
    "text-indent": (0, 10, 20, 30, 40),
    "width": _WIDTHS,
}
_SHARES = (10, 20, 25, 30, 33, 40, 50, 60, 67, 70, 75, 80, 90, 100)
PERCENT: Mapping[str, Sequence[int]] = {
    "font-size": (50, 60, 70, 75, 80, 85, 90, 95, 100, 105, 110, 120, 130, 140, 150, 175, 200, 250, 300),
    "line-height": (90, 100, 110, 120, 130, 140, 150, 160, 180, 200),
    "max-width": _SHARES,
    "width": _SHARES,
}

FAMILIES: Mapping[str, str] = {
    "mono": "var(--mono)",
    "serif": "var(--serif)",
    "sans": "var(--sans)",
    "cursive": '"Comic Sans MS", "Comic Neue", cursive',
}
BORDER_STYLES = ("dashed", "dotted", "double")
BORDER_COLOURS = ("000", "666", "999", "ccc", "eee", "c00", "070", "00c", "f90")
# A colour is three classes beside the one that applies it: sixteen steps of red, of green, of blue.
COLOURED = ("background-color", "color")
CHANNELS = "rgb"


def step(value: int, unit: str = "") -> str:
    """How classes name a length: "10px", "50" for half; "0" in any unit."""
    return f"{value}{unit if value else ''}"


def _rules() -> Iterator[tuple[str, str]]:
    for name, words in KEYWORDS.items():
        yield from ((f"{name}-{word}", f"{name}:{word}") for word in words)
    for name, pixels in PIXELS.items():
        if not name.startswith("border"):
            yield from ((f"{name}-{step(size, 'px')}", f"{name}:{step(size, 'px')}") for size in pixels)
    for name, shares in PERCENT.items():
        unit, part = ("", 100) if name == "line-height" else ("%", 1)
        yield from ((f"{name}-{share}", f"{name}:{share / part:g}{unit}") for share in shares)
    yield from ((f"font-family-{name}", f"font-family:{names}") for name, names in FAMILIES.items())
    yield from _borders()
    yield from _colours()


def _borders() -> Iterator[tuple[str, str]]:
    for name in (f"border{side}" for side in SIDES):
        yield f"{name}-0", f"{name}:0"
        for size in PIXELS[name][1:]:
            line = f"{size}px var(--line-style,solid) var(--line-color,currentcolor)"
            yield f"{name}-{size}px", f"{name}:{line}"
    yield from ((f"border-style-{name}", f"--line-style:{name}") for name in BORDER_STYLES)
    yield from ((f"border-color-{name}", f"--line-color:#{name}") for name in BORDER_COLOURS)


def _colours() -> Iterator[tuple[str, str]]:
    for name in COLOURED:
        parts = {channel: f"--{name[:-5]}{channel}" for channel in CHANNELS}
        yield name, f"{name}:rgb({' '.join(f'var({part})' for part in parts.values())})"
        for channel, part in parts.items():
            yield from ((f"{name}-{channel}{digit:x}", f"{part}:{digit * 17}") for digit in range(16))


RULES: Mapping[str, str] = {f"css-{name}": said for name, said in _rules()}


def sheet() -> str:
    """The rules as they stand at the end of the theme's style sheet, a line for each property."""
    lines = groupby(RULES.items(), lambda rule: rule[1].partition(":")[0])
    return "\n".join("".join(_written(*rule) for rule in rules) for _name, rules in lines)


def _written(name: str, said: str) -> str:
    return f".{name}{{{said}{'' if said.startswith('--') else '!important'}}}"
