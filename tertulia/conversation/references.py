"""Who answers whom, as HTML: where nesting does not show it, links lead both ways."""

from collections.abc import Mapping, Sequence
from html import escape

from django.utils.translation import gettext as _

from tertulia.conversation.comment import PLACED
from tertulia.conversation.thread import Node

# Of a question that hundreds have answered, a page need not name every one.
_MOST = 12


class References:
    """Writes them for the comments of one page. ``stem`` is escaped; ``elsewhere`` are the numbers of answers that
    stand on other pages, by comment."""

    def __init__(self, stem: str, elsewhere: Mapping[int, Sequence[int]]) -> None:
        self._stem, self._elsewhere = stem, elsewhere
        self._reply_to, self._answers = escape(_("in reply to {}")), escape(_("answers: {}"))
        self._further = escape(_("{} more"))

    def to(self, node: Node) -> str:
        """Whom a comment answers: a link wherever nesting does not show it (too deep, flat, or the other comment is on
        another page); where it does, words for those who do not see it."""
        comment, parent = node.comment, node.parent
        if parent:
            href, named = f"#{escape(parent.anchor)}", _named(parent.name, parent.number)
        elif comment.parent_state in PLACED and comment.parent_id != comment.id:
            href = self.lasting(comment.parent_number)
            named = _named(comment.parent_name or "", comment.parent_number)
        else:
            return ""
        if node.is_below:
            return f'<p class="unseen">{self._reply_to.format(named)}</p>\n'
        link = f'<a class="u-in-reply-to" href="{href}">{named}</a>'
        return f'<p class="answers">{self._reply_to.format(link)}</p>\n'

    def back(self, node: Node) -> str:
        """By whom it was answered, as far as that does not stand right below it."""
        elsewhere = self._elsewhere.get(node.comment.id, ())
        if not node.apart and not elsewhere:
            return ""
        places = {one.number: f"#{escape(one.anchor)}" for one in node.apart}
        places |= {number: self.lasting(number) for number in elsewhere}
        links = [f'<a href="{places[number]}">#{number}</a>' for number in sorted(places)]
        if len(links) > _MOST:
            all_of_them = f"{self.lasting(node.comment.number)}more/#answers"
            links[_MOST:] = [f'<a href="{all_of_them}" rel="nofollow">{self._further.format(len(links) - _MOST)}</a>']
        return f'<p class="answered">{self._answers.format(", ".join(links))}</p>\n'

    def lasting(self, number: int | None) -> str:
        """The lasting address of a comment, which leads to wherever it stands."""
        return f"{self._stem}/comments/{number}/"


def _named(name: str, number: int | None) -> str:
    # Each keeps its direction of writing, whatever that of the sentence is.
    return f"<bdi>{escape(name)}</bdi>, #{number}"
