"""The head of a WordPress export: the weblog, its authors, categories and tags."""

from collections.abc import Iterator
from html import escape
from operator import attrgetter

from tertulia.exchange.writers import wxr_values as values
from tertulia.lib import text
from tertulia.lib.feeds.xml_text import element
from tertulia.version import __version__
from tertulia.weblog.category import Category
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
FOOT = "</channel>\n</rss>\n"


class Authors:
    """Everybody who may have written something. In the file they are called by their names, as they will be where it is
    imported, and numbered."""

    def __init__(self, weblog: Weblog) -> None:
        self.members = list(weblog.members.order_by("id"))
        self._numbers = {member.id: number for number, member in enumerate(self.members, 1)}
        self._logins: dict[int, str] = {}
        taken: set[str] = set()
        for member in self.members:
            login = text.unused(text.slugify(member.name) or "member", taken)
            self._logins[member.id] = login
            taken.add(login)

    def login(self, member: Member | None) -> str:
        """What a post calls its author; empty if it has none."""
        return self._logins[member.id] if member else ""

    def number(self, member: Member | None) -> int:
        """What a comment calls who wrote it while signed in; 0 if nobody was, or if no address tells who."""
        return self._numbers[member.id] if member and member.email else 0

    def elements(self) -> Iterator[str]:
        """The list of them."""
        for member in self.members:
            yield (
                f"<wp:author><wp:author_id>{self._numbers[member.id]}</wp:author_id>"
                f"<wp:author_login>{values.cdata(self.login(member))}</wp:author_login>"
                f"<wp:author_email>{values.cdata(values.one_line(member.email))}</wp:author_email>"
                f"<wp:author_display_name>{values.cdata(values.words(member.name))}</wp:author_display_name>"
                "</wp:author>\n"
            )


def head(weblog: Weblog, authors: Authors) -> Iterator[str]:
    """All that stands before the posts."""
    # First, as our own reader goes by it.
    yield _HEAD + element("generator", f"Tertulia {__version__}")
    yield element("title", weblog.title) + element("link", weblog.url) + element("description", weblog.tagline)
    yield element("language", weblog.language) + "<wp:wxr_version>1.2</wp:wxr_version>\n"
    yield f"<wp:base_site_url>{escape(weblog.url)}</wp:base_site_url>\n"
    yield f"<wp:base_blog_url>{escape(weblog.url)}</wp:base_blog_url>\n"
    yield from authors.elements()
    yield from map(_category, _parents_first(weblog))
    for tag in sorted(weblog.tags.filter(posts__isnull=False).distinct(), key=attrgetter("slug")):
        yield (
            f"<wp:tag><wp:tag_slug>{values.cdata(tag.slug)}</wp:tag_slug>"
            f"<wp:tag_name>{values.cdata(values.one_line(tag.name))}</wp:tag_name></wp:tag>\n"
        )


def filed(domain: str, slug: str, name: str) -> str:
    """How a post names a category or a tag."""
    return f'<category domain="{domain}" nicename="{escape(slug)}">{values.cdata(name)}</category>\n'


def _category(category: Category) -> str:
    parent = category.parent.slug if category.parent else ""
    return (
        f"<wp:category><wp:category_nicename>{values.cdata(category.slug)}</wp:category_nicename>"
        f"<wp:category_parent>{values.cdata(parent)}</wp:category_parent>"
        f"<wp:cat_name>{values.cdata(values.words(category.label))}</wp:cat_name>"
        f"<wp:category_description>{values.cdata(values.words(category.description))}</wp:category_description>"
        "</wp:category>\n"
    )


def _parents_first(weblog: Weblog) -> Iterator[Category]:
    below: dict[int | None, list[Category]] = {}
    for category in weblog.categories.select_related("parent").order_by("id"):
        below.setdefault(category.parent_id, []).append(category)
    ready = below.pop(None, [])
    while ready:
        yield from ready
        ready = [child for category in ready for child in below.pop(category.id, [])]
    # Those that are above each other in a circle.
    yield from sorted((child for circle in below.values() for child in circle), key=attrgetter("id"))
