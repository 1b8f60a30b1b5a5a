"""The pictures and files that a WordPress export names (it holds none): where each was, for galleries and for the
picture that a theme put above a post."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from tertulia.exchange.readers.xml_element import Element

# So much may be known of them at once, in bytes; a gallery that needs more keeps its shortcode.
_MOST_MEMORY = 40_000_000
_LONGEST_CAPTION = 5000


@dataclass(frozen=True, slots=True)
class Picture:
    """One of them. ``caption`` is HTML."""

    url: str
    alt: str = ""
    caption: str = ""
    order: int = 0

    def html(self) -> str:
        """The picture as it stands in a post."""
        return f'<img src="{escape(self.url)}" alt="{escape(self.alt)}">'


@dataclass
class Pictures:
    """All of a file, by their ids, and by the ids of the posts they were uploaded to."""

    by_id: dict[str, Picture] = field(default_factory=dict)
    of_post: dict[str, list[str]] = field(default_factory=dict)
    _room: int = _MOST_MEMORY

    def add(self, item: Element) -> None:
        """Remember an attachment, if it is a picture."""
        url, key = item.text_of("wp:attachment_url").strip(), item.text_of("wp:post_id").strip()
        if not is_picture(url) or not key or len(url) > 2000:
            return
        order = item.text_of("wp:menu_order").strip()
        picture = Picture(
            url,
            meta(item, "_wp_attachment_image_alt")[:500],
            item.text_of("excerpt:encoded").strip()[:_LONGEST_CAPTION],
            int(order) if order.isascii() and order.isdigit() and len(order) < 10 else 0,
        )
        self._room -= 600 + sum(map(sys.getsizeof, (url, picture.alt, picture.caption)))
        if self._room > 0:
            self.by_id[key] = picture
            self.of_post.setdefault(item.text_of("wp:post_parent").strip(), []).append(key)

    def gallery(self, ids: Iterable[str]) -> list[Picture]:
        """Those of these ids that are known, in this order."""
        return [self.by_id[key] for key in ids if key in self.by_id]

    def uploaded_to(self, post_id: str) -> list[Picture]:
        """Those that were uploaded to a post, as a gallery without ids shows them."""
        return sorted(self.gallery(self.of_post.get(post_id, ())), key=lambda picture: picture.order)


def is_picture(url: str) -> bool:
    """Whether the address of a file says that it is a picture."""
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    return ending in ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp")


def meta(item: Element, key: str) -> str:
    """What an item's further field of that name says."""
    for pair in item.all("wp:postmeta"):
        if pair.text_of("wp:meta_key").strip() == key:
            return pair.text_of("wp:meta_value").strip()
    return ""
