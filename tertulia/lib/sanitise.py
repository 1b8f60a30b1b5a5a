"""What HTML of ours may hold: a wide allow-list for posts, a narrow one for comments, kept by nh3 as the last step.

The lists are of what is kept; whatever they do not name goes, its text stays."""

from functools import cache

import nh3

from tertulia.lib import attributes

COMMENT_TAGS = frozenset(
    {"a", "b", "blockquote", "br", "cite", "code", "del", "em", "i", "li", "ol", "p", "pre", "q", "s", "strong", "sub"}
    | {"sup", "ul"}
)

POST_TAGS = frozenset(
    {"a", "abbr", "acronym", "address", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center"}
    | {"cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption"}
    | {"figure", "font", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre"}
    | {"q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub"}
    | {"summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var"}
    | {"video", "wbr"}
)

_CELL = {"abbr", "align", "bgcolor", "colspan", "headers", "height", "nowrap", "rowspan", "scope", "valign", "width"}
_ALIGNED = ("p", "div", "h2", "h3", "h4", "h5", "h6", "caption", "tr", "tbody", "thead", "tfoot")

POST_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"data-embed", "data-src", "href", "name"},
    "audio": {"controls", "loop", "preload", "src"},
    "blockquote": {"cite"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "font": {"color", "face", "size"},
    "hr": {"align", "size", "width"},
    "img": {"align", "alt", "border", "height", "hspace", "sizes", "src", "srcset", "vspace", "width"},
    "ins": {"cite", "datetime"},
    "li": {"type", "value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "table": {"align", "bgcolor", "border", "cellpadding", "cellspacing", "summary", "width"},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime"},
    "ul": {"type"},
    "video": {"controls", "height", "loop", "muted", "poster", "preload", "src", "width"},
    **{tag: {"align"} for tag in _ALIGNED},
}

# One attribute for a tag at most: nh3 sets several in an order that differs from process to process.
_SET = {"img": {"loading": "lazy"}}

_COMMENT = nh3.Cleaner(
    tags=set(COMMENT_TAGS),
    attributes={"a": {"href"}},
    link_rel="nofollow ugc noopener",
    url_schemes={"http", "https", "mailto"},
)


def post(html: str, origin: str) -> str:
    """The HTML of a post, made safe; pictures and films that are not of ``origin`` lose their address."""
    return _post_cleaner(origin).clean(html)


def comment(html: str) -> str:
    """The HTML of a comment or host reply, made safe."""
    return _COMMENT.clean(html)


@cache
def _post_cleaner(origin: str) -> nh3.Cleaner:
    def keep(tag: str, name: str, value: str) -> str | None:
        return attributes.kept(tag, name, value, origin)

    return nh3.Cleaner(
        tags=set(POST_TAGS),
        attributes=POST_ATTRIBUTES,
        attribute_filter=keep,
        set_tag_attribute_values=_SET,
        link_rel="noopener",
        url_schemes={"http", "https", "mailto", "tel", "data"},
    )
