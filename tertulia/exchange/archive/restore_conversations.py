"""Conversations, comments and host replies, as rows again."""

from collections.abc import Sequence

from django.db import connection

from tertulia.conversation import findable
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.standing import derive_in
from tertulia.exchange.archive import schema_writing as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.values import moment_of
from tertulia.lib import markup, text
from tertulia.lib.words import indexed
from tertulia.weblog import search
from tertulia.weblog.search import Entry

_PLAIN = (
    *("kind", "state", "number", "name", "email", "url", "text", "format", "ip", "key", "old_id", "old_number"),
    *("source", "source_key", "uncertain", "tell", "erased", "post_revision"),
)


def restore_conversations(here: Restoring) -> None:
    """All that was said, once the posts are there."""
    for batch in in_batches(here.records(schema.CONVERSATIONS)):
        Conversation.objects.bulk_create([_conversation(here, record) for record in batch])
    for batch in in_batches(here.records(schema.COMMENTS), "text"):
        comments = [_comment(here, record) for record in batch]
        derive_in(here.weblog.id, comments)
        Comment.objects.bulk_create(comments)
        here.known.comments.rows.extend(comment.id for comment in comments)
        _answer(here, comments, batch)
        search.remember_many([_entry(here, comment) for comment in comments if comment.is_public])
    rows = here.known.comments
    _join([(rows[parent], rows[comment]) for comment, parent in here.known.answers])
    for batch in in_batches(here.records(schema.REPLIES), "text"):
        replies = [_reply(here, record) for record in batch]
        HostReply.objects.bulk_create(replies)
        here.known.replies.rows.extend(reply.id for reply in replies)
        inside = Comment.objects.filter(id__in={reply.comment_id for reply in replies})
        findable.renew(inside.select_related("conversation__post"))


def _conversation(here: Restoring, record: Record) -> Conversation:
    post = record["post"]
    return Conversation(
        post_id=here.known.posts[post],
        state=record["state"],
        count=here.known.counts[post],
        last_number=record["last_number"],
        changed_at=moment_of(record["changed_at"]) if record["changed_at"] else None,
        pace_until=moment_of(record["pace_until"]) if record["pace_until"] else None,
        **{name: record[name] for name in ("pace", "slow_minutes", "pace_why")},
    )


def _comment(here: Restoring, record: Record) -> Comment:
    parent = record["parent"]
    comment = Comment(
        conversation_id=here.known.posts[record["post"]],
        parent_id=None if parent is None else here.known.comments.row(parent),
        member=here.member(record["member"]),
        commenter=None if record["commenter"] is None else here.commenters[record["commenter"]],
        html=markup.comment_html(record["text"], here.links),
        created_at=moment_of(record["created_at"]),
        changed_at=moment_of(record["changed_at"]),
        edited_at=moment_of(record["edited_at"]) if record["edited_at"] else None,
        first_id=record["id"],
        **{name: record[name] for name in _PLAIN},
    )
    here.compare(comment.html, record["html"])
    return comment


def _answer(here: Restoring, comments: Sequence[Comment], batch: Sequence[Record]) -> None:
    # Those that answer a comment of this batch: only now it has a row.
    rows = here.known.comments
    late = [
        (rows.row(record["parent"]), comment.id)
        for comment, record in zip(comments, batch, strict=True)
        if record["parent"] is not None and comment.parent_id is None
    ]
    _join([(parent, comment_id) for parent, comment_id in late if parent is not None])


def _join(pairs: Sequence[tuple[int, int]]) -> None:
    if pairs:
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE conversation_comment SET parent_id = %s WHERE id = %s", pairs)


def _entry(here: Restoring, comment: Comment) -> Entry:
    words = indexed(text.plain(comment.html))
    return Entry(here.weblog.id, "comment", comment.id, indexed(comment.name), words)


def _reply(here: Restoring, record: Record) -> HostReply:
    reply = HostReply(
        comment_id=here.known.comments[record["comment"]],
        member=here.member(record["member"]),
        name=record["name"],
        text=record["text"],
        html=markup.comment_html(record["text"], here.links),
        withdrawn=record["withdrawn"],
        created_at=moment_of(record["created_at"]),
        changed_at=moment_of(record["changed_at"]),
        edited_at=moment_of(record["edited_at"]) if record["edited_at"] else None,
        first_id=record["id"],
    )
    here.compare(reply.html, record["html"])
    return reply
