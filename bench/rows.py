"""Large weblogs within seconds: rows as the verbs leave them, written in bulk and not rendered."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Moderation, Policy
from tertulia.outbox.event import Event
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog, create_weblog

_WORDS = "The ferry waited for the tide to turn, and the harbour office for the ferry, which is how it always was here."
_START = datetime(2003, 8, 1, 9, tzinfo=UTC)


@transaction.atomic
def weblog_of(posts: int, slug: str) -> models.QuerySet[Post]:
    """A weblog where no comment waits, with that many posts, five a day; answers them, oldest first."""
    weblog = create_weblog(slug, title="The Bench")
    Policy.objects.create(weblog=weblog, moderation=Moderation.NEVER, per_minute=0)
    body = f"<p>{_WORDS}</p>"
    post = Post(weblog=weblog, status=Status.PUBLISHED, body=body, body_html=body, published_at=_START)
    _write(post, (_of_post(weblog, number) for number in range(posts)))
    _remember("post", "title", Post.objects.filter(weblog=weblog))
    _write(Event(kind="post.published", happened_at=_START), [{}] * posts)
    return weblog.posts.order_by("id")


@transaction.atomic
def discuss(post: Post, comments: int) -> None:
    """Give the post that many published comments of a few hundred people; every third has left no e-mail."""
    talk = Conversation.objects.create(post=post, count=comments, last_number=comments)
    html, now = f"<p>{_WORDS}</p>", datetime.now(UTC)
    comment = Comment(
        conversation=talk, state=CommentState.PUBLISHED, text=_WORDS, html=html, created_at=now, changed_at=now
    )
    _write(comment, (_of_comment(now, number, comments) for number in range(1, comments + 1)))
    _remember("comment", "name", talk.comments.all())
    _write(Event(kind="comment.published", happened_at=now), [{}] * comments)


def _of_post(weblog: Weblog, number: int) -> dict[str, Any]:
    at = _START + timedelta(hours=5 * number)
    return {
        "title": f"What the harbour said, part {number}",
        "basename": f"harbour-{number}",
        "path": f"{weblog.path}{at:%Y/%m}/harbour-{number}.html",
        "published_at": at,
    }


def _of_comment(now: datetime, number: int, last: int) -> dict[str, Any]:
    reader = number % 331
    return {
        "number": number,
        "name": f"Reader {reader}",
        "email": f"reader{reader}@example.org" if reader % 3 else "",
        "ip": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
        "key": f"the-key-of-comment-{number}",
        "created_at": now - timedelta(seconds=5 * (last - number)),
    }


def _write(row: models.Model, changes: Iterable[Mapping[str, Any]]) -> None:
    # One row for each of ``changes``, otherwise like ``row``.
    table, fields = row._meta.db_table, [field for field in row._meta.concrete_fields if not field.primary_key]
    like = {field.attname: field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields}
    by_name = {field.attname: field for field in fields}

    def values(changed: Mapping[str, Any]) -> list[Any]:
        new = {name: by_name[name].get_db_prep_save(value, connection) for name, value in changed.items()}
        return list({**like, **new}.values())

    columns, places = ", ".join(str(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})", [values(changed) for changed in changes]
        )


def _remember(kind: str, title: str, things: models.QuerySet[Any]) -> None:
    weblog = "weblog" if kind == "post" else "conversation__post__weblog"
    sql, values = things.values_list(
        weblog, models.Value(kind), "id", title, models.Value(_WORDS)
    ).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO weblog_searchtext (weblog_id, kind, object_id, title, words) {sql}", values)
