"""Stored HTML is what rendering its source gives today."""

from collections import Counter
from collections.abc import Iterator

from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import markup
from tertulia.weblog.post import Post
from tertulia.weblog.writing import render

_AT_ONCE = 500


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Posts, comments, host replies."""
    why = "is stored otherwise than rendering its source gives"
    for post in Post.objects.select_related("weblog").order_by("id").iterator(_AT_ONCE):
        seen["posts"] += 1
        stored = post.body_html, post.extended_html
        render(post)
        if stored != (post.body_html, post.extended_html):
            yield Problem("html", f"post {post.id}, {post.path or post.title}", why)
    for comment in Comment.objects.order_by("id").iterator(_AT_ONCE):
        seen["comments"] += 1
        if markup.comment_html(comment.text) != comment.html:
            yield Problem("html", f"comment {comment.id} on post {comment.conversation_id}", why)
    for reply in HostReply.objects.order_by("id").iterator(_AT_ONCE):
        seen["host replies"] += 1
        if markup.comment_html(reply.text) != reply.html:
            yield Problem("html", f"host reply {reply.id} in comment {reply.comment_id}", why)
