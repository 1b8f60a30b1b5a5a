"""Movable Type's “convert line breaks”: how posts were typed that hold no paragraphs of their own.

A blank line parts paragraphs and a line end is a break, but what begins with a block's tag is left as it is."""

import re

_BLOCKS = (
    "address|article|aside|blockquote|caption|center|col|colgroup|dd|details|dir|div|dl|dt|embed|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|header|hr|iframe|li|main|menu|nav|object|ol|p|pre|script|section|select|style|summary|"
    "table|tbody|td|tfoot|th|thead|tr|ul|video"
)
_BEGINS_WITH_BLOCK = re.compile(rf"\s*(?:</?(?:{_BLOCKS})(?![\w-])|<!--)", re.IGNORECASE)
# Movable Type parts these too where they hold a blank line, and so breaks listings and scripts.
_WHOLE = re.compile(r"<(pre|script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_HAS_WHOLE = re.compile(r"<(?:pre|script|style)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def to_html(source: str) -> str:
    """HTML of text typed with line breaks; ``source`` has ``\\n`` line ends. Not sanitised yet."""
    return "\n\n".join(_block(block) for block in _blocks(source) if block.strip())


def _blocks(source: str) -> list[str]:
    if not _HAS_WHOLE.search(source):
        return _BLANK_LINES.split(source)
    blocks, position = [], 0
    for match in _WHOLE.finditer(source):
        blocks += _BLANK_LINES.split(source[position : match.start()])
        blocks.append(match.group())
        position = match.end()
    return blocks + _BLANK_LINES.split(source[position:])


def _block(block: str) -> str:
    if _BEGINS_WITH_BLOCK.match(block):
        return block
    return "<p>" + block.strip("\n").replace("\n", "<br>\n") + "</p>"
