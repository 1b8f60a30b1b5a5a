"""Links in place of pictures, films, sounds and frames of other hosts: nobody is asked before the reader clicks."""

from html import escape
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborNode

from tertulia.lib import attributes, findings
from tertulia.lib.embeds import Video, video_of
from tertulia.lib.findings import Notes
from tertulia.lib.places import Place, place_of

_FRAMES = frozenset({"applet", "embed", "frame", "iframe", "object"})


def instead_of(node: LexborNode, origin: str, notes: Notes) -> str | None:
    """HTML to show in place of an element that loads something; None if it may stay as it is."""
    if node.tag == "img":
        return _image(node, origin, notes)
    if node.tag in _FRAMES:
        return _frame(node, origin, notes)
    if node.tag in ("audio", "video"):
        return _player(node, origin, notes)
    return None


def outside_pictures(node: LexborNode, origin: str) -> list[LexborNode]:
    """The pictures of other hosts within an element."""
    found = [(image, _source(image, "src", origin)) for image in node.css("img")]
    return [image for image, place in found if place and place.host]


def is_alone(node: LexborNode) -> bool:
    """Whether a link holds one picture and no words."""
    return len(node.css("img, iframe, object, embed, video, audio")) == 1 and not node.text().strip()


def picture(node: LexborNode, origin: str, notes: Notes, *, href: str = "") -> str:
    """The link that loads a picture of another host; without JavaScript it leads to ``href``, else to the picture."""
    place = _source(node, "src", origin)
    if place is None:
        return ""
    notes[_("A picture from %(host)s is shown when the reader asks for it.") % {"host": place.host}] = None
    alt = (node.attributes.get("alt") or "").strip() or _file_name(place.url)
    words = _("%(name)s (picture at %(host)s)") % {"name": alt or _("Untitled"), "host": place.host}
    return _embed("image", place.url, href or place.url, words)


def _image(node: LexborNode, origin: str, notes: Notes) -> str | None:
    source = node.attributes.get("src") or ""
    place = place_of(source, origin)
    if place is None and attributes.kept("img", "src", source, origin) is None:
        findings.note_attribute(notes, "src", source, None)
        return escape(node.attributes.get("alt") or "", quote=False)
    return picture(node, origin, notes) if place and place.host else None


def _frame(node: LexborNode, origin: str, notes: Notes) -> str | None:
    places = [place for url in _addresses(node) if (place := place_of(url, origin))]
    for place in places:
        if video := video_of(place.url):
            return _in_paragraph(node, _video(video, notes))
    place = next((place for place in places if place.host), None)
    findings.note_frame(notes, node.tag or "", place.host if place else "")
    if place is None:
        return ""
    words = _("Open what %(host)s shows here") % {"host": place.host}
    return _in_paragraph(node, _plain_link(place.url, words))


def _addresses(node: LexborNode) -> list[str]:
    # An old player says it up to three times: <object data>, <param name="movie">, <embed src>.
    inner = [node, *node.css("param"), *node.css("embed"), *node.css("iframe")]
    names = {"param": ("value",), "object": ("data",)}
    found = [item.attributes.get(name) for item in inner for name in names.get(item.tag or "", ("src", "data-src"))]
    return [url for url in found if url and ("/" in url or "." in url)]


def _video(video: Video, notes: Notes) -> str:
    notes[_("A film from %(host)s plays when the reader asks for it.") % {"host": video.host}] = None
    return _embed("frame", video.frame, video.page, _("Play the video at %(host)s") % {"host": video.host})


def _player(node: LexborNode, origin: str, notes: Notes) -> str | None:
    urls = [item.attributes.get("src") for item in [node, *node.css("source")]]
    places = [place for url in urls if url and (place := place_of(url, origin))]
    if not places or not places[0].host:
        return None
    values = {"host": places[0].host}
    notes[_("A recording from %(host)s is linked, as it would be fetched without asking the reader.") % values] = None
    words = _("Listen at %(host)s") if node.tag == "audio" else _("Watch at %(host)s")
    return _in_paragraph(node, _plain_link(places[0].url, words % values))


def _source(node: LexborNode, name: str, origin: str) -> Place | None:
    return place_of(node.attributes.get(name) or "", origin)


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])[:100]


def _embed(kind: str, source: str, href: str, words: str) -> str:
    return (
        f'<a class="embed" data-embed="{kind}" data-src="{escape(source)}" href="{escape(href)}">'
        f"{escape(words, quote=False)}</a>"
    )


def _plain_link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words, quote=False)}</a>'


def _in_paragraph(node: LexborNode, link: str) -> str:
    # Directly in the text, what was a block would else run into the words around it.
    parent = node.parent
    return f"<p>{link}</p>" if parent is None or parent.tag in ("div", "center", "blockquote") else link
