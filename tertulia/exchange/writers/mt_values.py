"""Values as Movable Type writes them."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from tertulia.conversation.conversation import State
from tertulia.exchange.readers.mt_lines import ENTRY_END, SECTION_END, is_blank
from tertulia.lib import text
from tertulia.weblog.post import Format, Status

STATUSES = {Status.DRAFT: "Draft", Status.SCHEDULED: "Future", Status.PUBLISHED: "Publish"}
BREAKS = {Format.HTML: "0", Format.LINES: "__default__", Format.MARKDOWN: "markdown"}
ALLOWED = {State.NONE: "0", State.OPEN: "1", State.CLOSED: "2"}


def date(local: datetime) -> str:
    """A date by the weblog's clock; the format knows no zone."""
    return f"{local:%m/%d}/{local.year:04} {local:%I:%M:%S %p}"


def one_line(value: str) -> str:
    """A value of the header, or of a comment's."""
    return " ".join(text.clean(value).split())


def words(value: str) -> str:
    """The same for what the format takes as HTML: names, titles, labels."""
    return escape(one_line(value), quote=False)


def tags(names: Iterable[str]) -> str:
    """Names of tags, quoted, as they may hold commas."""
    return ",".join(_quoted(one_line(name)) for name in names)


def section(name: str, content: str, *details: tuple[str, str]) -> str:
    """A section of the entry."""
    head = "".join(f"{key}: {value}\n" for key, value in details)
    return f"{name}:\n{head}{body(content)}\n{SECTION_END}\n"


def body(content: str) -> str:
    """A text without blank lines around it, in which no line is taken for a separator."""
    lines = text.clean(content).split("\n")
    while lines and is_blank(lines[0]):
        lines.pop(0)
    while lines and is_blank(lines[-1]):
        lines.pop()
    # Since version 7 Movable Type puts a TAB behind a line of hyphens that is no separator.
    return "\n".join(f"{line}\t" if line in (SECTION_END, ENTRY_END) else line for line in lines)


def _quoted(name: str) -> str:
    if '"' not in name:
        return f'"{name}"'
    return f"'{name}'" if "'" not in name else f'"{name.replace(chr(34), "”")}"'
