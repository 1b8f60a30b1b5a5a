"""Searching a mirror, where no server answers: an index in small scripts beside the page of the search, and one script
there that puts them to use (``theme/static/disk-search.js``)."""

import json
import re
import unicodedata
from array import array
from html import escape
from pathlib import Path

from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from tertulia.publishing.mirror.names import relative

# What holds words of the weblog: a post on its own page, and comments wherever they stand.
_SAID = "main article[id^=post-], main article.comment"
_PARTS = 64
_LONGEST = 40
# Scripts that put no space between words are taken character by character.
_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


class Index:
    """The words of the pages of one weblog. ``file`` is where the page of its search stands in the mirror."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._pages: list[tuple[str, str, str, str]] = []
        self._words: dict[str, array[int]] = {}

    def take(self, file: str, url: str, html: bytes) -> None:
        """Take in what is said on a page of the mirror that stands at ``url`` for readers, if anything is, the page is
        one of this weblog, and what it says does not belong to another page."""
        tree = LexborHTMLParser(html)
        said, search = tree.css(_SAID), tree.css_first("link[rel=search]")
        if not said or search is None or search.attributes.get("href") != relative(self.file, file):
            return
        if tree.css_first("meta[name=robots][content=noindex]") or _belongs_elsewhere(tree, url):
            return
        heading, time = tree.css_first("h1"), tree.css_first("main time[datetime]")
        at = (time.attributes.get("datetime") or "") if time else ""
        title = " ".join(heading.text().split()) if heading else file
        place = len(self._pages)
        self._pages.append((at, relative(file, self.file), title, time.text(strip=True) if time else ""))
        for word in {word for node in said for word in words_of(node.text(separator=" "))}:
            self._words.setdefault(word, array("l")).append(place)

    def write(self, folder: Path) -> None:
        """Write the index beside the page of the search: newest pages first."""
        order = sorted(range(len(self._pages)), key=lambda place: self._pages[place], reverse=True)
        ranks = {place: rank for rank, place in enumerate(order)}
        beside = (folder / self.file).parent
        self._write(beside / "pages.js", "pages", [self._pages[place][1:] for place in order])
        parts: dict[str, dict[str, str]] = {}
        for word in sorted(self._words):
            parts.setdefault(_part_of(word), {})[word] = _steps(sorted(ranks[place] for place in self._words[word]))
        for part, words in parts.items():
            self._write(beside / f"words-{part}.js", "words", part, words)

    def _write(self, file: Path, call: str, *told: object) -> None:
        values = ", ".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in told)
        file.write_text(f"tertulia.{call}({values});\n", encoding="utf-8")


def _belongs_elsewhere(tree: LexborHTMLParser, url: str) -> bool:
    canonical = tree.css_first("link[rel=canonical]")
    return canonical is not None and canonical.attributes.get("href") != url


def words_of(text: str) -> set[str]:
    """The words of a text as the script takes them: no case, no accents, letters and digits of any script."""
    folded = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in folded if unicodedata.category(c)[0] != "M")
    return {word[:_LONGEST] for word in _WORD.findall(plain)}


def with_search(html: bytes, link: str) -> bytes:
    """The page of the search with the script, which stands at ``link``, that answers it."""
    tree = LexborHTMLParser(html)
    root, main = tree.css_first("html"), tree.css_first("main")
    language = (root.attributes.get("lang") or "en") if root else "en"
    with translation.override(language):
        nothing = _("No page has all these words. Fewer words find more.")
        without = _("This search works with JavaScript only. The archives list every post.")
    script = f'<script src="{escape(link)}" data-nothing="{escape(nothing)}"></script>'
    if main:
        main.inner_html = f"{main.inner_html}{script}<noscript><p>{escape(without)}</p></noscript>"
    return (tree.html or "").encode()


def script_path() -> str:
    """The path of that script."""
    return static("disk-search.js")


def _part_of(word: str) -> str:
    return str(ord(word[0]) % _PARTS)


def _steps(places: list[int]) -> str:
    return ",".join(_base36(after - before) for before, after in zip([0, *places], places, strict=False))


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = digits[number % 36]
    while number := number // 36:
        text = digits[number % 36] + text
    return text
