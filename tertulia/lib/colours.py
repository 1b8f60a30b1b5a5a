"""Colours as CSS writes them, as they look on white paper."""

import re

from PIL.ImageColor import colormap, getrgb

Colour = tuple[int, int, int]

_HEX = re.compile(
    r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?)"
)
_RGB = re.compile(r"rgba?\(([\d., %/]{5,60})\)")
_OF_SYSTEM = {"windowtext": "#000000", "window": "#ffffff"}


def colour_of(value: str) -> Colour | None:
    """Red, green and blue of a colour in lower case; None if it is none, or cannot be seen."""
    if value in colormap:
        # Not what stands there: that is text until somebody asks by getrgb, and three numbers from then on.
        return getrgb(value)[:3]
    named = _OF_SYSTEM.get(value, value)
    if found := _HEX.fullmatch(named):
        parts = [int(part * (3 - len(part)), 16) for part in found.groups() if part]
        return _on_white(parts, parts.pop() / 255 if len(parts) == 4 else 1)
    if found := _RGB.fullmatch(named):
        told = re.findall(r"([\d.]+)(%?)", found[1])
        if len(told) in (3, 4) and all(re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", number) for number, _unit in told):
            parts = [round(float(number) * (2.55 if unit else 1)) for number, unit in told[:3]]
            return _on_white(parts, float(told[3][0]) / (100 if told[3][1] else 1) if len(told) == 4 else 1)
    return None


def _on_white(parts: list[int], opacity: float) -> Colour | None:
    shown = min(opacity, 1)
    red, green, blue = (round(255 + (min(part, 255) - 255) * shown) for part in parts)
    return (red, green, blue) if shown else None


def nearest(colour: Colour, among: tuple[str, ...]) -> str:
    """The one of these colours, of three digits, that looks most like it."""
    return min(among, key=lambda one: sum((int(d, 16) * 17 - part) ** 2 for d, part in zip(one, colour, strict=True)))
