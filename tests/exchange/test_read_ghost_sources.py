"""Posts of Ghost without HTML are made from what its editors kept."""

import json

import pytest

from tertulia.exchange.readers.ghost_sources import from_lexical, from_mobiledoc


def _lexical(*nodes: dict[str, object]) -> tuple[str | None, list[str]]:
    unknown: list[str] = []
    return from_lexical(json.dumps({"root": {"children": nodes}}), unknown.append), unknown


def _mobiledoc(*sections: list[object], **document: object) -> tuple[str | None, list[str]]:
    unknown: list[str] = []
    return from_mobiledoc(json.dumps({"version": "0.3.1", "sections": sections, **document}), unknown.append), unknown


def _text(text: str, mask: object = 0) -> dict[str, object]:
    return {"type": "extended-text", "text": text, "format": mask}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({"type": "paragraph", "children": [_text("a < b", 3)]}, "<p><strong><em>a &lt; b</em></strong></p>"),
        ({"type": "extended-heading", "tag": "h3", "children": [_text("T")]}, "<h3>T</h3>"),
        (
            {"type": "extended-quote", "children": [_text("q", 16), {"type": "linebreak"}]},
            "<blockquote><code>q</code><br></blockquote>",
        ),
        (
            {"type": "list", "tag": "ol", "children": [{"type": "listitem", "children": [_text("x")]}]},
            "<ol><li>x</li></ol>",
        ),
        ({"type": "link", "url": 'a"b', "children": [_text("l")]}, '<a href="a&quot;b">l</a>'),
        ({"type": "horizontalrule"}, "<hr>"),
        ({"type": "html", "html": "<b>x</b>"}, "<b>x</b>"),
        ({"type": "markdown", "markdown": "*x*"}, "<p><em>x</em></p>\n"),
        ({"type": "codeblock", "code": "a<b"}, "<pre><code>a&lt;b</code></pre>"),
        (
            {"type": "image", "src": "/a.png", "alt": "A", "caption": "c", "href": "/b"},
            '<figure><a href="/b"><img src="/a.png" alt="A"></a><figcaption>c</figcaption></figure>',
        ),
        (
            {"type": "gallery", "images": [{"src": "/a.png"}]},
            '<ul class="gallery"><li><img src="/a.png" alt=""></li></ul>',
        ),
        (
            {"type": "bookmark", "url": "/x", "metadata": {"title": "X", "description": "d"}},
            '<p><a href="/x">X</a><br>d</p>',
        ),
        ({"type": "embed", "url": "/f", "html": "<iframe></iframe>"}, "<figure><iframe></iframe></figure>"),
        ({"type": "toggle", "heading": "h", "content": "<p>c</p>"}, "<details><summary>h</summary><p>c</p></details>"),
        ({"type": "button", "buttonUrl": "/b", "buttonText": "B"}, '<p><a href="/b">B</a></p>'),
        ({"type": "callout", "calloutText": "c", "calloutEmoji": "!"}, "<blockquote><p>! c</p></blockquote>"),
        ({"type": "file", "src": "/f.pdf", "fileTitle": "F"}, '<p><a href="/f.pdf">F</a></p>'),
        ({"type": "audio", "src": "/a.mp3"}, '<figure><audio controls src="/a.mp3"></audio></figure>'),
        ({"type": "video", "src": "/a.mp4"}, '<figure><video controls src="/a.mp4"></video></figure>'),
    ],
)
def test_the_newer_editors_nodes(node: dict[str, object], html: str) -> None:
    assert _lexical(node) == (html, [])


def test_what_means_nothing_here_is_told_by_name() -> None:
    assert _lexical({"type": "signup", "header": "x"}, {"type": "product"}) == ("\n", ["signup", "product"])
    assert _mobiledoc([10, 0], cards=[["email-cta", {}]]) == ("", ["email-cta"])


@pytest.mark.parametrize(
    ("section", "html"),
    [
        (
            [1, "p", [[0, [0, 1], 1, "x<"], [0, [], 1, " y"], [1, [], 0, 0], [0, [], 0, "z"]]],
            '<p><a href="/l"><strong>x&lt;</strong> y</a><br>z</p>',
        ),
        ([1, "h2", [[0, [1], 0, "open"]]], "<h2><strong>open</strong></h2>"),
        ([1, "script", [[0, [9], 1, "a"]]], "<p>a</p>"),
        ([2, "/a.png"], '<figure><img src="/a.png" alt=""></figure>'),
        ([3, "ol", [[[0, [], 0, "li"]]]], "<ol><li>li</li></ol>"),
        ([10, 0], "<pre><code>c</code></pre>"),
        ([10, 7], ""),
        ([], ""),
        ([1], ""),
    ],
)
def test_the_older_editors_sections(section: list[object], html: str) -> None:
    document: dict[str, object] = {
        "atoms": [["soft-return", "", {}]],
        "cards": [["code", {"code": "c"}]],
        "markups": [["a", ["href", "/l"]], ["strong"]],
    }
    assert _mobiledoc(section, **document)[0] == html


@pytest.mark.parametrize("source", ["", "{", "7", "[]", "{}", '{"root": 7}', '{"sections": 7}', "[" * 100_000])
def test_what_cannot_be_read_is_none(source: str) -> None:
    assert (from_lexical(source, print), from_mobiledoc(source, print)) == (None, None)


def test_what_is_nested_without_end_ends() -> None:
    source = '{"type":"list","children":[' * 200 + "]}" * 200
    found = from_lexical(f'{{"root":{{"children":[{source}]}}}}', lambda name: None)
    assert found
    assert found.count("<ul>") < 70
