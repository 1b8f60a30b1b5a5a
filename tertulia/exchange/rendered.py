"""HTML of comments that was made ahead of their load."""

from collections import deque
from collections.abc import Callable

from tertulia.conversation.submission import cleaned_text
from tertulia.exchange.records import CommentRecord
from tertulia.lib.markup import comment_html

# What makes HTML of a comment's text.
Html = Callable[[str], str]
# More than what has been read and waits to be written.
_MOST_PARTS = 10


class Rendered:
    """Answers the HTML of a text as ``comment_html`` does; what was made ahead lately it knows."""

    def __init__(self) -> None:
        self._html: dict[str, str] = {}
        self._parts: deque[dict[str, str]] = deque()

    def keep(self, html: dict[str, str]) -> None:
        """Know these too, by their texts; the oldest are forgotten."""
        self._parts.append(html)
        if len(self._parts) > _MOST_PARTS:
            for text in self._parts.popleft():
                self._html.pop(text, None)
        self._html.update(html)

    def __call__(self, text: str) -> str:
        """The HTML of a text."""
        html = self._html.get(text)
        return comment_html(text) if html is None else html


def text_of(record: CommentRecord) -> str:
    """What a comment says, with its title, as it is kept."""
    return cleaned_text("\n\n".join(part for part in (record.title, record.text) if part))
