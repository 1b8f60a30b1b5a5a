"""A page as it was before the Wayback Machine showed it: without its toolbar, with the links that it had."""

import html
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from tertulia.exchange.readers.captures.moment import moment

_MARKS = (
    b"FILE ARCHIVED ON",
    b"BEGIN WAYBACK TOOLBAR INSERT",
    b"End Wayback Rewrite JS Include",
    b"__wm.wombat(",
)
_TOOLBAR = (b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->")
_SCRIPT, _COMMENT, _SHEET = (b"<script", b"</script>"), (b"<!--", b"-->"), (b"<link", b">")
_THEIR_SCRIPT = re.compile(
    rb"archive\.org/(?:includes|_static|static)/|[\"'](?:/_?static)/js/|archive_analytics|__wm\.|WB_wombat|RufflePlayer"
    rb"|FILE ARCHIVED ON|sWayBackCGI"
)
_THEIR_COMMENT = re.compile(rb"FILE ARCHIVED ON|playback timings|End Wayback Rewrite JS Include")
_THEIR_SHEET = re.compile(rb"/_?static/css/(?:banner-styles|iconochive)\.css")
# What goes before a link: where the copy is, and of when; then comes what the page itself said.
_REWRITTEN = re.compile(
    rb"(?:(?:https?:)?\\?/\\?/(?:web|wayback)\.archive(?:-it)?\.org(?::\d{1,5})?(?:\\?/[a-z0-9-]{1,20})?"
    rb"|\\?/web|(?<!\./)\.\.(?:\\?/\.\.){0,30}(?:\\?/web)?)"
    rb"\\?/(\d{14})(?:[a-z]{2}_)?\\?/"
    # In the names of files there is one slash less.
    rb"(?:(https?:)\\?/(?![\\/])|(?=(?:https?|ftp|mailto|javascript|data):|\\?/\\?/))"
)
_WOMBAT = re.compile(rb"""__wm\.wombat\(\s{0,9}"([^"\s]{1,2000})"\s{0,9},\s{0,9}"(\d{14})\"""")
_TOOLBAR_URL, _VALUE = b'id="wmtbURL"', re.compile(rb"""\bvalue="([^"\s]{1,2000})\"""")
_ARCHIVED = re.compile(rb"FILE ARCHIVED ON (?:(\d{14})|(\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d\d), (\d{4}))")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


@dataclass(frozen=True)
class PageAsItWas:
    """Its HTML, the address it had and when it was saved, as far as the copy tells."""

    content: bytes
    url: str
    at: datetime | None


def as_it_was(content: bytes) -> PageAsItWas | None:
    """The page in a copy that the Wayback Machine has shown; None if it is no such copy."""
    if not any(mark in content for mark in _MARKS):
        return None
    url, at = _source_of(content)
    page = _without(content, *_TOOLBAR, re.compile(b""))
    page = _without(_without(page, *_SCRIPT, _THEIR_SCRIPT), *_COMMENT, _THEIR_COMMENT)
    page, stamp = _with_old_links(_without(page, *_SHEET, _THEIR_SHEET))
    return PageAsItWas(page, url, at or moment(stamp.decode()))


def without_traces(content: bytes) -> bytes:
    """The page as it was, or as it is if the Wayback Machine has nothing to do with it."""
    page = as_it_was(content)
    return page.content if page else content


def _with_old_links(page: bytes) -> tuple[bytes, bytes]:
    # All are rewritten to the same moment, which is answered too; somebody may have linked to another copy on purpose.
    stamps = Counter(found[1] for found in _REWRITTEN.finditer(page))
    stamp = next((stamp for stamp, _count in stamps.most_common(1)), b"")

    def old(found: re.Match[bytes]) -> bytes:
        if found[1] != stamp:
            return found[0]
        return found[2] + b"//" if found[2] else b""

    return _REWRITTEN.sub(old, page), stamp


def _without(content: bytes, begin: bytes, end: bytes, theirs: re.Pattern[bytes]) -> bytes:
    # What stands between the two, if it is theirs.
    kept, position, lower = [], 0, content if begin.startswith(b"<!") else content.lower()
    while (start := lower.find(begin, position)) >= 0 and (stop := lower.find(end, start)) >= 0:
        stop += len(end)
        is_theirs = theirs.search(content, start, stop)
        kept.append(content[position : start if is_theirs else stop])
        position = stop
    return b"".join([*kept, content[position:]])


def _source_of(content: bytes) -> tuple[str, datetime | None]:
    if found := _WOMBAT.search(content):
        return _text(found[1]), moment(found[2].decode())
    place = max(0, content.find(_TOOLBAR_URL))
    shown = _VALUE.search(content, max(0, content.rfind(b"<", 0, place)), max(0, content.find(b">", place)))
    return _text(shown[1]) if shown else "", _archived(content)


def _archived(content: bytes) -> datetime | None:
    if not (found := _ARCHIVED.search(content)):
        return None
    if found[1]:
        return moment(found[1].decode())
    hour, minute, second, name, day, year = (part.decode() for part in found.groups()[1:])
    month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
    return moment(f"{year}{month:02}{day}{hour}{minute}{second}") if month else None


def _text(url: bytes) -> str:
    return html.unescape(url.decode("utf-8", "replace"))
