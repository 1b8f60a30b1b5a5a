"""Comments of an export of Blogger. They stand behind all posts, so they wait in a file until theirs is read."""

import json
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tertulia.exchange.readers.blogger import values
from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import BrokenExport, CommentRecord
from tertulia.lib.said_html import typed
from tertulia.lib.scratch import scratch

_BREAK = re.compile(r"<(?:br|p|div|li)\b", re.IGNORECASE)
_TABLES = """
CREATE TABLE said (post TEXT, comment TEXT); CREATE INDEX of_post ON said (post);
CREATE TABLE met (post TEXT PRIMARY KEY);
"""


def comment_of(entry: Element) -> tuple[CommentRecord, str]:
    """A comment, its ``member`` still the address of a profile; and its status if that is not known."""
    number = values.number_of(entry.text_of("id"))
    status, unknown = values.comment_status(entry)
    person = values.person_of(entry)
    record = CommentRecord(
        status=status,
        id=number,
        answers=_answered(entry, number),
        name=person.name,
        email=person.email,
        url=person.profile,
        member=person.profile,
        date=values.moment(entry),
        text=_words(entry.text_of("content") or entry.text_of("title")),
        old_id=number,
        line=entry.line,
    )
    return record, unknown


def post_of(entry: Element) -> str:
    """The number of the post that a comment stands below."""
    if parent := entry.text_of("blogger:parent").strip():
        return values.number_of(parent)
    refs = (one.attributes.get("ref", "") for one in entry.all("thr:in-reply-to"))
    return next((number for ref in refs if (number := values.number_of(ref))), "")


def _answered(entry: Element, own: str) -> str:
    number = values.number_of(entry.text_of("blogger:inReplyTo").strip() or values.link_of(entry, "related"))
    return "" if number in (own, post_of(entry)) else number


def _words(html: str) -> str:
    # Only where lines are broken by tags do line ends of the source mean nothing.
    return typed(html if _BREAK.search(html) else html.strip().replace("\n", "<br>"))


class Waiting:
    """Comments by the number of their post, in a file without a name, as there may be very many."""

    def __init__(self) -> None:
        self._kept = scratch(_TABLES, roomy())

    def add(self, post: str, comment: CommentRecord) -> None:
        """Keep a comment for its post."""
        date = comment.date.isoformat() if comment.date else ""
        kept = json.dumps({**vars(comment), "date": date, "replies": (), "doubts": ()})
        try:
            self._kept.execute("INSERT INTO said VALUES (?, ?)", (post, kept))
        except OSError as error:
            reason = _("line {number}: comments cannot be kept until their posts are read: {error}.")
            raise BrokenExport(reason.format(number=comment.line, error=error)) from error

    def begin(self) -> None:
        """From now on no post has been met."""
        self._kept.execute("DELETE FROM met")

    def of(self, post: str) -> list[CommentRecord]:
        """The comments of this post, which has been met now, in their order."""
        if not post:
            return []
        self._kept.execute("INSERT OR IGNORE INTO met VALUES (?)", (post,))
        return list(self._found("SELECT comment FROM said WHERE post = ? ORDER BY rowid", post))

    def left(self) -> Iterator[CommentRecord]:
        """Those whose post was not met."""
        return self._found("SELECT comment FROM said WHERE post NOT IN (SELECT post FROM met) ORDER BY rowid")

    def _found(self, query: str, *given: str) -> Iterator[CommentRecord]:
        for (kept,) in self._kept.execute(query, given):
            found = json.loads(kept)
            date = values.date_of(found["date"])
            yield CommentRecord(**{**found, "date": date, "replies": (), "doubts": ()})


def lost_thread(said: list[CommentRecord]) -> int:
    """How many of them answer a comment that is not here."""
    here = {one.id for one in said}
    return sum(1 for one in said if one.answers and one.answers not in here)
