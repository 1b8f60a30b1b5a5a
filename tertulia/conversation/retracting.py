"""What authors do with their own comments: take the words out of the page, and bring them back.

The place stays, with its number and the answers to it; the host still sees the words."""

from django.db import transaction

from tertulia.conversation import findable, quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation, locked
from tertulia.conversation.numbering import COUNTED, MOVED, move
from tertulia.conversation.stale import tags_of_moved
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide

KIND = "retraction"


@transaction.atomic
def retract(comment: Comment) -> Comment:
    """Take its author's words out of the page. What the host has withdrawn stays so."""
    found = _locked(comment)
    if found.state not in (CommentState.RETRACTED, CommentState.WITHDRAWN):
        _bring(found, CommentState.RETRACTED)
    return found


@transaction.atomic
def reinstate(comment: Comment) -> Comment:
    """Bring back what its author has withdrawn, to where it stood; nothing if the host has decided otherwise since."""
    found = _locked(comment)
    if found.state == CommentState.RETRACTED:
        _bring(found, _before(found))
    return found


def _locked(comment: Comment) -> Comment:
    conversation = locked(comment.conversation.post)
    found = Comment.objects.get(id=comment.id)
    found.conversation = conversation
    return found


def _before(comment: Comment) -> str:
    last = Decision.objects.filter(subject=f"comment:{comment.id}", kind=KIND).order_by("-id").first()
    was = last.before if last and last.after == CommentState.RETRACTED else ""
    # Nobody knows any longer where it stood: the host may look at it.
    return was if was in CommentState.values else CommentState.HELD


def _bring(comment: Comment, state: str) -> None:
    conversation: Conversation = comment.conversation
    before, was_seen = comment.state, comment.is_public
    move(conversation, comment, CommentState(state))
    # Feeds tell by it that something was taken away.
    comment.changed_at = clock.now()
    comment.save(update_fields=[*MOVED, "changed_at"])
    conversation.save(update_fields=COUNTED)
    findable.renew([comment])
    post = conversation.post
    quoting.renew(post, [comment])
    subject = f"comment:{comment.id}"
    decide(post.weblog, KIND, actor=None, subject=subject, about=str(comment), before=before, after=str(comment.state))
    tags = tags_of_moved(post, [comment]) if was_seen or comment.is_public else ()
    record("comment.retracted", tags=tags, weblog_id=post.weblog_id, post_id=post.id, comment_ids=[comment.id])
