"""The feeds of a weblog's posts: all of them, or those of one category; newest first, whole texts."""

from django.utils.translation import gettext as _

from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import last_page
from tertulia.lib.feeds.links import absolute
from tertulia.lib.feeds.records import Feed, Item, Person
from tertulia.weblog.category import Category
from tertulia.weblog.page import speaking
from tertulia.weblog.post import Post, PostSet
from tertulia.weblog.weblog import Weblog

SIZE = 20


def lasting_id(weblog: Weblog, *parts: str | int) -> str:
    """An id for feeds that stays for ever (a tag URI, RFC 4151), from the moment the weblog began and what
    its rows are called for ever (``public_id``).

    No host name is in it, as weblogs move: with one, readers would get everything as new after a move."""
    began = weblog.created_at
    return f"tag:weblog.invalid,{began:%Y-%m-%d}:{began:%Y%m%dT%H%M%S%f}/" + "/".join(str(part) for part in parts)


def posts_feed(weblog: Weblog, page: int) -> Feed:
    """A page of the feed of all posts. Raises Http404 for a page that is not there."""
    identity, home = lasting_id(weblog, "posts"), weblog.url
    return _feed(weblog, weblog.posts.in_time(), page, identity, weblog.title, home, tags.latest(weblog.id))


def category_feed(category: Category, page: int) -> Feed:
    """The same for the posts of one category."""
    weblog = category.weblog
    with speaking(weblog):
        title = _("%(weblog)s: %(category)s") % {"weblog": weblog.title, "category": category.label}
    home = weblog.absolute(text.path_encoded(category.path))
    # Its slug is as lasting as an id, and goes with the weblog into another installation.
    identity = lasting_id(weblog, "category", text.path_encoded(category.slug))
    posts = weblog.posts.in_time().filter(categories=category)
    return _feed(weblog, posts, page, identity, title, home, tags.category(category.id))


def _feed(weblog: Weblog, posts: PostSet, page: int, identity: str, title: str, home: str, tag: str) -> Feed:
    last = last_page(posts.count(), SIZE, page)
    shown = posts.select_related("author").prefetch_related("categories", "tags")[(page - 1) * SIZE : page * SIZE]
    with speaking(weblog):
        items = tuple(post_item(weblog, post) for post in shown)
    return Feed(
        id=identity,
        title=title,
        subtitle=weblog.tagline,
        url=home,
        folder=home,
        language=weblog.language,
        updated=max((item.updated for item in items), default=weblog.created_at),
        items=items,
        page=page,
        last=last,
        shows=(tag, *(tags.post(post.id) for post in shown)),
    )


def post_item(weblog: Weblog, post: Post) -> Item:
    """A post as an entry of a feed."""
    post.weblog = weblog
    author = post.author
    if author:
        author.weblog = weblog
    link = weblog.absolute(text.path_encoded(author.path)) if author else weblog.url
    return Item(
        id=lasting_id(weblog, "post", post.public_id),
        url=post.url,
        title=post.heading,
        html=absolute(post.not_certain + post.html, post.url),
        author=Person(author.name if author else weblog.title, link),
        published=post.published_at,
        updated=max(post.changed_at, post.published_at),
        summary=post.summary,
        categories=(*[c.label for c in post.categories.all()], *[t.name for t in post.tags.all()]),
        comments_url=f"{post.url}#comments",
        comments_feed=weblog.absolute(text.path_encoded(f"{post.stem}/comments/atom.xml")),
    )
