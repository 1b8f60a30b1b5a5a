"""Comments that an import brings, many at once: rendered, numbered, counted and found like those posted here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation import findable
from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.imported_threads import in_order, join, log_hidden
from tertulia.conversation.markup import DEAD_HOSTS
from tertulia.conversation.numbering import COUNTED, publish_in_order
from tertulia.conversation.submission import Submission, cleaned
from tertulia.lib import tags
from tertulia.lib.bulk import write_new
from tertulia.lib.local import localised
from tertulia.lib.markup import comment_html
from tertulia.outbox.event import record
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post


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
    """The comments that a post gets, and the ``state`` of its conversation if it has none yet."""

    post: Post
    state: str
    comments: Sequence[ImportedComment] = ()


@transaction.atomic
def add_conversations(
    imported: Sequence[ImportedConversation],
    *,
    source: str,
    actor: User | None = None,
    html: Callable[[str], str] = comment_html,
) -> list[Comment]:
    """Keep new comments. Those for readers are published in the order of their dates, after those that are there; pings
    are held. A conversation that is there keeps its state, but one that imports alone have said to be none is closed
    once another of them knows better. Nobody is told, as none of this is news; what readers cannot see is in the
    weblog's log. ``html`` is ``comment_html``, or knows what that has made."""
    conversations, is_new = _conversations(imported)
    comments: list[Comment] = []
    answering: list[tuple[Comment, str]] = []
    for one in imported:
        conversation, ordered = conversations[one.post.id], in_order(one.comments)
        made = [_comment(conversation, comment, source, html) for comment in ordered]
        publish_in_order(conversation, [comment for comment in made if not comment.state])
        comments += made
        answering += [(row, said.answers) for row, said in zip(made, ordered, strict=True) if said.answers]
    write_new([conversations[post_id] for post_id in is_new])
    changed = [conversations[one.post.id] for one in imported if one.comments and one.post.id not in is_new]
    Conversation.objects.bulk_update(changed, COUNTED, batch_size=200)
    _close({one.post.id for one in imported if one.state == State.CLOSED and one.post.id not in is_new})
    write_new(comments)
    join(answering, source)
    search.remember_many([findable.row_of(comment) for comment in comments if comment.is_public])
    log_hidden([comment for comment in comments if not comment.is_public], actor)
    _record({one.post.weblog_id for one in imported if one.comments})
    return comments


def dead_profile(url: str) -> str:
    """The id in a link to a profile that no longer exists, else "": it still tells who the same commenters are."""
    parts = _split(url)
    return parts[1].strip("/") if parts and parts[0] in DEAD_HOSTS else ""


def shown_url(url: str) -> str:
    """The web address that a comment shows: one that a reader can follow, else ""."""
    return _shown(cleaned(Submission(url=url)).url)


def _shown(url: str) -> str:
    parts = _split(url)
    return url if parts and parts[0] not in DEAD_HOSTS and len(url) <= 2000 else ""


def _split(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return (host, parts.path) if host and parts.scheme in ("http", "https") else None


def _conversations(imported: Sequence[ImportedConversation]) -> tuple[dict[int, Conversation], list[int]]:
    # By post, those that are there locked, and which of them are not there yet.
    posts = {one.post.id: one.post for one in imported}
    there = Conversation.objects.select_for_update().filter(post__in=posts).order_by("post_id")
    conversations = {conversation.post_id: conversation for conversation in there}
    for post_id, conversation in conversations.items():
        conversation.post = posts[post_id]
    new = {one.post.id: Conversation(post=one.post, state=one.state) for one in imported}
    return {**new, **conversations}, [post_id for post_id in new if post_id not in conversations]


def _close(post_ids: set[int]) -> None:
    none = Conversation.objects.filter(post__in=post_ids, state=State.NONE)
    decided = Decision.objects.filter(subject__in=[f"conversation:{post_id}" for post_id in post_ids])
    hosts = {subject.partition(":")[2] for subject in decided.values_list("subject", flat=True)} if post_ids else ()
    none.exclude(post__in=[int(post_id) for post_id in hosts]).update(state=State.CLOSED)


def _comment(conversation: Conversation, one: ImportedComment, source: str, html: Callable[[str], str]) -> Comment:
    said = cleaned(Submission(name=one.name, email=one.email, url=one.url, text=one.text))
    shown = CommentState.HELD if one.kind == CommentKind.PING else ""
    return Comment(
        conversation=conversation,
        kind=one.kind,
        state=shown if one.state == CommentState.PUBLISHED else one.state,
        member=one.member,
        name=said.name[:255],
        email=said.email[:254],
        url=_shown(said.url),
        text=said.text,
        html=localised(html(said.text), links_below(conversation.post)),
        created_at=one.created_at,
        changed_at=one.created_at,
        ip=_ip(one.ip),
        old_id=one.old_id[:100],
        old_number=one.old_number[:100],
        source=source,
        source_key=one.key,
    )


@lru_cache(maxsize=1000)
def _ip(value: str) -> str | None:
    try:
        return str(ip_address(value.strip()))
    except ValueError:
        return None


def _record(weblog_ids: Iterable[int]) -> None:
    for weblog_id in sorted(weblog_ids):
        record("comments.imported", tags=[tags.weblog(weblog_id)], weblog_id=weblog_id)
