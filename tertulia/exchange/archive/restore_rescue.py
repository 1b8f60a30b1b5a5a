"""Where things came from and what is open about them, as rows again."""

from tertulia.exchange.archive import schema_rescue as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.values import moment_of
from tertulia.exchange.claim import Claim
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question

_PLAIN = ("kind", "sentence", "choices", "evidence", "hides", "answer", "answered_by", "reason")


def restore_origins(here: Restoring) -> None:
    """Which records of which sources posts and comments are, once these are there."""
    for batch in in_batches(here.records(schema.ORIGINS)):
        Origin.objects.bulk_create([_origin(here, record) for record in batch])


def restore_questions(here: Restoring) -> None:
    """What the host is asked and has answered, once all of that is there."""
    for batch in in_batches(here.records(schema.QUESTIONS), "sentence"):
        Question.objects.bulk_create([_question(here, record) for record in batch])


def _question(here: Restoring, record: Record) -> Question:
    rows = {"comment": here.known.comments, "other": here.known.comments, "reply": here.known.replies}
    return Question(
        weblog=here.weblog,
        post_id=here.known.posts[record["post"]],
        answered_at=moment_of(record["answered_at"]) if record["answered_at"] else None,
        **{f"{name}_id": None if record[name] is None else ids[record[name]] for name, ids in rows.items()},
        **{name: record[name] for name in _PLAIN},
    )


def restore_claims(here: Restoring) -> None:
    """What pages say of posts."""
    for batch in in_batches(here.records(schema.CLAIMS)):
        Claim.objects.bulk_create([Claim(weblog=here.weblog, **record) for record in batch])


def _origin(here: Restoring, record: Record) -> Origin:
    comment = record["comment"]
    return Origin(
        weblog=here.weblog,
        post_id=here.known.posts[record["post"]],
        comment_id=None if comment is None else here.known.comments[comment],
        source=record["source"],
        key=record["key"],
        said=record["said"],
    )
