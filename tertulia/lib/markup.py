"""From what was typed to what is shown: posts (HTML, text, Markdown), comments, host replies. Placeholder."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, and notes (sentences for the writer) about what was taken out or changed."""

    html: str
    removed: list[str] = field(default_factory=list)


def post_html(source: str, fmt: str) -> Rendered:
    """HTML of a post's text typed as ``html``, ``lines`` or ``markdown``, sanitised by the wide allow-list."""
    raise NotImplementedError


def comment_html(source: str) -> str:
    """HTML of a comment or host reply as typed: line breaks, ``>`` quoting, links, the narrow allow-list;
    pseudo-tags such as ``<job>`` stay as text."""
    raise NotImplementedError
