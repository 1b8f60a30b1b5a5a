"""Comments, trackbacks and pingbacks of a WordPress export."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.wxr_values import COMMENT_STATUSES, moment
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import CommentRecord, CommentStatus, Unreadable
from tertulia.lib import text

_PINGS = frozenset({"trackback", "pingback", "webmention", "mention", "repost", "like"})
# What a reader said, under another name.
_SAID = frozenset({"review"})


@dataclass
class Comments:
    """Reads the comments of one file."""

    tally: Tally

    def read(self, element: Element) -> CommentRecord | Unreadable:
        """One comment; its ``member`` is the number of an author still. It is read before what stands above it in the
        file has been looked at."""
        if any(child.cut for child in element.all("wp:comment_content")):
            why = _("it is longer than the four million characters that a text may have")
            return Unreadable("comments", _("line {number}").format(number=element.line), why)
        kind, status = self._kind_and_status(element)
        number, parent = _word(element, "comment_id"), _word(element, "comment_parent")
        return CommentRecord(
            kind=kind,
            status=status,
            id=number,
            answers="" if parent in ("0", number) else parent,
            name=_word(element, "comment_author"),
            email=_word(element, "comment_author_email"),
            url=_word(element, "comment_author_url"),
            ip=_word(element, "comment_author_IP"),
            member=_word(element, "comment_user_id"),
            date=moment(element, "wp:comment_date", "wp:comment_date_gmt"),
            text=text.clean(element.text_of("wp:comment_content")).strip(),
            old_id=number,
            line=element.line,
        )

    def _kind_and_status(self, element: Element) -> tuple[Literal["comment", "ping"], CommentStatus]:
        given, sort = _word(element, "comment_approved"), _word(element, "comment_type")
        status = COMMENT_STATUSES.get(given, "held")
        if given not in COMMENT_STATUSES:
            sentence = _("the state “{state}” of a comment is not known, so it is held").format(state=given[:40])
            self.tally.add(sentence, element.line)
        if sort in _PINGS:
            return "ping", status
        if sort in _SAID:
            self.tally.add(
                _("a comment is of the kind “{kind}”; it was taken as any other").format(kind=sort), element.line
            )
        elif sort not in ("", "comment"):
            # It may well be a note that was for the host only.
            sentence = _("a comment is of the kind “{kind}”, which means nothing here, so it is held")
            self.tally.add(sentence.format(kind=sort[:40]), element.line)
            status = "held" if status == "published" else status
        return "comment", status


def _word(element: Element, name: str) -> str:
    return text.clean(element.text_of(f"wp:{name}")).strip()[:2000]
