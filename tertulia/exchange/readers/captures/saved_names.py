"""From the name under which wget keeps a page to the address that it had."""

import re
from urllib.parse import quote, unquote

_HOST = re.compile(r"(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,24}(?::\d{1,5})?", re.IGNORECASE)
_SAFE = "/!$&'()*+,;=:@~-._"
_INDEX = re.compile(r"(^|/)index\.html?$")
_ADDED = re.compile(r"(?<=.)\.html?$", re.IGNORECASE)


def address_of(name: str) -> str:
    """Absolute if one of the folders in ``name`` is a host, else a path."""
    path, _mark, query = name.partition("?")
    parts = path.split("/")
    for number, part in enumerate(parts[:-1]):
        if _HOST.fullmatch(part):
            return f"http://{part.lower()}/{_path('/'.join(parts[number + 1 :]), query)}"
    return "/" + _path(path, query)


def _path(path: str, query: str) -> str:
    path = _INDEX.sub(r"\1", path)
    query = _ADDED.sub("", query)
    return quote(unquote(path), _SAFE) + (f"?{query}" if query else "")
