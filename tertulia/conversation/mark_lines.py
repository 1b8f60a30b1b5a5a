"""What readers see of marks: kept in a column of the comment, as a page may show a thousand; words when it is shown."""

import json
from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.lib import text
from tertulia.weblog.post import Post


class Line(NamedTuple):
    """One mark beside a comment. ``what`` is picked, confirmed, corrected, open or answered; or confirms, corrects,
    answers, beside the comment that does it. It leads to the comment ``number`` or a reply in it of that
    ``anchor``, or to ``url``; ``note`` are words of the host."""

    what: str
    number: int = 0
    anchor: str = ""
    url: str = ""
    note: str = ""


def packed(lines: Iterable[Line]) -> str:
    """Lines as they stand in the column; nothing if there are none."""
    rows = [list(line) for line in lines]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def unpacked(column: str) -> list[Line]:
    """The lines in a column."""
    return [Line(*row) for row in json.loads(column)] if column else []


def lines(column: str, stem: str, home: str) -> str:
    """Sentences for a column, as HTML; the encoded ``stem`` of the post's addresses and path of the weblog are escaped.
    What is picked is said beside the name (``pick``)."""
    told = [_sentence(line, stem, home) for line in unpacked(column) if line.what != "picked"] if column else []
    return "".join(f'<p class="ruled">{sentence}</p>\n' for sentence in told)


def pick(column: str, stem: str) -> str:
    """The mark beside the name of a comment that the host has picked, as HTML."""
    if not any(line.what == "picked" for line in unpacked(column)):
        return ""
    return f' <a class="badge pick" href="{stem}/comments/picks/">{escape(_("host’s pick"))}</a>'


def lines_alone(comment: Comment, post: Post) -> SafeString:
    """All sentences for a comment on a page where it stands alone."""
    stem, home = (escape(text.path_encoded(path)) for path in (post.stem, post.weblog.path))
    picked = pick(comment.marks, stem)
    return mark_safe((f'<p class="ruled">{picked.strip()}</p>\n' if picked else "") + lines(comment.marks, stem, home))


def _sentence(line: Line, stem: str, home: str) -> str:
    if line.what == "open":
        sentence = escape(_("The host wants to find out: an {open question}."))
        begin, _open, rest = sentence.partition("{")
        words, _close, end = rest.partition("}")
        return f'{begin}<a href="{home}open-questions/">{words}</a>{end}'
    where = _target(line, stem)
    note = f" {escape(line.note)}" if line.note else ""
    return f"{escape(_words(line.what, led=bool(where))).format(where=where)}{note}"


def _words(what: str, *, led: bool) -> str:
    if not led:
        alone = {"confirmed": _("Confirmed by the host."), "corrected": _("Corrected by the host.")}
        return alone.get(what, _("The question is answered."))
    return {
        "confirmed": _("Confirmed: see {where}."),
        "corrected": _("Corrected: see {where}."),
        "answered": _("The question is answered: see {where}."),
        "confirms": _("Confirms {where}."),
        "corrects": _("Corrects {where}."),
        "answers": _("Answers the question in {where}."),
    }[what]


def _target(line: Line, stem: str) -> str:
    if line.number:
        words = escape(_("the host’s reply in #{number}")) if line.anchor else "#{number}"
        return f'<a href="{stem}/comments/{line.number}/">{words.format(number=line.number)}</a>'
    if line.url:
        host = escape(urlsplit(line.url).hostname or line.url)
        return f'<a href="{escape(line.url)}" rel="nofollow noopener">{host}</a>'
    return ""
