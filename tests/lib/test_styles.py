"""What a style says becomes classes that the theme's sheet has, and sizes of pictures and cells become attributes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageColor

import tertulia
from tertulia.lib.colours import colour_of
from tertulia.lib.style_sheet import KEYWORDS, RULES, sheet
from tertulia.lib.styles import Style, style_of

STATIC = Path(tertulia.__file__).parent / "theme" / "static"


def said_by(style: str, tag: str = "p") -> str:
    """The declarations of the classes that a style becomes."""
    return "; ".join(RULES[name] for name in style_of(tag, style).classes)


def test_the_style_sheet_ends_with_the_rules() -> None:
    # To renew it: put what sheet() answers there.
    assert (STATIC / "style.css").read_text().endswith(f"\n{sheet()}\n")


def test_a_colour_is_the_same_whoever_asked_for_it_before() -> None:
    before = colour_of("rebeccapurple")
    ImageColor.getrgb("rebeccapurple")
    assert colour_of("rebeccapurple") == before == (102, 51, 153)


def test_each_keyword_says_itself() -> None:
    for name, words in KEYWORDS.items():
        for word in words:
            assert said_by(f"{name}: {word}") == f"{name}:{word}"


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("FLOAT: Left !important", "float:left"),
        ("text-decoration: underline dotted red", "text-decoration:underline"),
        ("font-weight: 700", "font-weight:bold"),
        ("font-weight: 400", "font-weight:normal"),
        ("font-style: oblique", "font-style:italic"),
        ("font-size: 8pt", "font-size:11px"),
        ("font-size: .85em", "font-size:85%"),
        ("line-height: 1.4", "line-height:1.4"),
        ("line-height: 140%", "line-height:1.4"),
        ("font-family: 'Courier New', serif", "font-family:var(--mono)"),
        ("font-family: Arial, sans-serif", "font-family:var(--sans)"),
        ("font-family: Times New Roman", "font-family:var(--serif)"),
        ("font: bold 12px/1.3 Georgia", "font-weight:bold; font-size:12px; line-height:1.3; font-family:var(--serif)"),
        ("margin: 0px", "margin:0"),
        ("margin: 4px auto", "margin-top:5px; margin-right:auto; margin-bottom:5px; margin-left:auto"),
        ("margin: 0 10px 5px", "margin-top:0; margin-right:10px; margin-bottom:5px; margin-left:10px"),
        ("padding-left: 30pt", "padding-left:40px"),
        ("width: 310px", "width:300px"),
        ("max-width: 50%", "max-width:50%"),
        ("border: 0", "border:0"),
        ("border-top: thin solid", "border-top:1px var(--line-style,solid) var(--line-color,currentcolor)"),
        ("border-style: dotted", "--line-style:dotted"),
        ("border-color: silver", "--line-color:#ccc"),
        ("color: rgb(170, 0, 0)", "color:rgb(var(--r) var(--g) var(--b)); --r:170; --g:0; --b:0"),
    ],
)
def test_what_a_style_says_is_said_by_classes(style: str, shown: str) -> None:
    assert said_by(style) == shown
    assert style_of("p", style).refused == ()


@pytest.mark.parametrize(
    "style",
    [
        "color: black", "background: #fff", "color: windowtext", "width: auto", "font: inherit", "font-family: Quaint",
        "height: auto", "margin-top: auto", "border-style: solid", "color:", "  ",
    ],
)  # fmt: skip
def test_what_says_nothing_goes_without_a_word(style: str) -> None:
    assert style_of("p", style) == Style((), {}, ())


@pytest.mark.parametrize(
    "style",
    [
        "position: fixed", "margin-left: -90px", "margin: 0 -9px", "background: url(//evil.example/x)", "color: url(x)",
        "width: calc(100% - 1px)", "display: flex", "display: none", "text-indent: -999em", "behavior: url(x)",
        "color: expression(alert(1))", "letter-spacing: 9em", "transform: scale(90)", "width: 5", "content: 'x'",
        "col\\6fr: red", "width: var(--measure)", "opacity: 0", "font-size: 0vw", "/**/color: red",
    ],
)  # fmt: skip
def test_what_moves_covers_or_asks_is_refused_by_its_name(style: str) -> None:
    assert style_of("p", style).classes == ()
    assert style_of("p", style).refused == (style.partition(":")[0].lower(),)


def test_pictures_and_cells_say_their_size_by_attributes() -> None:
    assert style_of("img", "width: 317px; height: auto").attributes == {"width": "317"}
    assert style_of("td", "width: 33.3%; height: 2em").attributes == {"width": "33.3%", "height": "36"}
    assert style_of("img", "max-width: 100%").attributes == {}


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ("#2b91af", (43, 145, 175)),
        ("#abc", (170, 187, 204)),
        ("navy", (0, 0, 128)),
        ("rgb(10%, 20%, 30%)", (26, 51, 76)),
        ("rgba(255, 0, 0, .5)", (255, 128, 128)),
        ("rgb(1 2 3 / 50%)", (128, 128, 129)),
        ("#ff000080", (255, 127, 127)),
        ("rgba(0, 0, 0, 0)", None),
        ("rgb(1.2.3, 0, 0)", None),
        ("chalk", None),
    ],
)
def test_colours_are_read_as_they_look_on_paper(said: str, colour: tuple[int, int, int] | None) -> None:
    assert colour_of(said) == colour


PIECES = (
    "color", "margin", "width", "height", "font", "border", "background", ":", ";", " ", "1", ".5", "9e9", "px", "%",
    "em", "-", "#", "f0f", "rgb(", ")", ",", "/", "auto", "solid", "bold", "serif", "!important", "\\", "url(", "\n",
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_a_style_says_only_known_classes_come_of_it(style: str) -> None:
    for tag in ("p", "img", "td"):
        shown = style_of(tag, style)
        assert set(shown.classes) <= RULES.keys()
        assert all(re.fullmatch(r"[\d.e+]+%?", size) for size in shown.attributes.values())
