"""Where a link or a picture of a text leads: to this installation, to another host, or nowhere that may be asked."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# No relative address has a colon in its first part (RFC 3986, 4.2); one that has means to be something else.
_COLON_FIRST = re.compile(r"[^/?#]*:")
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
_LINKABLE = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True)
class Place:
    """An address that may stand in a page; ``host`` is empty for one of this installation."""

    url: str
    host: str = ""


def tidy(url: str) -> str:
    """``url`` as a browser reads it: without spaces around it and line ends within."""
    return _IGNORED_BY_BROWSERS.sub("", url.strip("\x00 \t\n\f\r"))


def scheme_of(url: str) -> str:
    """The scheme in lower case, or an empty string for a relative address."""
    match = _SCHEME.match(tidy(url))
    return match[1].lower() if match else ""


def is_linkable(url: str) -> bool:
    """Whether a link may lead there: relative, http, https, mailto or tel."""
    scheme = scheme_of(url)
    return scheme in _LINKABLE if scheme else not _COLON_FIRST.match(tidy(url))


def place_of(url: str, origin: str) -> Place | None:
    """Where a picture, film or frame comes from; None if a browser would ask nobody or nobody can tell whom."""
    # Browsers take a backslash for a slash.
    url = tidy(url).replace("\\", "/")
    if url.startswith("//"):
        url = "https://" + url.lstrip("/")
    scheme = scheme_of(url)
    if not url or scheme not in ("", "http", "https") or (not scheme and _COLON_FIRST.match(url)):
        return None
    if not scheme:
        return Place(url)
    if url == origin or url.startswith(f"{origin}/"):
        # Without its origin it stays right when the installation moves to another host name.
        return Place(url.removeprefix(origin) or "/")
    host = _host(url)
    return Place(url, host) if host else None


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip(".") if parts.netloc else ""
    except ValueError:
        return ""


def is_host(host: str, label: str) -> bool:
    """Whether ``host`` is ``label`` or below it, by whole labels: ``notyoutube.com`` is not ``youtube.com``."""
    wanted = label.split(".")
    return host.lower().split(".")[-len(wanted) :] == wanted
