"""The weblogs that the servers are asked for: one with pages of comments as they are by default, one with all comments
of a post on one page."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from bench.words import Thread, thread
from tertulia.conversation import findable
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import locked
from tertulia.conversation.numbering import COUNTED, publish_in_order
from tertulia.conversation.policy import Moderation, Policy
from tertulia.lib import markup
from tertulia.weblog import search
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, publish, write_post

SIZES = (10, 100, 1_000)

_START = datetime(2017, 8, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Filled:
    """What was made: the paths of posts by name, and the database that holds them."""

    paths: dict[str, str]
    database: str


def fill(*, quick: bool) -> Filled:
    """Make both weblogs in an empty installation."""
    paged = _weblog("paged", per_page=100)
    whole = _weblog("whole", per_page=0)
    posts = {"stored": _post(paged, "stored", 100), "meanwhile": _post(whole, "meanwhile", 100)}
    posts |= {name: _post(whole, name, 100) for name in (f"write-{number}" for number in range(6))}
    posts |= {f"small-{number}": _post(paged, f"small-{number}", 3) for number in range(20)}
    for weblog in (paged, whole):
        names = [(f"{weblog.slug}-{size}-{copy}", size) for size in SIZES for copy in range(3 if quick else 7)]
        posts |= {name: _post(weblog, name, size) for name, size in names}
    return Filled({name: post.link for name, post in posts.items()}, _database())


def _weblog(slug: str, *, per_page: int) -> Weblog:
    weblog = create_weblog(slug, title="The Bench")
    Policy.objects.create(weblog=weblog, moderation=Moderation.NEVER, per_page=per_page, per_minute=0)
    return weblog


def _post(weblog: Weblog, name: str, comments: int) -> Post:
    said = thread(name, comments)
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in said.paragraphs)
    writing = Writing(title=said.title, body=body, categories=[add_category(weblog, f"Heading {comments % 7}")])
    at = _START + timedelta(days=3 * weblog.posts.count(), hours=1)
    post = publish(write_post(weblog, writing, actor=None), actor=None, at=at)
    discuss(post, said)
    return post


@transaction.atomic
def discuss(post: Post, said: Thread) -> None:
    """Give the post the comments of a thread, a minute apart, as if posted one by one."""
    conversation = locked(post)
    comments = [
        Comment(
            conversation=conversation,
            name=one.name,
            text=one.text,
            html=markup.comment_html(one.text),
            created_at=moment,
            changed_at=moment,
        )
        for one, moment in zip(said.comments, _minutes(post.published_at), strict=False)
    ]
    publish_in_order(conversation, comments)
    Comment.objects.bulk_create(comments)
    answers = [
        (comments[one.parent].id, comment.id)
        for comment, one in zip(comments, said.comments, strict=True)
        if one.parent is not None
    ]
    with connection.cursor() as cursor:  # a third of the time of bulk_update
        cursor.executemany(f"UPDATE {Comment._meta.db_table} SET parent_id = %s WHERE id = %s", answers)
    search.remember_many([findable.entry_of(comment) for comment in comments])
    conversation.save(update_fields=COUNTED)


def _minutes(start: datetime) -> Iterator[datetime]:
    while True:
        start += timedelta(minutes=1)
        yield start


def _database() -> str:
    question = "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return f"{connection.display_name} {cursor.fetchone()[0]}"
