"""A weblog that never was: on which days its posts came, what stands in them, and what was said to each."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

HOME = "https://tide.example"
_WORDS = "the harbour gate was shut before six and ferry waited for tide to turn".split()  # noqa: SIM905


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
    """A comment as it is typed; of four one has a quote in its middle, as where people argue."""
    first, middle, last = _said(number, n)
    return "\n\n".join([first, f"> {middle}" if _quotes(number, n) else middle, last])


def said_html(number: int, n: int) -> str:
    """The same comment as HTML."""
    first, middle, last = (f"<p>{words}</p>" for words in _said(number, n))
    return "\n".join([first, f"<blockquote>{middle}</blockquote>" if _quotes(number, n) else middle, last])


def _quotes(number: int, n: int) -> bool:
    return (number + n) % 4 == 0


def _said(number: int, n: int) -> tuple[str, str, str]:
    return _text(number * n, 30), _text(n, 12), _text(number + n, 40)


def _text(seed: int, words: int) -> str:
    return " ".join(_WORDS[(seed * 7 + n * (seed % 11 + 1)) % len(_WORDS)] for n in range(words))
