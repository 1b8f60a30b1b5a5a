"""A post's text as WordPress kept it, made into what a weblog of ours can show without WordPress.

Posts typed with line breaks stay as they were typed; where a shortcode stood there is HTML."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from tertulia.exchange.readers import wxr_blocks
from tertulia.exchange.readers.shortcodes import Handler, Shortcode, replace_all
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.wxr_pictures import Picture, Pictures
from tertulia.exchange.readers.wxr_shortcodes import ENCLOSING, HANDLERS, embed

_MORE = re.compile(
    r"(?:<!--\s{1,9}wp:more\b[^>]{0,300}-->\s{0,99})?<!--more\b[^>]{0,300}-->(?:\s{0,99}<!-- /wp:more -->)?"
)
# WordPress shows a film, or a card, for an address that is alone on its line.
_ALONE = re.compile(r"^[ \t]{0,99}(https?://[^\s<>\"'\[\]]{3,2000})[ \t]{0,99}$", re.MULTILINE)
_LISTING = re.compile(r"<(/?)(pre|code|script|style|textarea)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Body:
    """What the post says: above and below “Continue reading”, in one of our formats."""

    body: str
    extended: str
    format: Literal["html", "lines"]


@dataclass
class Bodies:
    """Makes the bodies of one file; what cannot be shown is counted in ``tally``."""

    pictures: Pictures
    tally: Tally

    def read(self, source: str, post_id: str, line: int) -> Body:
        """One post's text."""
        above, below = _parted(source)
        blocks = wxr_blocks.has_blocks(above) or wxr_blocks.has_blocks(below)
        body, extended = (self._part(part, post_id, line, blocks=blocks) for part in (above, below))
        return Body(body, extended, "html" if blocks else "lines")

    def above(self, body: Body, picture_id: str) -> Body:
        """The same with the picture on top that the theme showed there, unless it is in the text already."""
        picture = self.pictures.by_id.get(picture_id)
        if picture is None or _stem(picture.url) in body.body + body.extended:
            return body
        return Body(f'<figure class="featured">{picture.html()}</figure>\n\n{body.body}', body.extended, body.format)

    def _part(self, source: str, post_id: str, line: int, *, blocks: bool) -> str:
        def unknown_block(name: str) -> None:
            if name in ("block", "core/block"):
                self.tally.add(_("a block that several posts share is not shown, as posts only name it"), line)
            else:
                self.tally.add(_("a block shows what WordPress puts together (lists, forms); it is left out"), line)

        def unknown_code(name: str) -> None:
            self.tally.add(
                _("the shortcode “{name}” means nothing here and stays as text").format(name=f"[{name}]"), line
            )

        def gallery(code: Shortcode) -> str | None:
            html = self._gallery(code, post_id)
            if html is None:
                self.tally.add(
                    _("the pictures of a gallery are not named in the file; its shortcode stays as text"), line
                )
            return html

        text = wxr_blocks.to_html(source, unknown_block) if blocks else source
        handlers: dict[str, Handler] = {**HANDLERS, "gallery": gallery}
        return with_lone_addresses(replace_all(text, handlers, ENCLOSING, unknown_code), _film).strip("\n")

    def _gallery(self, code: Shortcode, post_id: str) -> str | None:
        ids = code.attributes.get("ids") or code.attributes.get("include")
        if ids:
            pictures = self.pictures.gallery(re.findall(r"\d{1,20}", ids))
        else:
            pictures = self.pictures.uploaded_to(code.attributes.get("id") or post_id)
        items = "\n".join(f"<li>{_figure(picture)}</li>" for picture in pictures)
        return f'\n\n<ul class="gallery">\n{items}\n</ul>\n\n' if items else None


def _parted(source: str) -> tuple[str, str]:
    found = _MORE.search(source) if "<!--more" in source else None
    return (source[: found.start()].rstrip(), source[found.end() :].lstrip()) if found else (source, "")


def _figure(picture: Picture) -> str:
    caption = f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
    return f'<figure><a href="{escape(picture.url)}">{picture.html()}</a>{caption}</figure>'


def _stem(url: str) -> str:
    # The same picture in another size is ``name-300x200.jpg``.
    return "/" + (urlsplit(url).path.rpartition("/")[2].rpartition(".")[0] or url)


def with_lone_addresses(text: str, put: Callable[[str], str]) -> str:
    """The text with what ``put`` makes of each address that is alone on its line, but for those in listings."""
    if "http" not in text:
        return text
    out: list[str] = []
    position, listing = 0, ""
    for tag in _LISTING.finditer(text):
        if not listing:
            out.append(_ALONE.sub(lambda found: put(found[1]), text[position : tag.start()]))
            position = tag.start()
            listing = "" if tag[1] else tag[2].lower()
        elif tag[1] and tag[2].lower() == listing:
            listing = ""
            out.append(text[position : tag.start()])
            position = tag.start()
    rest = text[position:]
    return "".join([*out, rest if listing else _ALONE.sub(lambda found: put(found[1]), rest)])


def _film(address: str) -> str:
    return embed(unescape(address))
