"""Comments that an import brings, many at once: rendered, numbered, counted and found like those posted here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.identity.standing import derive
from tertulia.conversation.imported_people import ip_of, person
from tertulia.conversation.imported_threads import in_order, join, log_hidden
from tertulia.conversation.numbering import COUNTED, publish_in_order
from tertulia.conversation.quote import Quote
from tertulia.conversation.recognising import recognise_new
from tertulia.conversation.submission import cleaned_text
from tertulia.lib import tags
from tertulia.lib.bulk import give_ids, maker, write_changed, write_new
from tertulia.lib.derived import AT_ONCE, Deriving
from tertulia.lib.local import Links, localised
from tertulia.lib.quotations import may_quote
from tertulia.lib.quotes_ahead import QuotesAhead
from tertulia.outbox.event import record
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.search import Entry


class _New(NamedTuple):
    """A new row, the words of its author's name and its own, by which it is found, and the key of what it answers."""

    row: Comment
    title: str
    words: str
    answers: str


class _Made(NamedTuple):
    """What one conversation gets, with the quotes that were found in it ahead; ``is_whole`` if nothing in it was
    published before."""

    post: Post
    new: Sequence[_New]
    is_whole: bool
    quotes: QuotesAhead | None


_conversation = maker(Conversation, "post", "state")
_row = maker(
    Comment,
    *("conversation", "kind", "state", "member_id", "name", "email", "url", "text", "html", "created_at"),
    *("changed_at", "ip", "old_id", "old_number", "source", "source_key"),
)


@dataclass(frozen=True)
class ImportedComment:
    """One comment or ping as an import has it. ``key`` says which one it is among those of its post in the source,
    ``answers`` is the key of the one that it answers. ``member`` wrote it while signed in."""

    key: str
    created_at: datetime
    kind: str = CommentKind.COMMENT
    state: str = CommentState.PUBLISHED
    answers: str = ""
    member: Member | None = None
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    text: str = ""
    old_id: str = ""
    old_number: str = ""


@dataclass(frozen=True)
class ImportedConversation:
    """The comments that a post gets, and the ``state`` of its conversation if it has none yet; ``quotes`` are those
    that were found among its comments before, if anybody has looked."""

    post: Post
    state: str
    comments: Sequence[ImportedComment] = ()
    quotes: QuotesAhead | None = None


@transaction.atomic
def add_conversations(
    imported: Sequence[ImportedConversation],
    *,
    source: str,
    actor: User | None = None,
    deriving: Deriving = AT_ONCE,
) -> list[Comment]:
    """Keep new comments. Those for readers are published in the order of their dates, after those that are there; pings
    are held. A conversation that is there keeps its state, but one that imports alone have said to be none is closed
    once another of them knows better. Nobody is told, as none of this is news; what readers cannot see is in the
    weblog's log."""
    conversations, is_new = _conversations(imported)
    made = [_made(conversations[one.post.id], one, source, deriving) for one in imported]
    write_new([conversations[post_id] for post_id in is_new])
    changed = [conversations[one.post.id] for one in imported if one.comments and one.post.id not in is_new]
    write_changed(changed, (*COUNTED, "quotes_due"))
    _close({one.post.id for one in imported if one.state == State.CLOSED and one.post.id not in is_new})
    comments = _write(made, source, deriving)
    log_hidden([comment for comment in comments if not comment.is_public], actor)
    _record({one.post.weblog_id for one in imported if one.comments})
    return comments


def _conversations(imported: Sequence[ImportedConversation]) -> tuple[dict[int, Conversation], list[int]]:
    # By post, those that are there locked, and which of them are not there yet.
    posts = {one.post.id: one.post for one in imported}
    there = Conversation.objects.select_for_update().filter(post__in=posts).order_by("post_id")
    conversations = {conversation.post_id: conversation for conversation in there}
    for post_id, conversation in conversations.items():
        conversation.post = posts[post_id]
    new = {one.post.id: _conversation(one.post, one.state) for one in imported}
    return {**new, **conversations}, [post_id for post_id in new if post_id not in conversations]


def _close(post_ids: set[int]) -> None:
    none = Conversation.objects.filter(post__in=post_ids, state=State.NONE)
    decided = Decision.objects.filter(subject__in=[f"conversation:{post_id}" for post_id in post_ids])
    hosts = {subject.partition(":")[2] for subject in decided.values_list("subject", flat=True)} if post_ids else ()
    none.exclude(post__in=[int(post_id) for post_id in hosts]).update(state=State.CLOSED)


def _made(conversation: Conversation, imported: ImportedConversation, source: str, deriving: Deriving) -> _Made:
    links = links_below(conversation.post)
    new = [_new(conversation, comment, source, deriving, links) for comment in in_order(imported.comments)]
    is_whole = not conversation.last_number
    conversation.quotes_due |= bool(new) and not is_whole
    publish_in_order(conversation, [one.row for one in new if not one.row.state])
    return _Made(conversation.post, new, is_whole, imported.quotes)


def _new(conversation: Conversation, one: ImportedComment, source: str, deriving: Deriving, links: Links) -> _New:
    who, text = person(one.name, one.email, one.url), cleaned_text(one.text)
    said = deriving.comment(text)
    shown = CommentState.HELD if one.kind == CommentKind.PING else ""
    row = _row(
        *(conversation, one.kind, shown if one.state == CommentState.PUBLISHED else one.state),
        *(one.member.id if one.member else None, *who[:3], text, localised(said.html, links)),
        *(one.created_at, one.created_at, ip_of(one.ip), one.old_id[:100], one.old_number[:100], source, one.key),
    )
    return _New(row, who.words, said.words, one.answers)


def _write(made: Sequence[_Made], source: str, deriving: Deriving) -> list[Comment]:
    new = [one for those in made for one in those.new]
    comments = [one.row for one in new]
    derive(comments)
    give_ids(comments)
    join([(one.row, one.answers) for one in new if one.answers], comments, source)
    quotes = [quote for those in made for quote in _quotes(those)]
    write_new(comments)
    write_new(quotes)
    search.remember_many([entry for those in made for entry in _entries(those)], deriving.vector)
    return comments


def _quotes(made: _Made) -> Sequence[Quote]:
    if not made.is_whole or not any(may_quote(one.row.html) for one in made.new):
        return ()
    return recognise_new(made.post, [(one.row, one.words) for one in made.new if one.row.is_public], made.quotes)


def _entries(made: _Made) -> Iterator[Entry]:
    weblog_id = made.post.weblog_id
    return (Entry(weblog_id, "comment", one.row.id, one.title, one.words) for one in made.new if one.row.is_public)


def _record(weblog_ids: Iterable[int]) -> None:
    for weblog_id in sorted(weblog_ids):
        record("comments.imported", tags=[tags.weblog(weblog_id)], weblog_id=weblog_id)
