"""Lists of addresses that a weblog once had, in whatever form somebody has them: one a line, a sitemap, the log of a
web server (common and combined format), an export of Typepad (``UNIQUE URL``)."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LONGEST_LINE = 100_000
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.IGNORECASE)
# host ident user [date] "GET /path HTTP/1.1" 200 …; what the old server had not either is no address.
_LOGGED = re.compile(r'^\S+ \S+ \S+ \[[^]]*\] "(?:GET|HEAD) (\S+)[^"]*" ([23])\d\d ')
_OF_TYPEPAD = re.compile(r"^UNIQUE URL:\s*(\S+)\s*$")
_PLAIN = re.compile(r"^(?:https?://.+|/\S*)$", re.IGNORECASE)
# Characters that may stand in an address as they are (RFC 3986); others become percent-encoded, as browsers do it.
_KEPT = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True)
class OldUrl:
    """One address as it stands in the list, and how it is asked here: path (percent-encoded, with the query), and the
    id of the element that its fragment names."""

    written: str
    path: str
    fragment: str


def urls_in(lines: Iterable[str], hosts: Mapping[str, str]) -> Iterator[OldUrl]:
    """The addresses in these lines, in their order, each as often as it is there. ``hosts`` says of a former host which
    path of this installation its root is now (``{"old.example.com": "/weblog/"}``); others are taken to have had the
    same paths."""
    is_export = False
    for line in lines:
        text = line[:LONGEST_LINE].strip().lstrip("\ufeff")
        if found := _OF_TYPEPAD.match(text):
            is_export = True
            yield from _here(found[1], hosts)
        elif not is_export:
            yield from (url for written in _written(text) for url in _here(written, hosts))


def _written(text: str) -> list[str]:
    if found := _LOGGED.match(text):
        return [found[1]]
    if locations := _LOCATION.findall(text):
        return [html.unescape(one) for one in locations]
    return [text] if _PLAIN.match(text) else []


def _here(written: str, hosts: Mapping[str, str]) -> Iterator[OldUrl]:
    try:
        parts = urlsplit(quote(written, safe=_KEPT))
        host = (parts.hostname or "").lower()
    except ValueError:
        return
    below = hosts.get(host, "/")
    path = f"{below.rstrip('/')}{parts.path or '/'}"
    yield OldUrl(written, f"{path}?{parts.query}" if parts.query else path, parts.fragment)
