"""What is said of the quotes in a comment, beside them: word for word, changed, withdrawn since, not found.

The verbs keep it in a column, as a page may show a thousand comments; the HTML of a comment is made of its words alone,
and this is put into it when it is shown."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.quote import Verdict
from tertulia.conversation.said import verdict_on
from tertulia.lib import text
from tertulia.lib.folding import fold
from tertulia.lib.quotations import Quotation, Reading
from tertulia.lib.said import Said
from tertulia.weblog.post import Post


class Standing(TextChoices):
    """How a quote and its source stand to each other now. ``edited``: it says so still, and something else was changed;
    ``since``: it said so when it was quoted; ``withdrawn``: it is no longer shown."""

    EXACT = "exact"
    PARTS = "parts"
    EDITED = "edited"
    SINCE = "since"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


class Mark(NamedTuple):
    """One of them: ``of`` says what is quoted (``comment``, ``reply``, ``post``), ``number`` is that of the comment
    which is or holds it, ``anchor`` of its element, ``revision`` the text of a post that was compared."""

    place: int
    standing: str
    of: str = ""
    number: int = 0
    name: str = ""
    anchor: str = ""
    revision: str = ""


def packed(marks: Iterable[Mark]) -> str:
    """Marks as they stand in the column; nothing if there are none."""
    rows = [list(mark) for mark in marks]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def unpacked(column: str) -> list[Mark]:
    """The marks in a column."""
    return [Mark(*row) for row in json.loads(column)] if column else []


@dataclass(frozen=True)
class Setting:
    """Where marks are shown: the stem of the post's addresses, the anchors of the comments on the same page, and what
    the post says, if it shall be asked whether that still is what it said when it was quoted."""

    stem: str
    anchors: Mapping[int, str] = field(default_factory=dict)
    post: Said | None = None

    @classmethod
    def of(cls, post: Post) -> "Setting":
        """Where no other comment of the post is shown, and its quotes as they were when they were compared."""
        return cls(escape(text.path_encoded(post.stem)))


def marked(html: str, column: str, setting: Setting, holder: str = "") -> str:
    """The HTML of a comment with what is said of its quotes. ``holder`` is the stem's continuation at which differences
    are shown (``12/quotes/``); nothing if they are shown nowhere yet."""
    if not column:
        return html
    found = Reading(html).quotations
    for mark in reversed(unpacked(column)):
        if mark.place < len(found):
            quotation = found[mark.place]
            said = _sentence(_anew(mark, quotation, setting.post), setting, holder)
            html = f"{html[: quotation.end]}{_shown(said, quotation)}{html[quotation.end :]}"
    return html


def marked_alone(said: Comment | HostReply, post: Post) -> SafeString:
    """The HTML of a comment or reply on a page where it stands alone, with what is said of its quotes."""
    return mark_safe(marked(said.html, said.quote_marks, Setting.of(post)))


def quoted_by(column: str, setting: Setting) -> str:
    """Which comments quote this one, as HTML; ``column`` holds their numbers."""
    links = ", ".join(_link(number, setting) for number in column.split() if number != "+")
    sentence = _("quoted by {numbers} and others") if column.endswith("+") else _("quoted by {numbers}")
    return f'<p class="quoted">{escape(sentence).format(numbers=links)}</p>\n'


def _link(number: str, setting: Setting) -> str:
    anchor = setting.anchors.get(int(number))
    href = f"#{escape(anchor)}" if anchor else f"{setting.stem}/comments/{number}/"
    return f'<a href="{href}">#{number}</a>'


def _shown(sentence: str, quotation: Quotation) -> str:
    if quotation.depth:
        return f'<p class="quoted" dir="auto">{sentence}</p>'
    return f' <span class="quoted">({sentence})</span>'


def _anew(mark: Mark, quotation: Quotation, post: Said | None) -> Mark:
    # A post does not know that it is quoted, so its quotes are looked at when they are shown.
    if mark.of != "post" or post is None or post.revision == mark.revision:
        return mark
    return mark._replace(standing=standing_of(mark.standing, verdict_on(post, fold(quotation.words)), is_same=False))


def standing_of(verdict: str, now: Verdict | None, *, is_same: bool) -> Standing:
    """How a quote stands of that verdict, which its source, changed or not, would be given ``now``."""
    if now is None:
        was_true = verdict in (Verdict.EXACT, Verdict.PARTS)
        return Standing.SINCE if was_true else Standing.CHANGED
    if verdict != Verdict.CHANGED and not is_same:
        return Standing.EDITED
    return Standing(now)


def _sentence(mark: Mark, setting: Setting, holder: str) -> str:
    source = _source(mark, setting)
    difference = escape(_("see the difference"))
    if holder and mark.standing in (Standing.CHANGED, Standing.SINCE):
        difference = f'<a href="{setting.stem}/comments/{holder}{mark.place}/" rel="nofollow">{difference}</a>'
    return {
        Standing.EXACT: _("word for word, from {source}"),
        Standing.PARTS: _("word for word, with omissions, from {source}"),
        Standing.EDITED: _("word for word, from {source}, which has been changed since in other places"),
        Standing.SINCE: _("word for word when quoted; {source} has been changed since: {difference}"),
        Standing.CHANGED: _("changed, from {source}: {difference}"),
        Standing.WITHDRAWN: _("from {source}, which has been withdrawn since"),
        Standing.MISSING: _("not found in this conversation"),
    }[Standing(mark.standing)].format(source=source, difference=difference)


def _source(mark: Mark, setting: Setting) -> str:
    if mark.standing == Standing.WITHDRAWN:
        return f"#{mark.number}"
    if mark.of == "post":
        return f'<a href="{setting.stem}/comments/">{escape(_("the post"))}</a>'
    # A name may be written in the other direction than the sentence and the number.
    name = f"<bdi>{escape(mark.name or _('Without a name'))}</bdi>, #{mark.number}"
    href = f"#{escape(mark.anchor)}" if mark.number in setting.anchors else f"{setting.stem}/comments/{mark.number}/"
    return f'<a href="{href}">{name}</a>'
