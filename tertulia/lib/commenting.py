"""How comments are typed: text with line breaks, lines quoted with ``>``, bare addresses, a few tags of HTML.

What is no tag of those stays as text (``<job>``). One pass over the text, whatever is in it; what comes out is balanced
by construction, and is sanitised once more afterwards all the same."""

import re
from html import unescape

from tertulia.lib import text
from tertulia.lib.bare_links import linked, may_link
from tertulia.lib.comment_blocks import Writer

DEEPEST_QUOTE = 6
_QUOTE = re.compile(rf" {{0,3}}((?:>[ \t]?){{1,{DEEPEST_QUOTE}}})")
_LISTING = re.compile(r"<(/?)(pre|code)\b[^<>]*>", re.IGNORECASE)
_NAMES = "a|blockquote|br|b|cite|code|del|em|i|li|ol|pre|p|q|strong|sub|sup|s|ul"
_TOKEN = re.compile(rf"\n|<(/?)({_NAMES})((?:[\s/][^<>]*)?)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HREF = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", re.IGNORECASE)


def to_html(source: str) -> str:
    """HTML of a comment as typed; ``source`` has ``\\n`` line ends. Not sanitised yet."""
    out: list[str] = []
    depth = 0
    for wanted, lines in _parts(source):
        depth = _quote_to(out, depth, wanted)
        _write("\n".join(lines), out)
    _quote_to(out, depth, 0)
    return "".join(out)


def _parts(source: str) -> list[tuple[int, list[str]]]:
    # Runs of lines of one quoting depth. Within <pre> and <code> a ``>`` is only a character.
    if ">" not in source:
        return [(0, [source])]
    parts: list[tuple[int, list[str]]] = [(0, [])]
    ends = _last_ends(source)
    listing, offset = "", 0
    for line in source.split("\n"):
        match = None if listing else _QUOTE.match(line)
        depth = match[1].count(">") if match else parts[-1][0] if listing else 0
        if depth != parts[-1][0]:
            parts.append((depth, []))
        parts[-1][1].append(line[match.end() :] if match else line)
        listing = _listing_after(line, listing, offset, ends)
        offset += len(line) + 1
    return parts


def _last_ends(source: str) -> dict[str, int]:
    # A listing that is never closed is none: else what follows would not be read as typed.
    return {match[2].lower(): match.start() for match in _LISTING.finditer(source) if match[1]}


def _listing_after(line: str, listing: str, offset: int, ends: dict[str, int]) -> str:
    for tag in _LISTING.finditer(line):
        name = tag[2].lower()
        if tag[1]:
            listing = "" if name == listing else listing
        elif not listing and ends.get(name, -1) > offset + tag.start():
            listing = name
    return listing


def _quote_to(out: list[str], depth: int, wanted: int) -> int:
    out.append("<blockquote>" * (wanted - depth) + "</blockquote>" * (depth - wanted))
    return wanted


def _write(source: str, out: list[str]) -> None:
    if "<" not in source:
        _write_lines(source, out)
        return
    writer = Writer(out)
    position = 0
    ends = _last_ends(source)
    for match in _TOKEN.finditer(source):
        if match.start() > position:
            writer.text(_decoded(source[position : match.start()]))
        position = match.end()
        if match[2] is None:
            writer.line_end()
        elif not _tag(writer, match, ends):
            writer.text(match[0])
    if position < len(source):
        writer.text(_decoded(source[position:]))
    writer.close()


def _write_lines(source: str, out: list[str]) -> None:
    # What the writer would write, for the many texts in which there is no tag.
    paragraph: list[str] = []
    for line in [*source.split("\n"), ""]:
        if words := _decoded(line).lstrip():
            paragraph.append(linked(words))
        elif paragraph:
            out += ("<p>", "<br>\n".join(paragraph), "</p>\n")
            paragraph = []


def _tag(writer: Writer, match: re.Match[str], ends: dict[str, int]) -> bool:
    # Answers False if what looks like a tag is text here.
    name = match[2].lower()
    if writer.listing:
        return bool(match[1]) and writer.end_listing(name)
    if match[1]:
        writer.end(name)
        return True
    if name in ("pre", "code") and ends.get(name, -1) < match.end():
        return False
    if name == "a":
        writer.start_link(_href(match[3]))
    else:
        writer.start(name)
    return True


def _href(attributes: str) -> str:
    match = _HREF.search(attributes)
    url = _decoded(match[1] or match[2] or match[3] or "").strip() if match else ""
    return url if may_link(url) else ""


def _decoded(typed: str) -> str:
    if "&" not in typed:
        return typed
    return text.clean(_ENTITY.sub(lambda match: unescape(match[0]), typed)).replace("\n", " ")
