"""From the name under which wget and its like keep a page to the address that it had."""

import re
from urllib.parse import quote, unquote_to_bytes

_HOST = re.compile(
    r"(?:[a-z0-9_-]{1,63}\.){1,10}(?!(?:bak|backup|files|old|tar|zip)\b)[a-z]{2,24}(?:[:+]\d{1,5})?", re.I
)
_SAFE = "/!$&'()*+,;=:@~-._"
_INDEX = re.compile(r"(^|/)index\.html?$", re.IGNORECASE)
# Names for Windows have another mark before the query.
_QUERY = re.compile(r"\?|(?:@|%3F)(?=[\w.%-]{1,60}=)", re.IGNORECASE)
_ADDED = re.compile(r"(?<=.)\.html?$", re.IGNORECASE)
_ADDED_TO_SCRIPT = re.compile(r"(\.(?:php\d?|aspx?|cgi|pl|jsp|cfm))\.html?$", re.IGNORECASE)
# Of a page that was fetched twice, and of one before its links were changed.
_COPY = re.compile(r"(\.html?)(?:\.\d{1,3})?(?:\.orig)?$", re.IGNORECASE)


def address_of(name: str) -> str:
    """Absolute if one of the folders in ``name`` is a host, else a path."""
    folders, slash, last = name.rpartition("/")
    path, *query = _QUERY.split(_COPY.sub(r"\1", last), maxsplit=1)
    parts = f"{folders}{slash}{path}".split("/")
    address = next((_absolute(parts, number) for number, part in enumerate(parts[:-1]) if _HOST.fullmatch(part)), "")
    return (address or "/" + _quoted("/".join(parts))) + (f"?{_ADDED.sub('', query[0])}" if query else "")


def _absolute(parts: list[str], number: int) -> str:
    host = parts[number].lower().replace("+", ":")
    return f"http://{host}/{_quoted('/'.join(parts[number + 1 :]))}"


def _quoted(path: str) -> str:
    path = _ADDED_TO_SCRIPT.sub(r"\1", _INDEX.sub(r"\1", path))
    return quote(unquote_to_bytes(path), _SAFE)
