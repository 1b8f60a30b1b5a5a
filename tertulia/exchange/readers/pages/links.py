"""Where the links of a saved page lead: whatever the crawler that saved it made of them."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.utils.encoding import repercent_broken_unicode

_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,24}(?::\d{1,5})?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# wget keeps a query in the name of a file, encodes it in links and adds an ending.
_QUERY_IN_NAME = re.compile(r"(?:%3F|\\?\?)[^#]*", re.IGNORECASE)
_INDEX = re.compile(r"/index\.html?$")
_MAIL = re.compile(r"/cdn-cgi/l/email-protection#?([0-9a-f]*)$", re.IGNORECASE)
_MONTH = re.compile(r"^(?P<home>.*/)(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/")


class Links:
    """The links of one page, which was found at ``url`` (absolute, or a path if nobody knows its host)."""

    def __init__(self, url: str) -> None:
        self.url = url
        parts = split(url)
        self._scheme = parts.scheme or "http"
        self._host = parts.netloc
        # With the host as the first part of the path, links of a mirror that lead to other hosts stay right too.
        self._base = f"http://x/{self._host}{parts.path or '/'}"
        self._known: dict[str, str] = {}

    def absolute(self, href: str) -> str:
        """The whole address of a link; as it is if it is none of the web."""
        if (known := self._known.get(href)) is None:
            known = self._known[href] = self._absolute(href)
        return known

    def _absolute(self, href: str) -> str:
        href = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
        if not href or _SCHEME.match(href):
            return href
        if href.startswith("//"):
            return f"{self._scheme}:{href}"
        if not self._host:
            return href
        return self._relative(href)

    def _relative(self, href: str) -> str:
        if href[0] in "#?":
            return f"{without_query(self.url)}{href[href.index('#') :] if '#' in href else ''}"
        bare, mark, name = href.partition("#")
        bare = _QUERY_IN_NAME.sub("", bare, count=1)
        if href[0] == "/":
            found = f"{self._scheme}://{self._host}{bare}"
        else:
            host, _slash, path = self._joined(bare).partition("/")
            found = f"{self._scheme}://{host}/{_INDEX.sub('/', '/' + path)[1:]}"
        return found + mark + name

    def _joined(self, bare: str) -> str:
        try:
            joined = urljoin(self._base, bare).removeprefix("http://x/")
        except ValueError:
            return f"{self._host}/"
        first = joined.partition("/")[0]
        return joined if first == self._host or _HOST.fullmatch(first) else f"{self._host}/{joined}"


class Parts(NamedTuple):
    """Of an address."""

    scheme: str = ""
    netloc: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""


def split(url: str) -> Parts:
    """The parts of an address; all empty if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Parts()
    return Parts(parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, parts.fragment)


def without_query(url: str) -> str:
    """``url`` without query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def path_of(url: str) -> str:
    """The decoded path of an address, without ``index.html``: what requests bring."""
    path = split(url).path
    if "%" in path:
        path = repercent_broken_unicode(unquote_to_bytes(path)).decode()
    return _INDEX.sub("/", path)


@lru_cache(4096)
def place_of(url: str) -> str:
    """What two spellings of one address have in common: host and decoded path."""
    return f"{split(url).netloc.removeprefix('www.')}{path_of(url)}"


def month_of(url: str) -> tuple[str, int, int] | None:
    """Home, year and month if an address is below those of a month."""
    found = _MONTH.match(without_query(url))
    return (found["home"], int(found["year"]), int(found["month"])) if found else None


def hidden_mail(code: str) -> str:
    """The e-mail address that Cloudflare hid as ``code``; empty if it is none."""
    try:
        data = bytes.fromhex(code)
        return bytes(byte ^ data[0] for byte in data[1:]).decode() if data else ""
    except ValueError:
        return ""


def mail_in(href: str) -> str | None:
    """The code at the end of a link that hides an e-mail address; None for all others."""
    found = _MAIL.search(href)
    return found[1] if found else None
