"""A post of an import that styled its words looks here as it did, though no policy lets a ``style`` apply."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.browser.chromium import executable
from tests.cast import Cast
from tests.exchange import writing_mt
from tests.security.corpus.watched import Document, Watcher, watching

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="no Chromium on this machine (CHROMIUM= names one)"),
]

# As editors of other weblogs wrote them: Typepad's, Word's, WordPress', listings with colours.
BODY = """
<p id="t1" style="margin: 0px; text-align: right; font-size: 10pt"><span id="t2" style="color: #2b91af;
font-style: italic">Tide</span> and <span id="t3" style="line-height: 140%; font-size: 8pt;
background-color: #ffff00">wash</span></p>
<p id="t4" style="margin: 0cm 0cm 0pt 21pt; text-align: justify; text-indent: 18pt">Mud</p>
<div id="t5" style="width: 310px; float: right; margin: 0 0 10px 10px; padding: 4px; border: 1px solid #ccc;
background: #f4f4f4; text-transform: uppercase">A ferry</div>
<h3 id="t6" style="color: red; text-decoration: underline; clear: both; font-weight: normal">Low water</h3>
<table id="t7" style="width: 50%; border-collapse: collapse"><tr>
<td id="t8" style="width: 125px; height: 40px; vertical-align: middle; border-left: 3px dashed #cc0000">x</td>
</tr></table>
<blockquote id="t9" style="border: 0; padding-left: 60px; max-width: 80%; white-space: pre-wrap">y</blockquote>
<p><img id="t10" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="" width="9" height="9"
style="width: 64px; float: left; margin: 0 15px 5px 0; border: 0px; display: inline"></p>
<div id="t11" style="font: bold small-caps 16px/1.5 Arial; direction: rtl; display: block; margin-left: auto">z</div>
"""
LOOKS = (
    "background-color", "border-collapse", "border-left-color", "border-left-style", "border-left-width",
    "border-top-style", "border-top-width", "clear", "color", "direction", "display", "float", "font-size",
    "font-style", "font-variant-caps", "font-weight", "line-height", "margin-bottom", "margin-left", "margin-right",
    "margin-top", "max-width", "padding-left", "padding-top", "text-align", "text-decoration-line", "text-indent",
    "text-transform", "vertical-align", "white-space", "width",
)  # fmt: skip


def test_a_styled_post_looks_as_it_did_and_no_policy_has_to_step_in(cast: Cast, marta: Client, tmp_path: Path) -> None:
    post = _imported(cast.weblog, tmp_path)
    assert 'style="color: #2b91af' in post.body
    pages = {"/now": _document(marta.get(post.link)), "/preview": _document(_preview(marta, post))}
    with watching() as watcher:
        for address, page in pages.items():
            shown = page.content.decode()
            assert post.body_html in shown
            watcher.documents = {
                address: page,
                "/before": Document(shown.replace(post.body_html, post.body).encode()),
            }
            looks, wanted = _looks(watcher, address), _looks(watcher, "/before")
            assert len(wanted) == 11
            assert {name: other for name, look in wanted.items() if (other := _other(looks[name], look))} == {}


def _imported(weblog: Weblog, folder: Path) -> Post:
    (folder / "export.txt").write_text(writing_mt.entry("Styled", body=BODY))
    load(open_export(folder / "export.txt"), weblog, zone=weblog.zone)
    return Post.objects.get(title="Styled")


def _document(answer: Any) -> Document:
    return Document(answer.content, dict(answer.headers))


def _preview(browser: Client, post: Post) -> Any:
    said = {"title": "Styled", "body": post.body, "format": post.format, "kind": "post", "comments": "default"}
    return browser.post("/desk/harbour/posts/preview/", said)


def _looks(watcher: Watcher, address: str) -> dict[str, dict[str, str]]:
    assert watcher.look(address) == []
    return watcher.styles(".text [id^=t]", LOOKS)


def _other(look: dict[str, str], wanted: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (value, wanted[name]) for name, value in look.items() if not _alike(value, wanted[name])}


def _alike(one: str, other: str) -> bool:
    # Lengths and colours are brought to the nearest step there is.
    numbers = [[float(number) for number in re.findall(r"[\d.]+", value)] for value in (one, other)]
    same = re.sub(r"[\d.]+", "", one) == re.sub(r"[\d.]+", "", other)
    return same and all(abs(a - b) <= 10 for a, b in zip(*numbers, strict=True))
