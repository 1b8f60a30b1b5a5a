"""What took others for ever, each by its name: here ten times as much takes ten times as long, and not a hundred times.

The work is measured against the same work on a tenth of it in the same run, as machines differ."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.test import Client

from tertulia.conversation.spam.noticed import noticed
from tertulia.exchange.readers.known import open_export
from tertulia.lib import difference, folding, markup, quotations, readable, said_html, text
from tertulia.lib.styles import style_of
from tertulia.weblog.post import Post
from tests.conversation.form import SAME_ORIGIN
from tests.exchange import writing_mt, writing_wxr

# What parsers and patterns of others went astray on, and what ours could.
PIECES = (
    "*", "**a", "_", "[", "![", "](", "`", ">", "<", "- ", "1. ", "&", "~", "|a|\n|-|\n", "\\", "[a](<", "a ", "\n",
    "\t", "<b>", "<p>", "<a href='x'>", "</b>", "<!--", "&#", "<table><tr>", "“a ", "> a\n", "http://x.example/ ",
    "a@b.example ", "[[", "<svg>", "style='a", "e\u0301", "\u200b", "<x a=", "a:b;", "<?", "<![CDATA[", "<b/", "  \n",
    "\r", "'\"", "<ul><li>", "<p style='color:red'>", "    a\n", "[a]: x\n", "<i><b>", "A ", "[caption]", "<!-- wp:x ",
    "<!--more", "-----\n", "KEY: x ", "<a><img>",
)  # fmt: skip
_LENGTH = 1000
# Linear work is 10; a machine that does much else at the same time makes it 20 or so, and squares are 100.
_MOST = 40
_NOISE = 0.001


def _cost(work: Callable[[str], Any], said: str) -> float:
    begun = process_time()
    work(said)
    return process_time() - begun


def _growth(work: Callable[[str], Any], piece: str) -> float:
    once, ten = (piece * (length // len(piece)) for length in (_LENGTH, 10 * _LENGTH))
    found = float("inf")
    for _try in range(4):
        # What others do at the same moment costs time too: the least of some tries is what it takes.
        little = min(_cost(work, once) for _again in range(3))
        found = min(found, _cost(work, ten) / max(little, _NOISE))
        if found < _MOST:
            break
    return found


def _growing(work: Callable[[str], Any]) -> list[tuple[str, float]]:
    return [(piece, growth) for piece in PIECES if (growth := _growth(work, piece)) >= _MOST]


def test_work_that_grows_by_squares_is_seen() -> None:
    assert _growth(lambda said: sum(one < other for one in said[::4] for other in said[::4]), "ab") >= _MOST


@pytest.mark.parametrize("fmt", ["markdown", "html", "lines"])
def test_mistune_cve_2022_34749_2026_33079_and_76098_posts_take_time_by_their_length(fmt: str) -> None:
    assert _growing(lambda said: markup.post_html(said, fmt, origin="https://harbour.example")) == []


def test_mistune_cve_2026_76098_comments_take_time_by_their_length() -> None:
    assert _growing(markup.comment_html) == []


@pytest.mark.parametrize(
    "work",
    [
        quotations.quotations_in, text.plain, text.excerpt, text.slugify, folding.fold, said_html.typed, noticed,
        lambda said: style_of.__wrapped__("p", said), lambda said: difference.difference(said[::-1], said),
        lambda said: readable.page(said.encode(), "text/html"),
    ],
    ids=["quotes", "words", "excerpts", "slugs", "folding", "html", "spam", "styles", "differences", "copies"],
)  # fmt: skip
def test_discourse_cve_2023_45806_what_reads_texts_takes_time_by_their_length(work: Callable[[str], Any]) -> None:
    assert _growing(work) == []


@pytest.mark.parametrize("kind", ["txt", "xml"])
def test_files_of_strangers_take_time_by_their_length(kind: str, tmp_path: Path) -> None:
    def read(said: str) -> list[Any]:
        (tmp_path / f"export.{kind}").write_text("".join(_typepad(said) if kind == "txt" else _wordpress(said)))
        return list(open_export(tmp_path / f"export.{kind}"))

    assert _growing(read) == []


def _typepad(said: str) -> Iterator[str]:
    line = said.replace("\n", " ").replace("\r", " ")
    yield writing_mt.entry("Tide", body=said, keywords=line, comments=[writing_mt.comment(said)])
    yield writing_mt.entry("Ebb", header=f"{line}\n", TAGS=line)


def _wordpress(said: str) -> Iterator[str]:
    yield writing_wxr.wxr(writing_wxr.item("Tide", 12, writing_wxr.comment(said), body=said, excerpt=said))


def test_django_cve_2026_33033_forms_of_many_parts_take_time_by_their_length(client: Client, post: Post) -> None:
    def send(parts: str) -> None:
        body = f"{parts}--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        answer = client.generic("POST", f"{post.stem}/comments/", body, content_type=kind, headers=SAME_ORIGIN)
        assert answer.status_code in (400, 403, 413)

    for piece in (
        "--x\r\n", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n", "\r\n--", "--x\r\nA: b\r\n\r\n",
        "--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n   =\r\n", "-", " ",
    ):  # fmt: skip
        assert _growth(send, piece) < _MOST, piece
