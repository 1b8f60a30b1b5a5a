"""What decisions are about, by names that last: in the database they are called by their rows."""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.archive.ids import Ids, first_id
from tertulia.exchange.archive.kind import Record
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

WEBLOG = "weblog"
# Of a thing that is no longer there.
GONE = "0"
_LONGEST = 60
# What stands in the archive for each row that a subject names, by the word before the colon.
_Names = Callable[[Weblog, Iterable[str]], Mapping[str, str]]


def with_lasting_subjects(weblog: Weblog, decisions: list[Record]) -> None:
    """Name the subjects of these records so that they can be found wherever the weblog is restored."""
    asked: dict[str, set[str]] = {}
    for decision in decisions:
        word, _colon, row = decision["subject"].partition(":")
        asked.setdefault(word, set()).add(row)
    known = {word: _NAMES[word](weblog, rows) if word in _NAMES else {} for word, rows in asked.items()}
    for decision in decisions:
        word, _colon, row = decision["subject"].partition(":")
        decision["subject"] = WEBLOG if word == WEBLOG else f"{word}:{known[word].get(row, GONE)}"


def can_be_found(subject: str, ids: Mapping[str, Ids], people: Mapping[str, Container[str]]) -> bool:
    """Whether a lasting name means something in an archive with these ids and people, or something that is gone."""
    word, _colon, name = subject.partition(":")
    if subject == WEBLOG or (name == GONE and len(subject) <= _LONGEST):
        return True
    return name in people[word] if word in people else word in ids and _number(name) in ids[word]


def subject_here(subject: str, weblog: Weblog, ids: Mapping[str, Ids], people: Mapping[str, Mapping[str, int]]) -> str:
    """What a lasting name is called here, by its row."""
    word, _colon, name = subject.partition(":")
    if subject == WEBLOG:
        return f"{WEBLOG}:{weblog.id}"
    if word in people:
        return f"{word}:{people[word].get(name, GONE)}"
    return f"{word}:{ids[word].row(_number(name)) or GONE}" if word in ids else subject


def _number(name: str) -> int:
    return int(name) if name.isascii() and name.isdecimal() and len(name) < _LONGEST else 0


def _numbers(rows: Callable[[Weblog], "QuerySet[Any]"]) -> _Names:
    def names(weblog: Weblog, ids: Iterable[str]) -> dict[str, str]:
        found = rows(weblog).filter(pk__in=[_number(row) for row in ids])
        return {str(row): str(first) for row, first in found.values_list("id", first_id())}

    return names


def _members(weblog: Weblog, ids: Iterable[str]) -> dict[str, str]:
    return {str(row): slug for row, slug in weblog.members.values_list("id", "slug")}


def _commenters(weblog: Weblog, ids: Iterable[str]) -> dict[str, str]:
    return {str(row): slug for row, slug in weblog.commenters.values_list("id", "slug")}


_posts = _numbers(lambda weblog: Post.objects.filter(weblog=weblog))
_NAMES: dict[str, _Names] = {
    "post": _posts,
    "conversation": _posts,
    "comment": _numbers(lambda weblog: Comment.objects.filter(conversation__post__weblog=weblog)),
    "reply": _numbers(lambda weblog: HostReply.objects.filter(comment__conversation__post__weblog=weblog)),
    "member": _members,
    "commenter": _commenters,
}
