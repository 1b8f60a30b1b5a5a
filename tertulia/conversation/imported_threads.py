"""What holds imported comments together: their order, who answers whom, the log of those that readers cannot see."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Protocol, TypeVar

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.weblog.decision import decide_many
from tertulia.weblog.weblog import Weblog


class Answering(Protocol):
    """A comment that may answer another: see ImportedComment."""

    @property
    def key(self) -> str: ...
    @property
    def answers(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


_Comment = TypeVar("_Comment", bound=Answering)


def in_order(comments: Iterable[_Comment]) -> list[_Comment]:
    """By date; but an answer after what it answers, as clocks were wrong, and numbers say who came first."""
    by_date = sorted(comments, key=lambda comment: comment.created_at)
    here = {_bare(comment.key) for comment in by_date}
    waiting: dict[str, list[_Comment]] = {}
    placed: dict[str, _Comment] = {}
    for comment in by_date:
        if comment.answers in here and comment.answers not in placed:
            waiting.setdefault(comment.answers, []).append(comment)
            continue
        ready = [comment]
        while ready:
            one = ready.pop()
            placed[_bare(one.key)] = one
            ready += reversed(waiting.pop(_bare(one.key), []))
    # Those that answer each other in a circle.
    return [*placed.values(), *(comment for circle in waiting.values() for comment in circle)]


def join(answering: Sequence[tuple[Comment, str]], new: Iterable[Comment], source: str) -> None:
    """Say of new comments, which have their ids, whom they answer: the key of a comment of the same conversation, new
    or there before."""
    if not answering:
        return
    conversations = {comment.conversation_id for comment, _key in answering}
    there = Comment.objects.filter(conversation__in=conversations, source=source)
    known = {
        (one.conversation_id, _bare(one.source_key)): one
        for one in chain(there.only("conversation_id", "source_key", "number"), new)
    }
    for comment, key in answering:
        parent = known.get((comment.conversation_id, key))
        if parent and parent is not comment:
            comment.parent = parent


def log_hidden(comments: Sequence[Comment], actor: User | None) -> None:
    """Write into the log that comments came in held, as spam, or withdrawn."""
    by_weblog: dict[Weblog, list[Comment]] = {}
    for comment in comments:
        by_weblog.setdefault(comment.conversation.post.weblog, []).append(comment)
    for weblog, those in by_weblog.items():
        facts = [{"subject": f"comment:{one.id}", "about": str(one), "after": str(one.state)} for one in those]
        decide_many(weblog, "comment", facts, actor=actor, reason=_("Imported"))


def _bare(key: str) -> str:
    return key.partition(" ")[0]
