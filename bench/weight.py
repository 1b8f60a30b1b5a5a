"""The bytes of a post page with 100 comments, all words in it, to those of the same words with nothing around them.

*Bare HTML*: the title as h1, each name as h3, each date and each paragraph as p, without a class, an attribute, a head
or anything else. What is stored at first is compared with gzip 6, as web servers compress; what the worker packs later
with gzip 9. Brotli is compared with gzip too."""

import gzip

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.setting import Setting
from bench.table import Row
from bench.words import thread
from tertulia.publishing import compression

_NAMES = {"br": "brotli", "gzip": "gzip"}
_MOST = {"br": 1.0, "gzip": 1.3}


def measure(setting: Setting) -> list[Row]:
    """Brotli and gzip, as stored at first and as packed later."""
    with setting.serving() as program:
        page = program.get(setting.paths["stored"])
    bare = bare_html(page.decode())
    said = thread("stored", 100)
    assert all(f"<p>{words}</p>" in bare for words in (*said.paragraphs, *(one.text for one in said.comments)))
    quick, tight = compression.quickly(page), compression.tightly(page)
    return [
        *_rows("as stored at first", quick, len(gzip.compress(bare.encode(), 6)), "gzip 6"),
        *_rows("as packed later", tight, len(gzip.compress(bare.encode(), 9)), "gzip 9"),
    ]


def bare_html(page: str) -> str:
    """The words of a post's page, and no more markup than tells what is a heading and what a paragraph."""
    parsed = LexborHTMLParser(page)
    lines = [_line("h1", parsed.css_first("h1.p-name"))]
    for part in parsed.css("article.post > header, .text.e-content, article.comment"):
        lines += [_line("h3", name) for name in part.css("h3.who")]
        lines += [_line("p", words) for words in part.css("time.dt-published, .said p, .text.e-content > p")]
    return "\n".join(lines)


def _line(tag: str, element: LexborNode | None) -> str:
    assert element is not None, "the page is not built as this expects"
    return f"<{tag}>{element.text(separator=' ', strip=True)}</{tag}>"


def _rows(when: str, forms: dict[str, bytes], bare: int, by: str) -> list[Row]:
    rows = []
    for encoding, most in _MOST.items():
        size = len(forms[compression.ENDINGS[encoding]])
        what = f"bytes of a post page {when}, {_NAMES[encoding]}, to bare words"
        beside = f"{size:,} to {bare:,} by {by}; WordPress 2.2, Remark42 7.9"
        rows.append(Row(what, size / bare, "×", at_most=most, beside=beside))
    return rows
