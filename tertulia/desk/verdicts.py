"""The verdicts on comments: each has an address of its own below the comment's."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tertulia.conversation.comment import CommentState
from tertulia.lib import text

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Verdict:
    """One thing that can be decided about comments: ``POST /desk/comments/9/publication/``, many at once by
    ``POST /desk/comments/publications/``."""

    name: str
    many: str
    state: CommentState
    label: Promise
    key: str

    def told(self, count: int) -> str:
        """What to say once it was done."""
        return {
            CommentState.PUBLISHED: ngettext("Published.", "%d comments are published.", count),
            CommentState.HELD: ngettext("Held; readers do not see it.", "%d comments are held.", count),
            CommentState.SPAM: ngettext("Judged as spam.", "%d comments are judged as spam.", count),
            CommentState.WITHDRAWN: ngettext("Withdrawn.", "%d comments are withdrawn.", count),
        }[self.state].replace("%d", str(count))


VERDICTS = {
    verdict.name: verdict
    for verdict in (
        Verdict("publication", "publications", CommentState.PUBLISHED, _("Publish"), "p"),
        Verdict("holding", "holdings", CommentState.HELD, _("Hold"), "h"),
        Verdict("spam", "spams", CommentState.SPAM, _("Spam"), "s"),
        Verdict("withdrawal", "withdrawals", CommentState.WITHDRAWN, _("Withdraw"), "w"),
    )
}


def words_with(sent: Mapping[str, str]) -> dict[str, str]:
    """What a form says beside a verdict: the reason, chosen or in one's own words, and a note to the author."""
    own, chosen = (_line(sent.get(name, "")) for name in ("own_reason", "reason"))
    return {"reason": own or chosen, "note": text.clean(sent.get("note", "")).strip()[:LONGEST_NOTE]}


def _line(value: str) -> str:
    return " ".join(text.clean(value).split())[:500]
