"""WordPress' blocks: HTML between comments that name its parts (``<!-- wp:paragraph -->``), since version 5."""

import re
from collections.abc import Callable

from tertulia.lib import line_breaks

_BEGIN = re.compile(r"<!--\s{1,9}(/?)wp:([a-z][a-z0-9_/-]{0,100})(?=[\s/{])")
# What holds nothing by itself and may go without a word.
_EMPTY = frozenset({"more", "nextpage", "separator", "spacer", "page-break"})


def has_blocks(source: str) -> bool:
    """Whether a post was written in blocks."""
    return "<!-- wp:" in source


def to_html(source: str, unknown: Callable[[str], None]) -> str:
    """The HTML of the blocks, without the comments around them; what stands between blocks was typed with line breaks.
    ``unknown`` is told the names of those that hold nothing and that WordPress fills when a page is asked for."""
    out: list[str] = []
    typed: list[str] = []
    depth = position = 0
    while (found := _BEGIN.search(source, position)) and (end := source.find("-->", found.end())) >= 0:
        between = source[position : found.start()]
        (out if depth else typed).append(between)
        closes, name, is_void = found[1] == "/", found[2], source[end - 1] == "/"
        if not closes and depth == 0:
            _flush(typed, out)
        if is_void and name not in _EMPTY:
            unknown(name)
        elif closes:
            depth = max(0, depth - 1)
        elif not is_void:
            depth += 1
        # Each comment stands on a line of its own.
        position = end + 3 + source.startswith("\n", end + 3)
    (out if depth else typed).append(source[position:])
    _flush(typed, out)
    return "".join(out).strip()


def _flush(typed: list[str], out: list[str]) -> None:
    text = "".join(typed)
    typed.clear()
    if text.strip():
        out.append(f"{line_breaks.to_html(text)}\n\n")
    elif text:
        out.append(text)
