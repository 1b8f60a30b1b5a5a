"""Whether nearly the same words, or the same link, came to other conversations of this installation these days.

Of each new comment a few numbers are kept for a week: the least and the greatest of the numbers of its runs of three
words, which texts share that share most of their runs, and those of its links. What shares a number is then compared
word for word."""

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.conversation.spam.counts import number_of
from tertulia.conversation.spam.noticed import MOST_CHARACTERS, links_in
from tertulia.lib import clock
from tertulia.lib.prepared import ask, execute

DAYS = 7
# Shorter ones many people write.
_FEWEST_WORDS = 6
_RUN, _MOST_LINKS, _MOST_ALIKE = 3, 2, 20
_ALIKE = 0.6
_ELSEWHERE = 2
_AT_ONCE = 5_000
_WORD = re.compile(r"[^\W\d_]+")


class Trace(models.Model):
    """One of these numbers. ``day`` counts days."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField(db_index=True)
    day = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.number} in comment {self.comment_id}"


def repetitions(conversation_id: int, text: str) -> frozenset[str]:
    """The circumstances that this makes: ``?repeated``, ``?repeated-link``. One query for words that nobody repeats."""
    words, links = _numbers(text)
    if not (words or links):
        return frozenset()
    wanted = ",".join(str(number) for number in (*words, *links))
    found = ask(
        f"SELECT number, comment_id FROM {Trace._meta.db_table}"  # noqa: S608 (whole numbers)
        f" WHERE number IN ({wanted}) AND day > {_today() - DAYS} ORDER BY id DESC LIMIT {10 * _MOST_ALIKE}"
    )
    circumstances = set()
    if _is_repeated(text, [comment_id for number, comment_id in found if number in words]):
        circumstances.add("?repeated")
    if any(_is_elsewhere(conversation_id, [one for number, one in found if number == link]) for link in links):
        circumstances.add("?repeated-link")
    return frozenset(circumstances)


def remember(comment: Comment) -> None:
    """Keep the numbers of a new comment; call it in the transaction that writes it."""
    words, links = _numbers(comment.text)
    if numbers := {*words, *links}:
        rows = ",".join(f"({int(comment.pk)},{number},{_today()})" for number in numbers)
        execute(f"INSERT INTO {Trace._meta.db_table} (comment_id, number, day) VALUES {rows}")  # noqa: S608


def forget(comments: Iterable[Comment]) -> None:
    """Keep nothing of these comments."""
    Trace.objects.filter(comment__in=comments).delete()


def forget_old() -> int:
    """Remove some of what is older than a week; answers how many."""
    oldest = Trace.objects.order_by("id").values_list("id", "day")[:_AT_ONCE]
    old = [id_ for id_, day in oldest if day <= _today() - DAYS]
    if old:
        Trace.objects.filter(id__gte=old[0], id__lte=old[-1], day__lte=_today() - DAYS).delete()
    return len(old)


def _numbers(text: str) -> tuple[Sequence[int], Sequence[int]]:
    runs, links = _runs(text), links_in(text)
    words = (min(runs), max(runs) | 1 << 32) if runs else ()
    return words, [number_of(f"link {link}") for link in links[:_MOST_LINKS]]


def _runs(text: str) -> set[int]:
    words = _WORD.findall(text[:MOST_CHARACTERS].lower())
    if len(words) < _FEWEST_WORDS:
        return set()
    return {crc32(" ".join(words[place : place + _RUN]).encode()) for place in range(len(words) - _RUN + 1)}


def _is_repeated(text: str, ids: Iterable[int]) -> bool:
    if not (wanted := list(dict.fromkeys(ids))[:_MOST_ALIKE]):
        return False
    mine = _runs(text)
    others = map(_runs, Comment.objects.filter(id__in=wanted).values_list("text", flat=True))
    return any(len(mine & other) >= _ALIKE * len(mine | other) for other in others)


def _is_elsewhere(conversation_id: int, ids: Iterable[int]) -> bool:
    if not (wanted := set(ids)):
        return False
    elsewhere = Comment.objects.filter(id__in=wanted).exclude(conversation=conversation_id)
    return elsewhere.values("conversation").distinct().count() >= _ELSEWHERE


def _today() -> int:
    return clock.now().toordinal()
