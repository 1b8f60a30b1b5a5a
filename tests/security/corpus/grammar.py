"""How attacks are put together, and how each is told from the others.

An attack calls ``ran(n)`` with a number of its own, or asks ``evil.example`` for something with that number in it.
Everything is made anew in the same order each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, product


@dataclass(frozen=True)
class Shape:
    """A kind of attack: its texts, in which ``@`` stands for the code and ``§`` for the number."""

    kind: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Payload:
    """One attack. Nothing of it may ever run; ``kind`` says what it tries."""

    number: int
    kind: str
    text: str


# Ways to write the call: those without quotes and spaces fit everywhere.
_BARE = (
    "ran(§)", "(ran)(§)", "\\u0072an(§)", "[§].map(ran)", "self.ran?.(§)", "ran.call(0,§)", "{ran(§)}",
    "with(window)ran(§)", "void[ran(§)]", "setTimeout(ran,0,§)", "top[/ran/.source](§)", "new/**/Promise(()=>ran(§))",
)  # fmt: skip
_QUOTED = ("window['ran'](§)", "eval('ra'+'n(§)')", "Function('ran(§)')()", "var a = ran; a(§)", "import('/x'), ran(§)")


def _decimal(code: str) -> str:
    return "".join(f"&#{ord(letter)}" for letter in code) + ";"


def _hexadecimal(code: str) -> str:
    return "".join(f"&#x{ord(letter):06X};" for letter in code)


def _written(text: str, number: int) -> str:
    fits = _BARE if "'@" in text or "`@" in text or "=@" in text or ">@" in text else (*_BARE, *_QUOTED)
    code = fits[number % len(fits)].replace("§", str(number))
    if '="@"' in text and number % 5 == 0:
        code = (_decimal, _hexadecimal)[number % 2](code)
    return text.replace("@", code).replace("§", str(number))


def numbered(shapes: Sequence[Shape]) -> Iterator[Payload]:
    """The attacks of all shapes, each with a number, and each in turn with another way to write its code."""
    numbers = count(1)
    for shape in shapes:
        for text in shape.texts:
            number = next(numbers)
            yield Payload(number, shape.kind, _written(text, number))


def filled(texts: Sequence[str], sign: str, parts: Sequence[str], *, step: int = 1) -> list[str]:
    """Every text with every part in place of the sign, or each ``step``-th of these."""
    made = (text.replace(sign, part) for text, part in product(texts, parts))
    return list(dict.fromkeys(islice(made, 0, None, step)))
