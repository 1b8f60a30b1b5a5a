"""Pieces of one weblog as readers yield them, and what becomes of them."""

from datetime import datetime
from typing import Any

from tertulia.conversation.comment import Comment
from tertulia.exchange.records import CommentRecord, PostRecord, Record
from tertulia.exchange.report import Report
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Given

URL = "https://tide.example.org/tide/2018/03/the-tide-table.html"


class Piece(Given):
    """A reader of what a test has written, as if it were of that format."""

    def __init__(self, form: str, *records: Record) -> None:
        super().__init__(*records)
        self.format = form


def bring(weblog: Weblog, piece: Piece) -> Report:
    """Look, and load; the preview must have foretold the outcome."""
    return piece.load(weblog)


def exported(*comments: CommentRecord, **fields: Any) -> PostRecord:
    """The post as an export has it: to the second, as typed."""
    known = {
        "title": "The tide table",
        "author": "Marta Oyelaran",
        "author_email": "marta@example.org",
        "url": URL,
        "date": datetime(2018, 3, 4, 18, 5, 4),
        "format": "lines",
        "body": 'High water at six -- as "always".',
        "categories": ("Sea & Salt",),
    }
    return PostRecord(comments=comments, **{**known, **fields})


def captured(*comments: CommentRecord, **fields: Any) -> PostRecord:
    """The same post as its page has it: to the minute, as shown."""
    known = {
        "title": "The tide table",
        "author": "Marta Oyelaran",
        "url": URL,
        "date": datetime(2018, 3, 4, 18, 5),
        "body": "<p>High water at six \u2013 as \u201calways\u201d.</p>",
        "categories": ("Sea & Salt",),
    }
    return PostRecord(comments=comments, **{**known, **fields})


def typed(text: str, minute: int = 0, **fields: Any) -> CommentRecord:
    """A comment as an export has it."""
    known = {"name": "Ruth Ames", "email": "ruth@example.org", "date": datetime(2018, 3, 5, 7, minute, 33)}
    return CommentRecord(text=text, **{**known, **fields})


def shown(text: str, minute: int = 0, **fields: Any) -> CommentRecord:
    """The same comment as its page has it."""
    known = {"name": "Ruth Ames", "date": datetime(2018, 3, 5, 7, minute)}
    return CommentRecord(text=text, **{**known, **fields})


def as_it_stands(weblog: Weblog) -> dict[str, Any]:
    """The weblog as readers and hosts find it, without the order in which it came."""
    posts = Post.objects.filter(weblog=weblog).order_by("path")
    return {
        "posts": [
            (
                *(post.path, post.title, post.kind, post.status, post.body_html, post.extended_html, post.published_at),
                *(post.author and post.author.name, sorted(post.categories.values_list("label", "slug"))),
                sorted(post.addresses.values_list("path", flat=True)),
            )
            for post in posts
        ],
        "comments": list(
            Comment.objects.filter(conversation__post__weblog=weblog)
            .order_by("conversation__post__path", "number", "created_at", "text")
            .values_list(
                "conversation__post__path", "number", "state", "name", "email", "url", "html", "created_at", "old_id"
            )
        ),
        "members": sorted(weblog.members.values_list("name", "email")),
    }
