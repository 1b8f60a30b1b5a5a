"""The verdict on a new comment before the weblog's policy is asked: few rules, each with a reason for the log."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import CommentState
from tertulia.conversation.spam.score import Score
from tertulia.conversation.submission import Submission
from tertulia.lib.lookalikes import skeleton

_MARKS = {
    "!length": gettext_lazy("its length"),
    "!link": gettext_lazy("a link"),
    "!links": gettext_lazy("its links"),
    "!capitals": gettext_lazy("capital letters"),
    "!exclamations": gettext_lazy("exclamation marks"),
    "!digits": gettext_lazy("numbers"),
    "?headers": gettext_lazy("it came without what every browser says of itself"),
    "?fast": gettext_lazy("it was written in less than three seconds"),
    "?repeated": gettext_lazy("the same words came here these days"),
    "?repeated-link": gettext_lazy("the same link came to other conversations these days"),
    "?ping": gettext_lazy("it is a ping"),
    "?akismet": gettext_lazy("Akismet takes it for spam"),
    "~mail": gettext_lazy("spam came from this e-mail address"),
    "~name": gettext_lazy("spam came under this name"),
    "~network": gettext_lazy("spam came from this network"),
}
MOST_LINKS_OF_A_NEWCOMER = 2

_LINK = re.compile(r"https?://|\bwww\.|\[url\b|\[link\b", re.IGNORECASE)
_BULLETIN_BOARD = re.compile(r"\[(?:url|link)\s*=", re.IGNORECASE)
_ADDRESS_AS_NAME = re.compile(r"https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """``state`` is published if nothing speaks against the comment; ``reasons`` are sentences for the host."""

    state: str = CommentState.PUBLISHED
    reasons: Sequence[str] = field(default_factory=tuple)


def verdict(said: Submission, judged: Score, *, is_known: bool, member_names: Sequence[str]) -> Verdict:
    """Judge a cleaned submission of somebody who is not signed in as a member. Nothing is spam by its score alone: it
    waits for a person.

    ``is_known``: a comment of theirs was published here before. ``member_names``: those of the weblog's members."""
    if said.trap:
        return Verdict(CommentState.SPAM, [_("A field that people do not see was filled in.")])
    reasons = []
    if skeleton(said.name) in {skeleton(name) for name in member_names}:
        reasons.append(_("It bears the name of a member who is not signed in."))
    if not is_known:
        reasons += _against_a_newcomer(said)
    if judged.holds(is_known=is_known):
        reasons.append(like_spam(judged))
    return Verdict(CommentState.HELD, reasons) if reasons else Verdict()


def like_spam(judged: Score) -> str:
    """A sentence about how much a comment is like spam, and what speaks for it."""
    told = ", ".join(_shown(thing) for thing in judged.telling)
    return _("It is like what is spam here (%(percent)s of 100): %(things)s.") % {
        "percent": judged.percent,
        "things": told or _("all of it a little"),
    }


def _shown(thing: str) -> str:
    if thing.startswith("@"):
        return thing[1:]
    if told := _MARKS.get(thing.partition(" ")[0]):
        return str(told)
    return _("“%s”") % thing.replace("^ ", "").replace(" $", "")


def _against_a_newcomer(said: Submission) -> list[str]:
    reasons = []
    if (count := len(_LINK.findall(said.text))) > MOST_LINKS_OF_A_NEWCOMER:
        reasons.append(_("A newcomer’s comment holds %(count)s links.") % {"count": count})
    if _BULLETIN_BOARD.search(said.text):
        reasons.append(_("It holds links as bulletin boards write them."))
    if _ADDRESS_AS_NAME.search(said.name):
        reasons.append(_("The name is a web address."))
    return reasons
