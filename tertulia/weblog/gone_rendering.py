"""Posts rendered anew, where a link of theirs is gone or back."""

from django.db import transaction

from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Post
from tertulia.weblog.writing import render


def render_posts(weblog_id: int, link_id: int) -> int:
    """A link is gone, or back: derive what is shown of the posts that link there again; answers how many changed."""
    places = KeptLink.objects.get(id=link_id).places.filter(subject="")
    ids = [*places.order_by("post").values_list("post", flat=True)]
    return sum(_render(weblog_id, post_id) for post_id in ids)


@transaction.atomic
def _render(weblog_id: int, post_id: int) -> int:
    post = Post.objects.select_for_update(of=("self",)).select_related("weblog").get(id=post_id)
    before = post.body_html, post.extended_html
    render(post, links_of(post.weblog))
    if before == (post.body_html, post.extended_html):
        return 0
    post.save(update_fields=["body_html", "extended_html", "removed"])
    record("posts.rendered", tags=[tags.post(post_id)], weblog_id=weblog_id)
    return 1
