"""HTML as words alone, for those who compare two texts by eye."""

import re
from html import unescape

from tertulia.lib.said_html import typed
from tertulia.lib.sanitise import COMMENT_TAGS

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_ITEM = re.compile(r"\n*<li>")
_MARK = re.compile(rf"</?(?:{'|'.join(sorted(COMMENT_TAGS))})>")
_GAP = re.compile(r"\n{3,}")


def shown_words(markup: str) -> str:
    """The words that the HTML shows, in paragraphs; items of lists behind a bullet, links and pictures with their
    address in brackets."""
    words = _LINK.sub(r"\2 [\1]", typed(markup))
    words = _MARK.sub("", _ITEM.sub("\n• ", words))
    return unescape(_GAP.sub("\n\n", words)).strip()
