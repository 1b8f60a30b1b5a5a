"""Posts rendered anew, where what they are rendered with has changed: the words beside a film are in the weblog's
language."""

from django.db import transaction

from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.post import Post
from tertulia.weblog.writing import render

_AT_ONCE = 50
_DERIVED = ("body_html", "extended_html", "removed")


def render_anew(weblog_id: int) -> int:
    """Derive the HTML of all posts of a weblog from their sources again; answers how many are different now."""
    last, changed = 0, 0
    while batch := _next(weblog_id, last):
        last = batch[-1]
        changed += _render(weblog_id, batch)
    return changed


def _next(weblog_id: int, last: int) -> list[int]:
    posts = Post.objects.filter(weblog=weblog_id, id__gt=last).order_by("id")
    return list(posts.values_list("id", flat=True)[:_AT_ONCE])


@transaction.atomic
def _render(weblog_id: int, ids: list[int]) -> int:
    # Locked, as somebody may be writing meanwhile, and what they write must not be overwritten.
    different = []
    for post in Post.objects.select_for_update(of=("self",)).select_related("weblog").filter(id__in=ids):
        before = post.body_html, post.extended_html
        render(post)
        if before != (post.body_html, post.extended_html):
            different.append(post)
    Post.objects.bulk_update(different, _DERIVED)
    if different:
        record("posts.rendered", tags=[tags.weblog(weblog_id)], weblog_id=weblog_id)
    return len(different)
