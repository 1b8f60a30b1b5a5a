"""From what was typed to what is shown: posts (HTML, text with line breaks, Markdown), comments, host replies.

Sources are kept as typed; what these functions answer is derived, safe, and the same each time. Sanitising is always
the last step, whatever the steps before it did."""

from dataclasses import dataclass, field

from django.conf import settings
from markdown_it import MarkdownIt

from tertulia.lib import commenting, line_breaks, outside, sanitise, text
from tertulia.lib.local import Links, localised, noted, nowhere

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, and notes (sentences for the writer) about what was taken out or changed."""

    html: str
    removed: list[str] = field(default_factory=list)


def post_html(source: str, fmt: str, *, origin: str | None = None, links: Links = nowhere) -> Rendered:
    """HTML of a post's text typed as ``html``, ``lines`` or ``markdown``, sanitised by the wide allow-list.

    What ``links`` knows leads here. Pictures and films of other hosts than ``origin`` (this installation's, if not
    given) become links that a reader may click to load them. Raises KeyError for another format."""
    origin = settings.ORIGIN if origin is None else origin
    raw = _TO_HTML[fmt](text.clean(source))
    notes: dict[str, None] = {}
    rewritten = outside.rewrite(raw, origin, notes, links)
    return Rendered(noted(sanitise.post(rewritten, origin).strip(), links), list(notes))


def comment_html(source: str, links: Links = nowhere) -> str:
    """HTML of a comment or host reply as typed: line breaks, ``>`` quoting, links, the narrow allow-list;
    pseudo-tags such as ``<job>`` stay as text. What ``links`` knows leads here."""
    return localised(sanitise.comment(commenting.to_html(text.clean(source))).strip(), links)


def markdown(source: str) -> str:
    """HTML of CommonMark with tables and strikethrough; not sanitised yet."""
    return str(_MARKDOWN.render(source))


def _as_it_is(source: str) -> str:
    return source


_TO_HTML = {"html": _as_it_is, "lines": line_breaks.to_html, "markdown": markdown}
