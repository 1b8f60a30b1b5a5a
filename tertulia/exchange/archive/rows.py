"""The rows of a weblog as records, in the order in which they were written; of many rows a little at a time."""

from collections.abc import Callable, Container, Iterator, Sequence
from ipaddress import ip_address
from typing import Any

from django.db.models import Model, QuerySet

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.forgetting import KEPT
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.mark import Mark
from tertulia.conversation.note import Note
from tertulia.conversation.policy import Policy
from tertulia.conversation.quote import Quote
from tertulia.conversation.reply_revision import ReplyRevision
from tertulia.conversation.reports.report import Report
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.standing_note import StandingNote
from tertulia.exchange.archive import schema_links as links
from tertulia.exchange.archive import schema_rescue as rescue
from tertulia.exchange.archive import schema_revisions as revisions
from tertulia.exchange.archive import schema_weblog as house
from tertulia.exchange.archive import schema_writing as writing
from tertulia.exchange.archive.ids import first_id
from tertulia.exchange.archive.kind import Kind, Record
from tertulia.exchange.archive.schema_marks import MARKS, NOTES, STANDING_NOTES
from tertulia.exchange.archive.schema_reports import REPORTS
from tertulia.exchange.archive.subjects import with_lasting_subjects
from tertulia.exchange.archive.values import MOMENT, moment
from tertulia.exchange.claim import Claim
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question
from tertulia.lib import clock
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.post import Post
from tertulia.weblog.revision import PostRevision
from tertulia.weblog.weblog import Weblog

# Few, as each of them may be long.
_AT_ONCE = {writing.POSTS.name: 10, links.LINKS.name: 20, writing.COMMENTS.name: 50}
_USUALLY_AT_ONCE = 200

# What belongs to the installation, and leaves with each weblog that shows it.
_SHARED = (house.MEDIA, house.FILES)

# Where a field's value is, if that is no column of its name.
_ID, _POST, _COMMENT = first_id(), first_id("post__", "post_id"), first_id("comment__", "comment_id")
_COLUMNS: dict[str, dict[str, Any]] = {
    house.WEBLOG.name: {"photo": "photo__file"},
    **{kind.name: {"picture": "picture__file"} for kind in (house.MEMBERS, house.COMMENTERS)},
    house.CATEGORIES.name: {"parent": "parent__slug"},
    writing.POSTS.name: {"id": _ID, "author": "author__slug", "categories": "id", "tags": "id"},
    writing.CONVERSATIONS.name: {"post": _POST},
    writing.COMMENTS.name: {
        "id": _ID,
        "post": first_id("conversation__post__", "conversation_id"),
        "parent": first_id("parent__", "parent_id"),
        "member": "member__slug",
        "commenter": "commenter__slug",
    },
    revisions.POST_REVISIONS.name: {"post": _POST},
    revisions.COMMENT_REVISIONS.name: {"comment": _COMMENT},
    REPORTS.name: {"comment": _COMMENT},
    writing.REPLIES.name: {"id": _ID, "comment": _COMMENT, "member": "member__slug"},
    revisions.REPLY_REVISIONS.name: {"reply": first_id("reply__", "reply_id")},
    writing.QUOTES.name: {
        "comment": _COMMENT,
        **{name: first_id(f"{name}__", f"{name}_id") for name in ("inside", "source", "source_reply")},
    },
    MARKS.name: {name: first_id(f"{name}__", f"{name}_id") for name in ("comment", "by", "by_reply")},
    NOTES.name: {"conversation": first_id("conversation__post__", "conversation_id"), "member": "member__slug"},
    writing.ADDRESSES.name: {"post": _POST},
    rescue.ORIGINS.name: {"post": _POST, "comment": _COMMENT},
    rescue.QUESTIONS.name: {
        "post": _POST,
        **{name: first_id(f"{name}__", f"{name}_id") for name in ("comment", "reply", "other")},
    },
}


# What belongs to a comment.
_OF_WEBLOG: Sequence[tuple[Kind, type[Model]]] = (
    (STANDING_NOTES, StandingNote),
    (writing.ADDRESSES, Address),
    (rescue.ORIGINS, Origin),
    (rescue.QUESTIONS, Question),
    (rescue.CLAIMS, Claim),
)
_OF_COMMENTS: Sequence[tuple[Kind, type[Model]]] = (
    (revisions.COMMENT_REVISIONS, CommentRevision),
    (REPORTS, Report),
    (writing.REPLIES, HostReply),
    (writing.QUOTES, Quote),
    (MARKS, Mark),
)


def rows_of(kind: Kind, weblog: Weblog) -> "QuerySet[Any]":
    """The rows of a kind. Pictures and other files are those of the whole installation."""
    found: dict[str, QuerySet[Any]] = {
        house.WEBLOG.name: Weblog.objects.filter(id=weblog.id),
        house.POLICY.name: Policy.objects.filter(weblog=weblog),
        house.MEMBERS.name: weblog.members.all(),
        house.COMMENTERS.name: Commenter.objects.filter(weblog=weblog),
        house.RULES.name: Rule.objects.filter(weblog=weblog),
        house.CATEGORIES.name: Category.objects.filter(weblog=weblog),
        house.TAGS.name: weblog.tags.all(),
        house.MEDIA.name: Image.objects.all(),
        house.FILES.name: File.objects.all(),
        links.LINKS.name: weblog.kept_links.all(),
        writing.POSTS.name: Post.objects.filter(weblog=weblog),
        writing.CONVERSATIONS.name: Conversation.objects.filter(post__weblog=weblog),
        writing.COMMENTS.name: Comment.objects.filter(conversation__post__weblog=weblog),
        revisions.POST_REVISIONS.name: PostRevision.objects.filter(post__weblog=weblog),
        **{
            kind.name: model._default_manager.filter(comment__conversation__post__weblog=weblog)
            for kind, model in _OF_COMMENTS
        },
        revisions.REPLY_REVISIONS.name: ReplyRevision.objects.filter(reply__comment__conversation__post__weblog=weblog),
        NOTES.name: Note.objects.filter(conversation__post__weblog=weblog),
        writing.DECISIONS.name: weblog.decisions.all(),
        **{kind.name: model._default_manager.filter(weblog=weblog) for kind, model in _OF_WEBLOG},
    }
    return found[kind.name].order_by("pk")


def records_of(kind: Kind, weblog: Weblog, files: Container[str]) -> Iterator[Record]:
    """The same as records. Of pictures and other files those that are among ``files``."""
    for batch in _batches(kind, weblog):
        if finish := _FINISHING.get(kind.name):
            finish(weblog, batch)
        yield from (record for record in batch if kind not in _SHARED or record["file"] in files)


def _batches(kind: Kind, weblog: Weblog) -> Iterator[list[Record]]:
    names, columns = [field.name for field in kind.fields], _COLUMNS.get(kind.name, {})
    moments = [field.name for field in kind.fields if field.form.said.startswith(MOMENT.said)]
    rows = rows_of(kind, weblog).values_list(*(columns.get(name, name) for name in names))
    size, batch = _AT_ONCE.get(kind.name, _USUALLY_AT_ONCE), []
    for row in rows.iterator(size):
        record = dict(zip(names, row, strict=True))
        for name in moments:
            record[name] = moment(record[name]) if record[name] else None
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _file(_weblog: Weblog, posts: list[Record]) -> None:
    # The row ids stand where their headings belong.
    categories = _slugs(Post.categories.through, "category", [post["categories"] for post in posts])
    tags = _slugs(Post.tags.through, "tag", [post["tags"] for post in posts])
    for post in posts:
        post["categories"] = categories.get(post["categories"], [])
        post["tags"] = tags.get(post["tags"], [])


def _slugs(between: type[Model], name: str, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = between._default_manager.filter(post__in=ids).order_by(f"{name}__slug")
    for post_id, slug in rows.values_list("post_id", f"{name}__slug"):
        found.setdefault(post_id, []).append(slug)
    # Sorted here, as every database has an order of its own.
    return {post_id: sorted(slugs) for post_id, slugs in found.items()}


def _forget(_weblog: Weblog, records: list[Record]) -> None:
    # As the worker would, if it has not come to them yet.
    oldest = moment(clock.now() - KEPT)
    for record in records:
        record["ip"] = _ip(record["ip"]) if (record.get("created_at") or record["at"]) >= oldest else None


def _ip(value: str | None) -> str | None:
    try:
        return str(ip_address(value)) if value else None
    except ValueError:
        return None


_FINISHING: dict[str, Callable[[Weblog, list[Record]], None]] = {
    writing.POSTS.name: _file,
    writing.COMMENTS.name: _forget,
    REPORTS.name: _forget,
    writing.DECISIONS.name: with_lasting_subjects,
}
