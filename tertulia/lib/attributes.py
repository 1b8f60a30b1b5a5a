"""What attributes of a post's HTML may say: links that may be followed, our own media, classes that the theme knows."""

import re

from tertulia.lib import embeds
from tertulia.lib.places import is_linkable, place_of, scheme_of
from tertulia.lib.style_sheet import RULES

# The theme's own ids are never given to an element of a text; what a text calls so is renamed, with its links.
_OUR_PREFIXES = ("comment", "conversation", "day-", "form", "id_", "post-", "reply", "report", "say", "tertulia")
_OUR_IDS = frozenset(
    {"about", "address", "answered", "answers", "archives", "author", "calendar", "categories", "content", "footer"}
    | {"header", "history", "kept", "link", "log", "mail", "main", "marks", "menu", "messages", "more", "name", "nav"}
    | {"navigation", "note", "open", "page", "post", "posts", "preview", "quoted", "reading", "recent", "search"}
    | {"sidebar", "since", "since-error", "subscribe", "text", "top", "waiting", "whose-name", "why", "yours"}
)
_ID = re.compile(r"[^\s\"'<>&#%]{1,100}")

_CLASSES = frozenset(
    {"alignleft", "alignright", "aligncenter", "alignnone", "wp-caption", "wp-caption-text", "caption", "pullquote"}
    | {"footnote", "footnotes", "footnote-ref", "footnote-backref", "image-full", "mt-image-left", "mt-image-right"}
    | {"mt-image-center", "mt-image-none", "asset-img-link", "lead", "note", "poem", "verse", "epigraph"}
)
_LANGUAGE_CLASS = re.compile(r"lang(?:uage)?-[\w+#.-]{1,30}")

# As ``local`` writes them: nothing else knows which sizes of a picture there are.
_CANDIDATES = re.compile(r"(?:/[^\s,]+ \d{1,5}w(?:, |$))+")
_SIZES = re.compile(r"\(max-width: \d{1,5}px\) 100vw, \d{1,5}px")
_RASTER = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")


def kept(tag: str, name: str, value: str, origin: str) -> str | None:
    """The attribute's value as it may stand in a page, or None if it must go."""
    if name in ("src", "poster"):
        return _media(tag, value, origin)
    if name == "href":
        return _href(value)
    if name in ("srcset", "sizes"):
        return _candidates(name, value)
    if name == "data-src":
        return value if embeds.is_frame(value) or scheme_of(value) in ("http", "https") else None
    if name == "data-embed":
        return value if value in ("frame", "image") else None
    if name in ("id", "name"):
        return _anchor(value)
    return _classes(tag, value) if name == "class" else value


def is_ours(name: str) -> bool:
    """Whether the theme may give this id to an element of a page."""
    return name.lower() in _OUR_IDS or name.lower().startswith(_OUR_PREFIXES)


def _href(value: str) -> str | None:
    if value.startswith("#"):
        anchor = _anchor(value[1:])
        return f"#{anchor}" if anchor else "#" if value == "#" else None
    return value if is_linkable(value) else None


def _media(tag: str, value: str, origin: str) -> str | None:
    if tag == "img" and _RASTER.fullmatch(value):
        return value
    place = place_of(value, origin)
    return place.url if place and not place.host else None


def _candidates(name: str, value: str) -> str | None:
    if name == "sizes":
        return value if _SIZES.fullmatch(value) else None
    return value if _CANDIDATES.fullmatch(value) and "//" not in value and "\\" not in value else None


def _anchor(value: str) -> str | None:
    if not _ID.fullmatch(value):
        return None
    return f"text-{value}" if is_ours(value) else value


def _classes(tag: str, value: str) -> str | None:
    names = [name for name in value.split() if name in _CLASSES or name in RULES or _LANGUAGE_CLASS.fullmatch(name)]
    if tag == "a" and "embed" in value.split():
        names.append("embed")
    return " ".join(names) or None
