"""What one piece has of a post's text and another has not: whatever a page makes of a text, its words stay the same."""

import re
import unicodedata
from collections.abc import Mapping

from tertulia.exchange.merge.folded import folded
from tertulia.lib import markup, text

_WORD = re.compile(r"\w+")
_BLOCK_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|pre|tr|dd|dt|figure)\s*>|<(?:br|hr)\b[^<>]*>", re.IGNORECASE)

# Format, body and extended text, as ``Origin.said`` has them.
Reading = Mapping[str, str]


def has_more(other: Reading, reading: Reading) -> bool:
    """Whether ``other`` says something that ``reading`` does not, so that it would be lost."""
    if folded(_markup(other)) == folded(_markup(reading)):
        return False
    left = iter(_words(reading))
    return not all(word in left for word in _words(other))


def shown(reading: Reading) -> str:
    """What readers read of it, as plain text, a line for each paragraph."""
    source = _markup(reading)
    wrapped = source if reading["format"] == "lines" else source.replace("\n", " ")
    return "\n\n".join(filter(None, map(text.plain, _BLOCK_ENDS.sub("\n", wrapped).split("\n"))))


def _markup(reading: Reading) -> str:
    source = f"{reading['body']}\n\n{reading['extended']}"
    return markup.markdown(source) if reading["format"] == "markdown" else source


def _words(reading: Reading) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text.plain(_markup(reading))).casefold())
