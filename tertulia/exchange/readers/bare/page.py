"""The parts of a page whose markup is gone: what stands around the conversation, and the conversation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tertulia.exchange.readers.bare import phrases
from tertulia.exchange.readers.bare.blocks import Block, blocks_of, text_of
from tertulia.exchange.readers.bare.dates import read_date, read_month

# A row of the calendar in the sidebar: names of seven days, which are short in every language.
_WEEK = re.compile(r"(?:[^\W\d_]{1,3}\.?\s+){6}[^\W\d_]{1,3}\.?")
_LONGEST_TITLE = 250


@dataclass
class Page:
    """``talk`` are the paragraphs of the conversation; ``month`` is that of the calendar beside it, (year, month)."""

    talk: Sequence[Block] = ()
    previous: str = ""
    following: str = ""
    date: datetime | None = None
    title: str = ""
    body: str = ""
    author: str = ""
    is_closed: bool = False
    month: tuple[int, int] | None = None


def page_of(text: str) -> Page:
    """The parts of a page with this text."""
    blocks = blocks_of(text.split("\n"))
    start, end = _start(blocks), _end(blocks)
    page = Page()
    if start < 0 or start >= end:
        start = _behind_head(blocks, end)
    _read_head(page, blocks[:start])
    page.talk = [block for block in blocks[start:end] if not _is_between(block)]
    _read_tail(page, blocks[end:])
    return page


def _is_between(block: Block) -> bool:
    return phrases.is_follow(block.text) or phrases.is_heading(block.text)


def _start(blocks: Sequence[Block]) -> int:
    marks = (phrases.is_follow, phrases.is_heading)
    found = (place for mark in marks for place, block in enumerate(blocks) if mark(block.text))
    return next(found, -2) + 1


def _behind_head(blocks: Sequence[Block], end: int) -> int:
    # Without a line that begins the conversation, it begins behind the titles of the neighbours and the date.
    place = 0
    while place < end and _is_head(blocks[place].text):
        place += 1
    return place


def _is_head(text: str) -> bool:
    return bool(phrases.neighbours_of(text)) or read_date(text) is not None


def _end(blocks: Sequence[Block]) -> int:
    # Somebody may have quoted the notice: the last one counts.
    closed = [place for place, block in enumerate(blocks) if phrases.is_closed(block.text)]
    forms = [place for place, block in enumerate(blocks) if phrases.is_form(block.text)]
    if closed or forms:
        return (closed or forms)[-1] if closed else forms[0]
    calendar = next((place for place, block in enumerate(blocks) if _is_week(block)), len(blocks))
    return calendar - 1 if 0 < calendar < len(blocks) and read_month(blocks[calendar - 1].text) else calendar


def _is_week(block: Block) -> bool:
    return bool(_WEEK.fullmatch(block.text.partition("\n")[0].strip()))


def _read_head(page: Page, blocks: Sequence[Block]) -> None:
    rest: list[Block] = []
    for block in blocks:
        titles = phrases.neighbours_of(block.text) if block.is_one_line else None
        date = read_date(block.text)
        about = phrases.ABOUT_POST.match(block.text)
        if titles and not (page.previous or page.following):
            page.previous, page.following = titles
        elif date and page.date is None and not rest:
            page.date = date
        elif about and rest:
            page.author = about["name"]
            page.date = _with_time(page.date, about["rest"])
        elif not _is_between(block):
            rest.append(block)
    if rest and rest[0].is_one_line and len(rest[0].text) <= _LONGEST_TITLE:
        page.title, rest = rest[0].text, rest[1:]
    page.body = text_of(rest)


def _with_time(date: datetime | None, words: str) -> datetime | None:
    # “… at 05:06 PM in Cat | Permalink” below a post whose day stands above it.
    time = read_date(f"2000-01-01 {words[:12].partition(' in ')[0]}")
    return datetime.combine(date, time.time()) if date and time else date


def _read_tail(page: Page, blocks: Sequence[Block]) -> None:
    page.is_closed = any(phrases.is_closed(block.text) for block in blocks)
    lines = [line for block in blocks for line in block.text.split("\n")]
    page.month = next((month for line in lines if (month := read_month(line))), None)
