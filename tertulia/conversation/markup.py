"""The HTML of comments. Written in Python and not as a template, as a page may show a thousand of them.

What people gave (names, web addresses, ids of old addresses) is escaped where it is taken from its row, and nowhere
else does anything of theirs come in: ``html`` is sanitised when it is stored, the rest is numbers, dates, translations
and the encoded paths of posts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation import mark_lines, quote_marks
from tertulia.conversation.comment import CommentState
from tertulia.conversation.foot import Foot
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.marks import Marks, face, initials
from tertulia.conversation.references import References
from tertulia.conversation.shown import Shown
from tertulia.conversation.thread import Node
from tertulia.lib import dates
from tertulia.lib.said import Said

__all__ = ["DEAD_HOSTS", "Setting", "initials", "not_certain", "thread", "web_address"]

# Typepad's profiles are gone for good; a link to one helps nobody.
DEAD_HOSTS = frozenset({"profile.typepad.com", "profile.typekey.com", "www.typekey.com"})

# Of fewer answers there is nothing to fold up.
_FOLDED = 3

# Old ids are numbers, which Typepad's fragments put a c before; but some programs gave them a word (isso-12).
_WHOLE_FRAGMENT = re.compile(r"[a-z]\w*-[\w-]+", re.ASCII)


@dataclass(frozen=True)
class Setting:
    """What the comments of one page have in common: the encoded stem of the post's addresses, the host replies by
    comment, whether the reader may answer, and by whom they were answered on other pages. ``is_home``: this is where
    their permalinks lead; ``folds``: a thread of answers can be folded up. ``post`` is what the post says, as comments
    quote it; ``home``: the encoded path of the weblog."""

    stem: str
    replies: Mapping[int, Sequence[HostReply]]
    is_open: bool
    elsewhere: Mapping[int, Sequence[int]] = field(default_factory=dict)
    is_home: bool = True
    folds: bool = True
    post: Said | None = None
    home: str = "/"


def thread(nodes: Iterable[Node], setting: Setting) -> SafeString:
    """Comments with the answers below them, in the active language and time zone."""
    nodes = list(nodes)
    anchors = {node.comment.number: node.comment.anchor for top in nodes for node in top.walk()}
    return mark_safe("\n".join(_Writer(setting, anchors).pieces(nodes)))


class _Writer:
    """Writes the comments of one page. Words and formats are asked for once, as asking takes longer than writing."""

    def __init__(self, setting: Setting, anchors: Mapping[int, str]) -> None:
        self._stem, self._replies = escape(setting.stem), setting.replies
        self._quotes = quote_marks.Setting(self._stem, anchors, setting.post)
        self._foot = Foot(self._quotes, setting.is_open)
        self._references = References(self._stem, setting.elsewhere)
        self._is_home, self._folds = setting.is_home, setting.folds
        self._zone, self._date = get_current_timezone(), dates.formatter("DATETIME_FORMAT")
        self._marks, self._home = Marks(setting.home), escape(setting.home)
        self._nameless, self._host_reply = escape(_("Without a name")), escape(_("Reply of the host"))
        self._edited, self._compare = escape(_("Edited {}")), escape(_("What it said before"))
        self._withdrawn = f'<p class="withdrawn">{escape(_("Withdrawn by its author."))}</p>'

    def pieces(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            yield self._article(node)
            if node.replies:
                begin, end = self._around(node)
                yield begin
                yield from self.pieces(node.replies)
                yield end

    def _around(self, node: Node) -> tuple[str, str]:
        size = sum(1 for _node in node.walk()) - 1 if self._folds and not node.level else 0
        if size < _FOLDED:
            return '<div class="replies">', "</div>"
        told = escape(ngettext("%d answer", "%d answers", size) % size)
        return f'<details class="replies" open><summary>{told}</summary>', "</details>"

    def _article(self, node: Node) -> str:
        comment = node.comment
        anchor, name = escape(comment.anchor), escape(comment.name)
        old = _old_anchors(escape(comment.old_id), escape(comment.old_number))
        disc, picture = face(comment)
        replies = [self._host_reply_in(reply, comment.number) for reply in self._replies.get(comment.id, ())]
        return (
            f'<article id="{anchor}" class="comment h-cite u-comment">{old}\n'
            f"<header{disc}>{picture}{self._who(comment, name)}{self._marks.beside(comment)}{self._picked(comment)} "
            f'<a class="num u-url" href="{self._permalink(comment, anchor)}">{self._time(comment.created_at)} '
            f'<span class="no">#{comment.number}</span></a></header>\n{self._references.to(node)}'
            f"{self._said(comment)}\n"
            f"{''.join(replies)}{self._references.back(node)}{self._foot.of(comment)}</article>"
        )

    def _permalink(self, comment: Shown, anchor: str) -> str:
        return f"#{anchor}" if self._is_home else self._references.lasting(comment.number)

    def _said(self, comment: Shown) -> str:
        if comment.state == CommentState.RETRACTED:
            return self._withdrawn
        said = quote_marks.marked(comment.html, comment.quote_marks, self._quotes, f"{comment.number}/quotes/")
        edited = self._edited_at(comment, f"{comment.number}")
        ruled = mark_lines.lines(comment.marks, self._stem, self._home) if comment.marks else ""
        return f'{not_certain(comment.uncertain)}<div class="said e-content" dir="auto">{said}</div>{edited}{ruled}'

    def _picked(self, comment: Shown) -> str:
        return mark_lines.pick(comment.marks, self._stem) if comment.marks else ""

    def _edited_at(self, said: Shown | HostReply, place: str) -> str:
        if said.edited_at is None:
            return ""
        words = self._edited.format(self._time(said.edited_at, "dt-updated"))
        if said.earlier:
            href = f"{self._stem}/comments/{place}/history/"
            words = f'{words} · <a href="{href}" rel="nofollow">{self._compare}</a>'
        return f'\n<p class="edited">{words}</p>'

    def _who(self, comment: Shown, name: str) -> str:
        name = name or self._nameless
        if comment.state == CommentState.PUBLISHED and comment.url and (url := escape(web_address(comment.url))):
            name = f'<a class="p-name u-url" href="{url}" rel="nofollow ugc noopener">{name}</a>'
        return f'<h3 class="who p-author h-card">{name}</h3>'

    def _time(self, moment: datetime, name: str = "dt-published") -> str:
        local = moment.astimezone(self._zone)
        exact, shown = local.isoformat(timespec="minutes"), escape(self._date(local))
        return f'<time class="{name}" datetime="{exact}">{shown}</time>'

    def _host_reply_in(self, reply: HostReply, number: int) -> str:
        holder = f"{number}/quotes/{reply.public_id}."
        said = quote_marks.marked(reply.html, reply.quote_marks, self._quotes, holder)
        return (
            f'<div id="{reply.anchor}" class="host-reply p-comment h-cite" role="group" '
            f'aria-label="{self._host_reply}">\n<header>'
            f'<h4><span class="p-author h-card">{escape(reply.name)}</span>{self._marks.host}</h4> '
            f'<a class="num u-url" href="#{reply.anchor}">{self._time(reply.created_at)}</a></header>\n'
            f'<div class="said e-content" dir="auto">{_signed(reply, said)}</div>'
            f"{self._edited_at(reply, f'{number}/replies/{reply.public_id}')}</div>\n"
        )


def not_certain(kinds: str) -> str:
    """What readers are told of a comment that an import brought and that the host has not settled, as HTML; nothing if
    nothing is ``Comment.uncertain``."""
    if not kinds:
        return ""  # as nearly always, and asking for six translations takes longer than writing a comment
    told = {
        "author": _("Who wrote this is not certain."),
        "name": _("The name is not certain."),
        "cut": _("Whether this is one comment or two is not certain."),
        "host": _("Whether these are the host’s words is not certain."),
        "text": _("The wording is not certain."),
        "twice": _("This may be the same comment twice."),
    }
    sentences = " ".join(escape(told[kind]) for kind in kinds.split() if kind in told)
    return f'<p class="uncertain" role="note">{sentences}</p>\n' if sentences else ""


def web_address(url: str) -> str:
    """A commenter's web address if readers can use it, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_shown = parts.scheme in ("http", "https") and parts.hostname and parts.hostname not in DEAD_HOSTS
    return url if is_shown else ""


def _old_anchors(old_id: str, old_number: str) -> str:
    if not old_id and not old_number:
        return ""
    names = [one if _WHOLE_FRAGMENT.fullmatch(one) else f"c{one}" for one in (old_id, old_number) if one]
    names += [f"comment-{old_number}"] if old_number else []
    return "".join(f'<a id="{name}"></a>' for name in names)


def _signed(reply: HostReply, said: str) -> str:
    sign = f'<span class="sign">{escape(reply.initials)}</span>'
    if reply.html.endswith("</p>"):
        return f"{said[:-4]} {sign}</p>"
    return f"{said} <p>{sign}</p>"
