"""What files of an old weblog were called: all addresses of one picture are one name, and some ask for a size.

Typepad answered ``/.a/6a00…`` with any ending for a size, on many hosts; WordPress keeps ``storm-300x200.jpg`` beside
``storm.jpg``. Whoever brings a weblog home has some of these files and links to others."""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

from django.utils.encoding import repercent_broken_unicode

from tertulia.lib import text
from tertulia.lib.places import is_host, tidy

# Hosts of services that are gone for good: nothing loads from there any more.
DEAD_HOSTS = (
    *("typepad.com", "typepad.co.uk", "typepad.fr", "typepad.jp", "blogs.com", "sixapart.com", "typekey.com"),
    *("geocities.com", "picasaweb.google.com", "tinypic.com", "xanga.com", "posterous.com", "twitpic.com"),
)
TYPEPAD = ("typepad.com", "typepad.co.uk", "typepad.fr", "typepad.jp", "blogs.com")
_ASSET = re.compile(
    r"(?:/[^/]+)*?/(?:\.a/)?(?P<id>6a[0-9a-f]{16,40})"
    r"(?:-(?:(?P<size>\d{1,4})(?P<way>[whsp]i)|pi|popup))?(?:\.(?:jpe?g|png|gif|webp|html?))?",
    re.IGNORECASE,
)
_SCALED = re.compile(r"(?P<stem>.*/wp-content/uploads/.*?)-(?:(?P<width>\d{1,5})x\d{1,5}|scaled)(?P<ending>\.\w{2,5})")
_LONGEST = 2000
_VIEWER = "/.shared/image.html"
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "svg", "avif", "heic", "ico"})
_PAGES = frozenset({"", "html", "htm", "php", "asp", "aspx", "xml", "rdf", "rss", "cgi", "shtml", "js", "css", "com"})


@dataclass(frozen=True)
class OldFile:
    """A file by the name that all its addresses share: ``path`` is decoded, ``host`` in lower case, empty if the
    address named none. ``width`` is that which the address asked for, if it did. ``is_asset``: Typepad's, which are
    called the same on all its hosts."""

    path: str
    host: str = ""
    width: int = 0
    is_asset: bool = False

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def is_file(self) -> bool:
        """Whether its name says that it is a file and no page."""
        ending = self.name.rpartition(".")[2].lower() if "." in self.name else ""
        return self.is_asset or ending not in _PAGES

    @property
    def is_picture(self) -> bool:
        """Whether its name says that it is a picture."""
        return self.is_asset or self.name.rpartition(".")[2].lower() in _PICTURES


def old_file(url: str) -> OldFile | None:
    """The file behind an address, absolute or from the root of its host; None for any other."""
    try:
        parts = urlsplit(tidy(url).replace("\\", "/"))
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.scheme and not host):
        return None
    path = parts.path
    if path.endswith(_VIEWER) and parts.query.startswith("/"):
        path = parts.query
    decoded = decoded_path(path)
    if not decoded.startswith("/") or decoded == "/" or len(decoded) > _LONGEST or text.is_broken(decoded):
        return None
    return _asset(decoded, host) or _scaled(decoded, host)


def decoded_path(path: str) -> str:
    """A path as requests bring it: percent-encoding undone, but for bytes that are no UTF-8."""
    return repercent_broken_unicode(unquote_to_bytes(path)).decode()


def is_typepads(host: str) -> bool:
    """Whether a host was Typepad's."""
    return any(is_host(host, label) for label in TYPEPAD)


def is_dead(host: str) -> bool:
    """Whether nothing answers at this host any more."""
    return any(is_host(host, label) for label in DEAD_HOSTS)


def _asset(path: str, host: str) -> OldFile | None:
    found = _ASSET.fullmatch(path)
    # Without the folder only Typepad's hosts for pictures called them so: https://a1.typepad.com/6a00…
    if found is None or not ("/.a/" in path or is_typepads(host)):
        return None
    width = int(found["size"]) if found["size"] and found["way"].lower() in ("wi", "si", "pi") else 0
    return OldFile(f"/.a/{found['id'].lower()}", host, width, is_asset=True)


def _scaled(path: str, host: str) -> OldFile:
    found = _SCALED.fullmatch(path)
    if found is None:
        return OldFile(path, host)
    return OldFile(f"{found['stem']}{found['ending']}", host, int(found["width"] or 0))
