"""The verdict on a new comment before the weblog's policy is asked: few rules, each with a reason for the log."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tertulia.conversation.comment import CommentState
from tertulia.conversation.submission import Submission
from tertulia.lib.lookalikes import skeleton

MOST_LINKS_OF_A_NEWCOMER = 2

_LINK = re.compile(r"https?://|\bwww\.|\[url\b|\[link\b", re.IGNORECASE)
_BULLETIN_BOARD = re.compile(r"\[(?:url|link)\s*=", re.IGNORECASE)
_ADDRESS_AS_NAME = re.compile(r"https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """``state`` is published if nothing speaks against the comment; ``reasons`` are sentences for the host."""

    state: str = CommentState.PUBLISHED
    reasons: Sequence[str] = field(default_factory=tuple)


def verdict(said: Submission, *, is_known: bool, member_names: Sequence[str]) -> Verdict:
    """Judge a cleaned submission of somebody who is not signed in as a member.

    ``is_known``: a comment of theirs was published here before. ``member_names``: those of the weblog's members."""
    if said.trap:
        return Verdict(CommentState.SPAM, [_("A field that people do not see was filled in.")])
    reasons = []
    if skeleton(said.name) in {skeleton(name) for name in member_names}:
        reasons.append(_("It bears the name of a member who is not signed in."))
    if not is_known:
        reasons += _against_a_newcomer(said)
    return Verdict(CommentState.HELD, reasons) if reasons else Verdict()


def _against_a_newcomer(said: Submission) -> list[str]:
    reasons = []
    if (count := len(_LINK.findall(said.text))) > MOST_LINKS_OF_A_NEWCOMER:
        reasons.append(_("A newcomer’s comment holds %(count)s links.") % {"count": count})
    if _BULLETIN_BOARD.search(said.text):
        reasons.append(_("It holds links as bulletin boards write them."))
    if _ADDRESS_AS_NAME.search(said.name):
        reasons.append(_("The name is a web address."))
    return reasons
