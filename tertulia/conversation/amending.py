"""Imported comments that another piece of their weblog knows better: more exact words and dates, ids, names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation import findable, quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.identity.standing import derive
from tertulia.conversation.imported_threads import log_hidden
from tertulia.conversation.numbering import COUNTED, MOVED, move
from tertulia.lib import markup, tags
from tertulia.lib.bulk import write_changed
from tertulia.outbox.event import record
from tertulia.weblog.links import links_below

_SAVED = (
    *("name", "email", "url", "text", "html", "created_at", "changed_at", "old_id", "old_number"),
    *("member", "parent", "standing"),
)


@dataclass
class Amendment:
    """What becomes of one imported comment: ``fields`` by the names of its columns."""

    comment: Comment
    fields: dict[str, Any] = field(default_factory=dict)


def is_untouched(comment: Comment) -> bool:
    """Whether an imported comment says what it said when it came."""
    return comment.changed_at == comment.created_at


@transaction.atomic
def amend_comments(amendments: Sequence[Amendment]) -> None:
    """Carry amendments out; the comments come with ``conversation__post``. Nobody is told, as none of them is news."""
    changed = [one for one in amendments if one.fields]
    for one in changed:
        for name, value in one.fields.items():
            setattr(one.comment, name, value)
        if "text" in one.fields:
            one.comment.html = markup.comment_html(one.comment.text, links_below(one.comment.conversation.post))
        if "created_at" in one.fields:
            one.comment.changed_at = one.comment.created_at
    derive([one.comment for one in changed])
    Comment.objects.bulk_update([one.comment for one in changed], _SAVED, batch_size=100)
    _renew([one.comment for one in changed if one.fields.keys() & {"text", "name"}])
    _record([one.comment for one in changed])


@transaction.atomic
def hold_back(comments: Sequence[Comment], *, actor: User | None) -> None:
    """Hold imported comments of which the host is asked whether readers may see them; they come with
    ``conversation__post``. The weblog's log says so, and nobody is told."""
    conversations = _locked(comments)
    moved = [one for one in comments if one.state != CommentState.HELD]
    posted = Comment.objects.filter(conversation__in=conversations, source="").values_list("conversation_id", flat=True)
    numbered = {*posted}
    for one in moved:
        move(conversations[one.conversation_id], one, CommentState.HELD)
        if one.conversation_id not in numbered:
            one.number = None
    write_changed(moved, MOVED)
    write_changed([*conversations.values()], COUNTED)
    _renew(moved)
    log_hidden(moved, actor)
    _record(moved)


def _renew(comments: Sequence[Comment]) -> None:
    findable.renew(comments)
    for post in {one.conversation.post for one in comments}:
        quoting.renew(post, [one for one in comments if one.conversation_id == post.id])


def _record(comments: Sequence[Comment]) -> None:
    for weblog_id in sorted({one.conversation.post.weblog_id for one in comments}):
        record("comments.imported", tags=[tags.weblog(weblog_id)], weblog_id=weblog_id)


def _locked(comments: Sequence[Comment]) -> dict[int, Conversation]:
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("post__weblog").order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in={one.conversation_id for one in comments})}
