"""Posts rendered anew, where what they are rendered with has changed: the words beside a film are in the weblog's
language, links lead to what is here by now."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Q

from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import render

_AT_ONCE = 50
_DERIVED = ("body_html", "extended_html", "removed")


def render_anew(weblog_id: int) -> int:
    """Derive the HTML of all posts of a weblog from their sources again; answers how many are different now."""
    return sum(_rendered(Weblog.objects.get(id=weblog_id), Q()))


def render_posts_anew(weblog: Weblog, words: Collection[str]) -> Iterator[int]:
    """The same for those whose source holds one of these ``words``, some at each step."""
    return _rendered(weblog, that_say(words)) if words else iter(())


def that_say(words: Collection[str]) -> Q:
    """Posts whose source holds one of these words."""
    found = Q()
    for word in words:
        found |= Q(body__contains=word) | Q(extended__contains=word)
    return found


def _rendered(weblog: Weblog, which: Q) -> Iterator[int]:
    last = 0
    while batch := _next(weblog, which, last):
        last = batch[-1]
        yield _render(weblog, batch)


def _next(weblog: Weblog, which: Q, last: int) -> list[int]:
    posts = Post.objects.filter(which, weblog=weblog, id__gt=last).order_by("id")
    return list(posts.values_list("id", flat=True)[:_AT_ONCE])


@transaction.atomic
def _render(weblog: Weblog, ids: list[int]) -> int:
    # Locked, as somebody may be writing meanwhile, and what they write must not be overwritten.
    different, links = [], links_of(weblog)
    for post in Post.objects.select_for_update(of=("self",)).select_related("weblog").filter(id__in=ids):
        before = post.body_html, post.extended_html
        render(post, links)
        if before != (post.body_html, post.extended_html):
            different.append(post)
    Post.objects.bulk_update(different, _DERIVED)
    if different:
        record("posts.rendered", tags=[tags.weblog(weblog.id)], weblog_id=weblog.id)
    return len(different)
