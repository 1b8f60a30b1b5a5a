"""Parts of what has an address, by the bytes that a reader asks for: a film is looked at from its middle."""

import re

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def span(wanted: str, length: int) -> tuple[int, int] | None:
    """First and last byte of a Range header with one part; None: answer the whole. Raises ValueError if it lies
    outside (RFC 9110, section 14)."""
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(length - int(last), 0), length - 1
    else:
        start, end = int(first), min(int(last), length - 1) if last else length - 1
        if last and int(last) < start:
            return None
    if start >= length or start > end:
        raise ValueError(wanted)
    return start, end
