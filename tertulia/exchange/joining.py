"""Make one post of two: a text that came without an address, and the post that it turns out to be."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation.comment import Comment
from tertulia.conversation.moving import lock_both, move_comments, move_comments_back
from tertulia.exchange.answers import DECISION
from tertulia.exchange.merge.matching import matches
from tertulia.exchange.merge.meeting import said_of
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post, Status
from tertulia.weblog.replacing import Replacement, Told, replace_posts

# What has no date stands this near to its post, and to what was said before it.
_NEAR, _APART = timedelta(minutes=1), timedelta(milliseconds=1)


@transaction.atomic
def join_posts(text: Post, into: Post, *, actor: User | None, answer: str, reason: str = "") -> Decision:
    """Move what was said below ``text`` to where it belongs; what is said there already stays behind with the rest of
    ``text``, discarded. One decision, which can be taken back."""
    lock_both(text, into)
    source = text.source
    ours = list(Comment.objects.filter(conversation=text.id).select_related("parent").order_by("created_at", "id"))
    theirs = list(Comment.objects.filter(conversation=into.id, erased="").order_by("created_at", "id"))
    pairs = matches([said_of(one) for one in ours], [said_of(one) for one in theirs])
    same = {ours[place].id: theirs[their] for place, their in pairs.items()}
    moved = [one for one in ours if one.id not in same]
    kept = move_comments(moved, text, into, same, dict(_dates(text, into, ours, same)))
    _lead(moved, text, into)
    known = [Origin(post=into, comment=same[one.id], key=one.source_key) for one in ours if one.id in same]
    for origin in known:
        origin.weblog, origin.source = into.weblog, source
    Origin.objects.bulk_create(known, ignore_conflicts=True)
    fields = {"status": Status.DISCARDED, "source": "", "source_key": "", "uncertain": ""}
    what = Told(DECISION, text, "open", answer, reason)
    decision = replace_posts([Replacement(text, fields)], what, actor=actor, kept={"moved": kept})
    left = Question.objects.filter(comment__in=[*same], answered_at=None)
    left.update(answer=answer[:500], answered_at=decision.at, answered_by=decision.actor_name, reason=reason)
    return decision


def part_posts(decision: Decision, text: Post) -> None:
    """Undo ``join_posts``, once the row of ``text`` is what it was; call it in the same transaction. Raises
    ValidationError if somebody has answered what was moved."""
    origin = Origin.objects.filter(weblog=text.weblog_id, source=text.source, key=text.source_key, comment=None)
    into = origin.get().post
    kept = (decision.kept or {}).get("moved") or {}
    _lead(move_comments_back(kept, into, text), into, text)
    Origin.objects.filter(post=into, source=text.source, comment__isnull=False).delete()


def _dates(
    text: Post, into: Post, ours: Sequence[Comment], same: Mapping[int, Comment]
) -> Iterator[tuple[int, datetime]]:
    # Without a date of their own they stand behind what was said before them.
    last = into.published_at
    for comment in ours:
        if comment.id in same:
            last = max(last, same[comment.id].created_at)
        elif comment.created_at - text.published_at < _NEAR:
            last += _APART
            yield comment.id, last


def _lead(moved: Sequence[Comment], of: Post, to: Post) -> None:
    # What is known and asked of them goes along.
    Question.objects.filter(comment__in=moved).update(post=to)
    Origin.objects.filter(comment__in=moved).update(post=to)
    Origin.objects.filter(post=of, source__in=[of.source, to.source], comment=None, said__has_key="day").update(post=to)
