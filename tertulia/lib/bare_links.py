"""Web addresses in typed text: found, and made links."""

import re
from html import escape

from tertulia.lib.places import is_linkable, scheme_of

# Only what has a plain host name becomes a link by itself, so what is shown is where it leads.
_ADDRESS = re.compile(
    r"(?<![\w@/])(?:https?://|www\.)(?=\w)[\w.-]{1,253}+(?::\d{1,5})?+(?!@)(?:[/?#][^\s<>\"\u201c\u201d«»]{0,2000})?",
    re.IGNORECASE,
)
_LINKED = frozenset({"http", "https", "mailto"})


def may_link(url: str) -> bool:
    """Whether a comment may link there: web, mail, or a place on this installation."""
    return bool(url) and len(url) <= 2000 and is_linkable(url) and (scheme_of(url) or "https") in _LINKED


def linked(typed: str) -> str:
    """Escaped HTML of typed words, with the addresses among them as links."""
    if "://" not in typed and "www." not in typed.lower():
        return escape(typed, quote=False)
    out, position = [], 0
    for match in _ADDRESS.finditer(typed):
        shown = _without_punctuation(match[0])
        out.append(escape(typed[position : match.start()], quote=False))
        out.append(f'<a href="{escape(_absolute(shown))}">{escape(shown, quote=False)}</a>')
        position = match.start() + len(shown)
    return "".join(out) + escape(typed[position:], quote=False)


def _absolute(shown: str) -> str:
    return shown if "://" in shown[:8] else f"http://{shown}"


def _without_punctuation(url: str) -> str:
    # The full stop of the sentence and the bracket around an address are no part of it.
    open_brackets, closed = url.count("("), url.count(")")
    while url and (url[-1] in ".,;:!?'*_~]}" or (url[-1] == ")" and closed > open_brackets)):
        closed -= url[-1] == ")"
        url = url[:-1]
    return url
