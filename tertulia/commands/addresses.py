"""Every public address, for those who visit them all: ``check``, ``publish``, ``mirror``. Paths are decoded."""

from collections.abc import Iterator
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Count, Q

from tertulia.commands import CommandError
from tertulia.commands.said_addresses import FEEDS, beside_post, further_pages, of_speakers
from tertulia.conversation import reading, ways, whole
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.policy import policy_of
from tertulia.weblog import archive, sidebar
from tertulia.weblog.address import Address
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog

INSTALLATION = ("/", "/robots.txt", "/sitemap.xml")
_FEEDS = ("atom.xml", "rss.xml", "index.rdf", "feed.json")


def weblogs(slug: str = "") -> list[Weblog]:
    """The weblog of that slug, or all. Raises CommandError if there is none of that slug."""
    found = Weblog.objects.select_related("policy").order_by("slug")
    chosen = list(found.filter(slug=slug) if slug else found)
    if slug and not chosen:
        raise CommandError(f"there is no weblog called {slug}")
    return chosen


def of_weblog(weblog: Weblog) -> Iterator[str]:
    """Front page, archives, sitemap, feeds, lists with all their pages, speakers, posts with their conversations."""
    home = weblog.path
    yield from (f"{home}archives.html", f"{home}comments/", f"{home}sitemap.xml")
    yield from (f"{home}{folder}{feed}" for folder in ("", "comments/") for feed in _FEEDS)
    yield from fragments(weblog)
    for path, count in _lists(weblog):
        yield path
        yield from further_pages(path, count, weblog.posts_per_page)
    yield from of_speakers(weblog)
    yield from (f"{category.path}{feed}" for category in weblog.categories.all() for feed in _FEEDS)
    posts = weblog.posts.published().exclude(path=None).select_related("conversation")
    for post in posts.order_by("id").iterator(500):
        post.weblog = weblog
        yield from _of_post(post)


def fragments(weblog: Weblog) -> list[str]:
    """What its pages pull into their sidebars; these are no pages by themselves."""
    return [unquote(module.fragment) for module in sidebar.modules(weblog) if module.fragment]


def old_of_weblog(weblog: Weblog) -> Iterator[str]:
    """What led somewhere once and still does, by a redirect; without those that only their query told apart."""
    # Those of files lead to no page, and many have names that no folder can hold.
    pages = (address for address in _old(weblog) if not address.to.startswith(settings.MEDIA_URL))
    yield from (address.path for address in pages if not address.has_query)


def old_links_of_weblog(weblog: Weblog) -> Iterator[str]:
    """All of these, those with a query too, as they stand in a link."""
    yield from (address.link for address in _old(weblog))


def _old(weblog: Weblog) -> Iterator[Address]:
    gone = Q(post__isnull=False) & ~Q(post__status=Status.PUBLISHED)
    yield from weblog.addresses.exclude(gone).order_by("id").only("path", "to").iterator(500)


def _lists(weblog: Weblog) -> Iterator[tuple[str, int]]:
    # Each list of posts, and how many it has.
    posts = weblog.posts.in_time()
    yield weblog.path, posts.count()
    for month in archive.months(weblog, archive.dated(weblog, posts)):
        yield f"{weblog.path}{month.first.year:04}/{month.first.month:02}/", month.count
    of_readers = Count("posts", filter=Q(posts__status=Status.PUBLISHED, posts__kind=Kind.POST))
    for category in weblog.categories.annotate(shown=of_readers):
        category.weblog = weblog
        yield category.path, category.shown
    for things in (weblog.tags, weblog.members):
        for thing in things.annotate(shown=of_readers).filter(shown__gt=0):
            thing.weblog = weblog
            yield thing.path, thing.shown


def _of_post(post: Post) -> Iterator[str]:
    yield post.path or ""
    yield from (f"{post.stem}/comments/{feed}" for feed in FEEDS)
    yield from beside_post(post)
    conversation, policy = conversation_of(post), policy_of(post.weblog)
    with_post = reading.chunks_with_post(conversation, policy)
    chunks = range(1, reading.last_chunk(conversation, policy) + 1)
    alone = [f"page/{chunk}/" for chunk in chunks if chunk not in with_post]
    yield from (f"{post.stem}/comments/{page}" for page in alone)
    if ways.are_offered(conversation, policy):
        other = ways.other_way(policy)
        yield from (f"{post.stem}/comments/{other}/{page}" for page in ("", *alone))
        yield from (unquote(whole.part_link(post, part)) for part in whole.parts_of(conversation))
