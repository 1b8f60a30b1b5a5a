"""Take a change of what was said back: everything is as it was, to the letter."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation import quoting
from tertulia.conversation.change import told
from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation, locked
from tertulia.conversation.identity.standing import derive
from tertulia.conversation.kept import comments_of, replies_of, restore_comment, restore_reply
from tertulia.conversation.moderation import NothingToUndo
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.post import Post
from tertulia.weblog.search import SearchText


@transaction.atomic
def take_back(decision: Decision, *, actor: User | None) -> Decision:
    """Undo a change that kept what it replaced. Raises Collision if something was decided about its comments since, and
    ValidationError if a comment that it has made is answered."""
    about = Comment.objects.select_related("conversation__post__weblog").filter(id=_id_in(decision.subject)).first()
    if not decision.kept or about is None:
        raise NothingToUndo
    post, kept = about.conversation.post, decision.kept
    conversation = locked(post)
    touched = comments_of(post.id, [int(key) for key in kept["comments"]])
    made = comments_of(post.id, kept["made"])
    _check(decision, [*touched.values(), *made.values()])
    try:
        _restore(post, touched, kept)
    except (KeyError, TypeError, ValueError) as error:  # an archive that somebody has written by hand
        raise NothingToUndo from error
    quoting_made = quoting.quoting_any([*made.values()])
    _unmake(conversation, kept, [*made.values()])
    told(post, [*touched.values()])
    quoting.reread(post, quoting_made, blames=False)
    return decide(
        post.weblog,
        decision.kind,
        actor=actor,
        subject=decision.subject,
        about=decision.about,
        before=decision.after,
        after=decision.before,
        reason=_("Taken back"),
    )


def _restore(post: Post, touched: dict[int, Comment], kept: dict[str, Any]) -> None:
    for key, row in touched.items():
        restore_comment(row, kept["comments"][str(key)], post.weblog_id)
        derive([row])
        row.save()
    for key, reply in replies_of(post.id, [int(key) for key in kept["replies"]]).items():
        restore_reply(reply, kept["replies"][str(key)], post.weblog_id)
        reply.save()


def _unmake(conversation: Conversation, kept: dict[str, Any], made: Sequence[Comment]) -> None:
    ids = [row.id for row in made]
    if Comment.objects.filter(parent__in=ids).exclude(id__in=ids).exists():
        raise ValidationError(_("Somebody has answered it meanwhile."))
    SearchText.objects.filter(kind="comment", object_id__in=ids).delete()
    # All words of these stand in what was restored, so nothing is lost with them.
    for new in (*replies_of(conversation.pk, kept["made_replies"]).values(), *made):
        new.delete()
    last = max((row.number or 0 for row in made), default=0)
    if last and last == conversation.last_number:
        conversation.last_number -= 1
        conversation.save(update_fields=["last_number"])


def _check(decision: Decision, comments: Sequence[Comment]) -> None:
    mine, ids = {f"comment:{one.id}" for one in comments}, {str(one.public_id) for one in comments}
    around = Comment.objects.filter(conversation__in={one.conversation_id for one in comments})
    subjects = [f"comment:{comment_id}" for comment_id in around.values_list("id", flat=True)]
    standing: list[Decision] = []
    for later in Decision.objects.filter(subject__in=subjects, id__gt=decision.id).order_by("id"):
        if taken := next((one for one in reversed(standing) if _takes_back(later, one)), None):
            standing.remove(taken)
        elif later.subject in mine or ids & {*(later.kept or {}).get("comments", ())}:
            standing.append(later)
    if standing:
        raise Collision(None, standing[-1])


def _takes_back(later: Decision, one: Decision) -> bool:
    same = later.subject == one.subject and later.kind == one.kind and later.kept is None and one.kept is not None
    return same and (later.before, later.after) == (one.after, one.before)


def _id_in(subject: str) -> int:
    return int(subject.partition(":")[2] or 0)
