"""Stored HTML is what rendering its source gives today."""

from collections import Counter
from collections.abc import Iterator

from tertulia.commands.checks import Problem
from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import markup
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
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
    of_weblog = {weblog.id: links_of(weblog) for weblog in Weblog.objects.all()}
    for comment in Comment.objects.select_related("conversation__post").order_by("id").iterator(_AT_ONCE):
        seen["comments"] += 1
        if markup.comment_html(comment.text, of_weblog[comment.conversation.post.weblog_id]) != comment.html:
            yield Problem("html", f"comment {comment.id} on post {comment.conversation_id}", why)
    for reply in HostReply.objects.select_related("comment__conversation__post").order_by("id").iterator(_AT_ONCE):
        seen["host replies"] += 1
        if markup.comment_html(reply.text, of_weblog[reply.comment.conversation.post.weblog_id]) != reply.html:
            yield Problem("html", f"host reply {reply.id} in comment {reply.comment_id}", why)
