"""The host's answers inside comments that an import brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tertulia.conversation import findable
from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.signing import initials_of, unsigned
from tertulia.lib import markup, text
from tertulia.lib.bulk import write_new
from tertulia.weblog.member import Member


@dataclass(frozen=True)
class ImportedReply:
    """One answer inside ``comment``, by ``member`` or by somebody of that ``name``, who has signed it with ``sign``."""

    comment: Comment
    created_at: datetime
    text: str
    name: str = ""
    sign: str = ""
    member: Member | None = None


def add_replies(imported: Sequence[ImportedReply]) -> list[HostReply]:
    """Keep them, in the same order. The caller says what became stale, with the comments that they stand in."""
    replies = [_reply(one) for one in imported]
    write_new(replies)
    findable.renew([one.comment for one in imported])
    return replies


def _reply(one: ImportedReply) -> HostReply:
    name = (one.member.name if one.member else one.name)[:255]
    said = unsigned(text.clean(one.text).strip("\n"), one.sign, initials_of(name))
    return HostReply(
        comment=one.comment,
        member=one.member,
        name=name,
        text=said,
        html=markup.comment_html(said),
        created_at=one.created_at,
        changed_at=one.created_at,
    )
