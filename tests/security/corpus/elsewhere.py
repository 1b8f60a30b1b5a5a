"""What attackers write for parsers that read otherwise than browsers: nesting, Markdown, encodings."""

from tests.security.corpus.grammar import Shape, filled
from tests.security.corpus.in_html import SPELT

_IMG = "<img src=x onerror=@>"
# Foreign elements and tables move what stands in them; raw text ends where only a browser knows. ¶ is an image.
_OUTER = (
    "<svg>^", "<math>^", "<svg><desc>^", "<svg><title>^", "<svg><foreignObject>^", "<math><mtext>^", "<math><mi>^",
    "<math><annotation-xml>^", "<math><annotation-xml encoding=text/html>^", "<math><mtext><table><mglyph>^",
    "<svg></p>^", "<math><mtext><mglyph><malignmark>^", "<table>^", "<table><td>^", "<select>^", "<select><option>^",
    "<noscript>^", "<template>^", "<form><math><mtext></form><form><mglyph>^", "<svg><template>^", "<a><svg></a>^",
    "<p><svg></p>^", "^", "<details><summary>^", "<ruby><rt>^", "<xmp>^", "<math><ms>^", "<dialog open>^", "<object>^",
    "<menu>^", "<frameset>^",
)  # fmt: skip
_INNER = (
    '<style><a id="</style>¶">', '<style><!--</style><a title="--&gt;</a>¶">', '<title><a id="</title>¶">',
    '<textarea><a id="</textarea>¶">', '<noscript><p title="</noscript>¶">', '<xmp><p title="</xmp>¶">',
    '<iframe><p title="</iframe>¶">', '<noembed><p title="</noembed>¶">', '<noframes><p title="</noframes>¶">',
    "<![CDATA[><!--]]>¶-->", "<!--><!-->¶-->", "<!--!>¶-->", "<!---!>¶-->", "<?xml >¶?>", "<![CDATA[¶]]>",
    "<style>¶</style>", "</br><style><!--</style>¶", "<!-- --!>¶", "</p¶>", "<script><!--<script></script>¶",
    "<b><a><b></a>¶", "<//¶>", "<%¶%>", "<!¶>", "&lt;/style>¶",
    "<mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=@&gt;\">",
)  # fmt: skip
_DEEP = [
    f"{'<div>' * 600}{_IMG}", f"{'<b>' * 300}{_IMG}", f"{'<svg><desc>' * 120}{_IMG}",
    f"{'<blockquote>' * 500}{_IMG}{'</p>' * 40}", f"{'> ' * 90}{_IMG}", f"{'- ' * 90}{_IMG}",
    f"{'<table><td>' * 100}{_IMG}", f"{'<a>' * 400}{_IMG}", f"{'<q>' * 400}{_IMG}",
]  # fmt: skip

_MARKDOWN = (
    "[x](^)", "[x](<^>)", "[x]( ^ )", '[x](^ "t")', "![x](^)", "[x]: ^\n\n[x]", "[x][y]\n\n[y]: <^>", "<^>",
    "[![x](x)](^)", "[x](\n^)", "**[x](^)**", "> [x](^)", "- [x](^)", "# [x](^)", "|[x](^)|\n|-|", "~~[x](^)~~",
    "[`x`](^)", "[<b>x</b>](^)", "[x\\](^)", "x [^](^)",
)  # fmt: skip
_BLOCKS = (
    "![x\" onerror=\"@](x)", '[x](https://x.example/"onmouseover="@)', "[x](https://x.example 'y\" onfocus=\"@')",
    "```\n</code></pre>¶\n```", '```x" onmouseover="@\ny\n```', "<div\n\n¶\n\n</div>", "<!-- \n\n¶ -->", "    </pre>¶",
    "`</code>¶`", "> </blockquote>¶", "https://x.example/\"onmouseover=@", "https://x.example/'><script>@</script>",
    "<https://x.example/\"onclick=\"@>", "<a@x.example\"onclick=@>", "www.x.example/<script>@</script>",
    "[x](https://x.example/¶)", "<details open ontoggle=@>\n\n*x*", "*x*¶",
    "[x]: https://x.example '\"><script>@</script>'\n\n[x]", "&lt;script&gt;@&lt;/script&gt;", "\\<script>@\\</script>",
    "<job>¶</job>", "<x\ny=z>¶", "~~~~ \"><script>@</script>\nx\n~~~~", "| x¶ |\n|-|\n| y |", "1. ¶", "Setext¶\n===",
    "<<¶>>", "__¶__",
)  # fmt: skip

_PLAIN = (
    "<script>@</script>", _IMG, "<svg onload=@>", "<a href=javascript:@>x</a>", "\"><script>@</script>",
    "'><img src=x onerror=@>",
)  # fmt: skip


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if letter in "<>\"'=/" else letter for letter in text)


def _between(text: str, mark: str) -> str:
    return text.replace("<", f"<{mark}").replace("onload", f"on{mark}load")


def _each(text: str, form: str) -> str:
    return "".join(form.format(ord(letter)) if letter in "<>\"'=/:" else letter for letter in text)


_FORMS = (
    "&#{};", "&#x{:x};", "&#{:07d}", "%{:02X}", "\\x{:02x}", "\\u{:04x}", "\\{:06x} ", "%u{:04x}", "&amp;#{};",
    "%25{:02X}", "\\{:03o}",
)  # fmt: skip
_BETWEEN = (
    "\x00", "\x01", "\x0b", "\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066", "\U000e0041", "\x7f", "\x85", "\u2028",
    "\ufffe", "\u0300",
)  # fmt: skip

SHAPES = [
    Shape("nested", filled(filled(_OUTER, "^", _INNER), "¶", (_IMG,))),
    Shape("deep", _DEEP),
    Shape("Markdown link", [one for one in filled(_MARKDOWN, "^", SPELT) if one.count("@") < 3]),
    Shape("Markdown", filled([*_BLOCKS, *(f"x\n\n{block}\n\n> {block}" for block in _BLOCKS)], "¶", (_IMG,))),
    Shape("wide", [_wide(text) for text in _PLAIN]),
    Shape("encoded", [_each(text, form) for form in _FORMS for text in _PLAIN]),
    Shape("character between", [_between(text, mark) for mark in _BETWEEN for text in _PLAIN]),
]
