"""A weblog that never was: on which days its posts came, what stands in them, and what was said to each."""

from collections.abc import Callable
from itertools import count, product
from pathlib import Path
from random import Random

HOME = "https://tide.example"


def write(path: Path, size: int, post: Callable[[int, int], str], head: str = "", end: str = "") -> int:
    """Write posts, made from their number and how many comments they have, until the file has about so many bytes;
    answers how many comments are in it."""
    comments = 0
    with path.open("w") as file:
        written = file.write(head)
        for number in count():
            if written >= size:
                break
            written += file.write(post(number, comments_of(number)))
            comments += comments_of(number)
        file.write(end)
    return comments


def comments_of(number: int) -> int:
    """How many comments a post has: eight on average."""
    return number % 17


def date(number: int) -> tuple[int, int, int]:
    """Day, month and year of a post."""
    return number % 28 + 1, number // 28 % 12 + 1, 2000 + number // 336 % 25


def day(number: int) -> str:
    """The same as one word."""
    days, month, year = date(number)
    return f"{year}-{month:02}-{days:02}"


def body(number: int) -> str:
    """Eight paragraphs."""
    return "".join(f"<p>{_text(number + n, 60)}</p>\n" for n in range(8))


def said(number: int, n: int) -> str:
    """A comment as it is typed; of four one quotes the one before it, as where people argue."""
    first, middle, last = _said(number, n)
    return "\n\n".join([first, f"> {_quoted(number, n)}" if _quotes(number, n) else middle, last])


def said_html(number: int, n: int) -> str:
    """The same comment as HTML."""
    first, middle, last = (f"<p>{words}</p>" for words in _said(number, n))
    quoted = f"<blockquote><p>{_quoted(number, n)}</p></blockquote>"
    return "\n".join([first, quoted if _quotes(number, n) else middle, last])


def _quotes(number: int, n: int) -> bool:
    return n > 0 and (number + n) % 4 == 0


def _quoted(number: int, n: int) -> str:
    return _said(number, n - 1)[1]


def _said(number: int, n: int) -> tuple[str, str, str]:
    at = number * 20 + n
    return _text(at, 30), _text(at + 7, 12), _text(at + 13, 40)


def _text(seed: int, words: int) -> str:
    start = seed * 7919 % (len(_TEXT) - words)
    return " ".join(_TEXT[start : start + words])


def _written(words: int, known: int) -> list[str]:
    # Some words are everywhere and most are rare, as in any language: the second comes half as often as the first.
    chance = Random(1)
    syllables = ["".join(letters) for letters in product("bdfghklmnprstvw", "aeiou")]
    ranked = ["".join(chance.choices(syllables, k=1 + rank.bit_length() // 4)) for rank in range(known)]
    return chance.choices(ranked, [1 / (rank + 1) for rank in range(known)], k=words)


_TEXT = _written(100_000, 8_000)
