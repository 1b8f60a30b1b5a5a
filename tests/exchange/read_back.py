"""What a weblog's own pages give when they are imported, beside what was said on it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from tertulia.conversation.comment import Comment, CommentState
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import CommentRecord, PostRecord
from tertulia.lib.text import plain
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

# By title: kind, date, categories, tags, and of each comment name, minute, old id, whom it answers, words, and the
# host's replies in it.
Told = dict[str, tuple[Any, ...]]


def read_back(path: Path) -> Told:
    """What is read there."""
    posts = [record for record in open_export(path) if isinstance(record, PostRecord)]
    return {
        one.title: (one.kind, one.date, {*one.categories}, {*one.tags}, [*map(_read, one.comments)]) for one in posts
    }


def public(weblog: Weblog) -> Told:
    """What readers see here."""
    return {post.title: _seen(post) for post in weblog.posts.filter(status="published")}


def _read(one: CommentRecord) -> tuple[Any, ...]:
    replies = [(reply.name, reply.date, _words(reply.text)) for reply in one.replies]
    return one.name, one.date, one.old_id, one.answers, _words(one.text), replies


def _seen(post: Post) -> tuple[Any, ...]:
    said = Comment.objects.filter(conversation__post=post, state=CommentState.PUBLISHED).order_by("number")
    labels = {category.label.replace("&", "&amp;") for category in post.categories.all()}
    date = post.published_at if post.kind == "post" else None
    return post.kind, date, labels, {tag.name for tag in post.tags.all()}, [*map(_heard, said)]


def _heard(one: Comment) -> tuple[Any, ...]:
    replies = [(reply.name, _minute(reply.created_at), plain(reply.html)) for reply in one.host_replies.all()]
    answers = _id(one.parent) if one.parent else ""
    return one.name, _minute(one.created_at), _id(one), answers, plain(one.html), replies


def _id(comment: Comment) -> str:
    return comment.anchor.removeprefix("comment-")


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _words(typed: str) -> str:
    return " ".join(plain(typed).split())
