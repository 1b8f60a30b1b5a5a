"""The foot of a comment: who quotes it, and what one can do with it."""

from html import escape

from django.utils.translation import gettext as _

from tertulia.conversation.comment import CommentState
from tertulia.conversation.quote_marks import Setting, quoted_by
from tertulia.conversation.shown import Shown


class Foot:
    """Writes the feet of the comments of one page; its words are asked for once."""

    def __init__(self, setting: Setting, is_open: bool) -> None:
        self._setting, self._is_open = setting, is_open
        self._answering = (
            ("reply", escape(_("Reply")), escape(_("Reply to #{}"))),
            ("quote", escape(_("Quote")), escape(_("Quote #{}"))),
        )
        self._more = "more", escape(_("More")), escape(_("More about #{}"))

    def of(self, comment: Shown) -> str:
        """The foot of a comment, as HTML."""
        may_answer = self._is_open and comment.state == CommentState.PUBLISHED
        links = [self._link(comment.number, *one) for one in ((*self._answering,) if may_answer else ())]
        links.append(self._link(comment.number, *self._more))
        quoters = quoted_by(comment.quoted_by, self._setting) if comment.quoted_by else ""
        return f'{quoters}<p class="actions">{" ".join(links)}</p>\n'

    def _link(self, number: int, name: str, words: str, label: str) -> str:
        href = f"{self._setting.stem}/comments/{number}/{name}/"
        return f'<a href="{href}" rel="nofollow" aria-label="{label.format(number)}">{words}</a>'
