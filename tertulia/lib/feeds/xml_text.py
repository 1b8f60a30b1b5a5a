"""XML as text: elements that cannot come out broken, whatever people wrote."""

import re
from datetime import UTC, datetime
from html import escape

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

# What XML 1.0 cannot hold, not even escaped (section 2.2).
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(value: str) -> str:
    """``value`` without the characters that no XML document may hold."""
    return _IMPOSSIBLE.sub("", value)


def element(name: str, content: str = "", **attributes: str) -> str:
    """An element with text; ``_`` in an attribute's name stands for a colon. Text is always escaped, never CDATA."""
    return _tagged(name, escape(possible(content), quote=False), attributes)


def parent(name: str, *children: str, **attributes: str) -> str:
    """An element with child elements."""
    return _tagged(name, "\n" + "".join(children), attributes)


def optional(name: str, content: str) -> str:
    """An element with text, or nothing if there is none."""
    return element(name, content) if content.strip() else ""


def moment(value: datetime) -> str:
    """A time as RFC 3339 writes it, in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tagged(name: str, content: str, attributes: dict[str, str]) -> str:
    written = "".join(
        f' {key.rstrip("_").replace("_", ":")}="{escape(possible(value))}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{content}</{name}>\n" if content else f"<{name}{written}/>\n"
