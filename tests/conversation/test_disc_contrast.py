"""Letters on the discs beside names can be read in light and in dark: WCAG asks for 4.5 to 1 at their size."""

import re

import pytest

from tertulia import settings

STYLE = (settings.PACKAGE / "theme" / "static" / "style.css").read_text()
LEAST = 4.5
Colour = tuple[float, float, float]


def value(name: str, *, is_dark: bool) -> Colour:
    """A custom property of the style sheet, as red, green and blue."""
    pairs = re.findall(rf"--{name}: light-dark\(#(\w{{6}}), #(\w{{6}})\)", STYLE)
    assert len(pairs) == 1, name
    digits = pairs[0][is_dark]
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255


def colour(written: str, *, is_dark: bool) -> Colour:
    """What ``var(--x)`` or ``color-mix(in srgb, var(--x) 14%, var(--y))`` comes to."""
    names = re.findall(r"var\(--([\w-]+)\)", written)
    first, last = value(names[0], is_dark=is_dark), value(names[-1], is_dark=is_dark)
    share = float(found[1]) / 100 if (found := re.search(r"(\d+)%", written)) else 1.0
    red, green, blue = (share * one + (1 - share) * other for one, other in zip(first, last, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """As WCAG 2 counts it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def discs() -> dict[str, tuple[str, str]]:
    """Background and letters of each disc, by what selects it; tint 0 is the plain one."""
    rules = re.findall(r"([^{}]*header[^{}]*::before) \{([^}]*)\}", STYLE)
    found = {}
    for selector, body in rules:
        inks = re.search(r"(?<![\w-])color: ([^;]*)", body)
        papers = re.search(r"background: (.*?\)?)(?:;|$)", body)
        if inks and papers:
            found[selector.strip()] = (papers[1].strip(), inks[1].strip())
    return found


def test_there_are_six_colours_and_that_of_members() -> None:
    tints = {int(found[1]) for one in discs() if (found := re.search(r'data-tint="(\d)"', one))}
    assert tints == {1, 2, 3, 4, 5}
    assert len(discs()) == 7


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_letters_can_be_read(*, is_dark: bool) -> None:
    for selector, (paper, ink) in discs().items():
        found = contrast(colour(paper, is_dark=is_dark), colour(ink, is_dark=is_dark))
        assert found >= LEAST, (selector, round(found, 2))


def test_black_on_white_counts_as_it_should() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
