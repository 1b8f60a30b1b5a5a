"""What a page that was saved by a browser or shown by an archive says of itself: its address, and when that was."""

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tertulia.exchange.readers.captures.moment import moment
from tertulia.exchange.readers.captures.wayback import as_it_was

_HEAD = 1 << 14
# Of Internet Explorer, and of Chrome after it.
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{1,2000}) -->")
_SINGLE_FILE = re.compile(
    rb"<!--\s{1,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>\"]{1,2000})\s{1,9}"
    rb"saved date:\s{0,9}([^\r\n(]{1,60})"
)


def origin_of(content: bytes) -> tuple[str, datetime | None]:
    """Empty and None as far as it does not say."""
    if page := as_it_was(content):
        return page.url, page.at
    head = content[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        return _text(found[1]), _date(found[2].decode("latin-1"))
    saved = _SAVED_FROM.search(head)
    return (_text(saved[1]) if saved else ""), None


def _text(url: bytes) -> str:
    return html.unescape(url.decode("utf-8", "replace"))


def _date(written: str) -> datetime | None:
    # As JavaScript writes it: Wed Feb 03 2021 04:05:06 GMT+0100 (…).
    found = re.fullmatch(r"\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})\s*", written)
    if not found:
        return moment(written)
    try:
        return parsedate_to_datetime(f"{found[2]} {found[1]} {found[3]} {found[4]} {found[5]}").astimezone(UTC)
    except ValueError:
        return None
