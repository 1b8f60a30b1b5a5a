"""Where readers, hosts and programs meet what came by the doors."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.post import Post

_COMPARED = re.compile(r'href="([^"]+/quotes/\d+/)"')
_OF_POST = ("revisions/", "revisions/2/", "comments/all/", "comments/1/reply/", "comments/1/more/", "comments/1/quote/")
_OF_DESK = (
    "", "account/", "messages/", "comments/?state=published", "comments/?state=held", "comments/?state=spam",
    "comments/?state=reported",
    "harbour/log/", "harbour/posts/", "harbour/people/", "harbour/rescue/",
    "harbour/links/", "harbour/categories/", "harbour/sidebar/", "harbour/members/", "harbour/conversation/",
)  # fmt: skip
_OF_WEBLOG = (
    "", "archives.html", "comments/", "search/?q=script", "sidebar/recent-posts.html", "sidebar/recent-comments.html",
    "moderation-log/",
)  # fmt: skip


def of_readers(posts: list[Post]) -> Iterator[str]:
    """Pages that anybody sees; of ``posts`` all there is, of the others the longest."""
    yield from (f"/harbour/{path}" for path in _OF_WEBLOG)
    yield from (post.link for post in Post.objects.filter(title__in=("Typed", "Pressed")))
    for post in posts:
        yield post.link
        yield from (f"{post.stem}/{path}" for path in _OF_POST if _is_there(f"{post.stem}/{path}"))
        yield from _COMPARED.findall(Client().get(post.link).content.decode())[::30]
        for comment in Comment.objects.published().filter(conversation__post=post, earlier__gt=0)[::4]:
            yield f"{post.stem}/comments/{comment.number}/history/"


def of_hosts(posts: list[Post]) -> Iterator[str]:
    """Screens of the desk."""
    yield from (f"/desk/{path}" for path in _OF_DESK)
    yield from (f"/desk/harbour/posts/{post.id}/" for post in posts)
    for comment in Comment.objects.filter(conversation__post__in=(posts[0], posts[2]), number__lte=3).order_by("id"):
        yield f"/desk/comments/{comment.id}/"
        yield f"/desk/harbour/people/{comment.id}/"


def feeds(posts: list[Post]) -> Iterator[str]:
    """The folders that have feeds; comments are below the first three of ``posts``."""
    yield from ("/harbour/", "/harbour/comments/", "/harbour/host/")
    yield from (f"{post.stem}/comments/" for post in [*posts[:3], *Post.objects.filter(title__in=("Typed", "Pressed"))])


def _is_there(address: str) -> bool:
    answer: Any = Client().get(address)
    return bool(answer.status_code == 200)
