"""How programs that know no better put a text on a page: what each kind of attack is made for."""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_MARKDOWN.validateLink = lambda url: bool(url)  # type: ignore[method-assign]


def _as_html(text: str) -> str:
    return f"<!doctype html><body>{text}"


def _as_attribute(text: str) -> str:
    return f"""<!doctype html><body><input value="{text}"><input value='{text}'><input value={text}>"""


def _as_string(text: str) -> str:
    strings = (f"'{text}'", f'"{text}"', f"`{text}`", f"/*{text}*/1", text)
    return "<!doctype html><body>" + "".join(f"<script>var a = {string};</script>" for string in strings)


def _as_markdown(text: str) -> str:
    return _as_html(_MARKDOWN.render(text).replace("%0A", "\n").replace("%20", " "))


def _folded(text: str) -> str:
    return _as_html(unicodedata.normalize("NFKC", text))


def _decoded(text: str) -> str:
    escapes = re.sub(r"\\(?:x|u)([0-9a-f]{2,4})|%u([0-9a-f]{4})", lambda it: chr(int(it[1] or it[2], 16)), text)
    return _as_html(html.unescape(html.unescape(unquote(unquote(escapes)))))


def _without_marks(text: str) -> str:
    return _as_html("".join(letter for letter in text if unicodedata.category(letter)[0] not in "CZM" or letter == " "))


NAIVE: Mapping[str, Callable[[str], str]] = {
    "attribute": _as_attribute,
    "script string": _as_string,
    "Markdown link": _as_markdown,
    "Markdown": _as_markdown,
    "wide": _folded,
    "encoded": _decoded,
    "character between": _without_marks,
}


def page_of(kind: str, text: str) -> str:
    """The page on which an attack of that kind works."""
    return NAIVE.get(kind, _as_html)(text)
