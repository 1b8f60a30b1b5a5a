"""Addresses and folders under which copies from the Wayback Machine are kept: whose copy, and of when."""

import re
from datetime import datetime

from tertulia.exchange.readers.captures.moment import moment

_ADDRESS = re.compile(
    r"https?://(?:web|wayback)\.archive(?:-it)?\.org(?::\d{1,5})?/(?:[a-z0-9-]{1,20}/)?(\d{4,14})(?:[a-z]{2}_)?/(.+)",
    re.IGNORECASE | re.DOTALL,
)
_STAMP = re.compile(r"((?:19|20)\d{12})(?:[a-z]{2}_)?")
_SCHEME = re.compile(r"(https?)(?::|_|%3A)?", re.IGNORECASE)
_WHOLE = re.compile(r"(https?):/{1,2}(.+)", re.IGNORECASE | re.DOTALL)


def original_of(url: str) -> tuple[str, datetime | None] | None:
    """The address that a copy at ``url`` is of, and when it was made; None if that is no address of a copy."""
    found = _ADDRESS.fullmatch(url)
    if not found:
        return None
    whole = _WHOLE.fullmatch(found[2])
    return (f"{whole[1].lower()}://{whole[2]}" if whole else f"http://{found[2]}"), moment(found[1])


def unstamped(name: str) -> tuple[str, datetime | None]:
    """The name of a file without the folders that say when its copy was made (``20210203040506/http:/``), and that."""
    parts = name.split("/")
    for number, part in enumerate(parts[:-1]):
        if found := _STAMP.fullmatch(part):
            rest = parts[number + 1 :]
            if len(rest) > 1 and _SCHEME.fullmatch(rest[0]):
                return "/".join(rest[1:]), moment(found[1])
            return "/".join([*parts[:number], *rest]), moment(found[1])
    return name, None
