"""The HTML of comments. Written in Python and not as a template, as a page may show a thousand of them: a template
for each costs ten times as much. Values go through ``format_html``; ``html`` of comments is sanitised when stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.thread import Node

# Typepad's profiles are gone for good; a link to one helps nobody.
DEAD_HOSTS = frozenset({"profile.typepad.com", "profile.typekey.com", "www.typekey.com"})


@dataclass(frozen=True)
class Setting:
    """What the comments of one page have in common: the encoded stem of the post's addresses, the host replies by
    comment, and whether the reader may answer."""

    stem: str
    replies: Mapping[int, Sequence[HostReply]]
    is_open: bool


def thread(nodes: Iterable[Node], setting: Setting) -> SafeString:
    """Comments with the answers below them, in the active language and time zone."""
    return mark_safe("\n".join(_node(node, setting) for node in nodes))


def _node(node: Node, setting: Setting) -> str:
    article = comment_article(node, setting)
    if not node.replies:
        return article
    return f'{article}\n<div class="replies">\n{thread(node.replies, setting)}\n</div>'


def comment_article(node: Node, setting: Setting) -> str:
    """One comment with its host replies, without what others answer to it."""
    comment = node.comment
    return format_html(
        '<article id="{}" class="comment h-cite u-comment">{}\n<header{}>{}{} <a class="num u-url" href="#{}" '
        'rel="bookmark">{} <span class="no">#{}</span></a></header>\n{}'
        '<div class="said e-content" dir="auto">{}</div>\n{}{}</article>',
        comment.anchor,
        format_html('<a id="c{}"></a>', comment.old_id) if comment.old_id else "",
        format_html(' data-initials="{}"', initials(comment.name)),
        _who(comment),
        _badge() if comment.member_id else "",
        comment.anchor,
        _time(comment.created_at),
        comment.number,
        _answers(node, setting),
        mark_safe(comment.html),
        mark_safe("".join(reply_section(reply) for reply in setting.replies.get(comment.id, ()))),
        _actions(comment, setting),
    )


def reply_section(reply: HostReply) -> str:
    """The host's answer inside a comment: set apart, named, signed, with a permalink of its own."""
    return format_html(
        '<section id="{}" class="host-reply p-comment h-cite" role="group" aria-label="{}">\n<header>'
        '<h4><span class="p-author h-card"><span class="p-name">{}</span></span>{}</h4> '
        '<a class="num u-url" href="#{}" rel="bookmark">{}</a></header>\n'
        '<div class="said e-content" dir="auto">{}</div></section>\n',
        reply.anchor,
        _("Reply of the host"),
        reply.name,
        _badge(),
        reply.anchor,
        _time(reply.created_at),
        _signed(reply),
    )


def web_address(comment: Comment) -> str:
    """The commenter's web address if readers can use it, else nothing."""
    try:
        parts = urlsplit(comment.url)
    except ValueError:
        return ""
    is_shown = parts.scheme in ("http", "https") and parts.hostname and parts.hostname not in DEAD_HOSTS
    return comment.url if is_shown else ""


def initials(name: str) -> str:
    """One or two letters for the disc beside a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _who(comment: Comment) -> SafeString:
    name = comment.name or _("Without a name")
    if url := web_address(comment):
        link = (
            '<h3 class="who p-author h-card"><a class="p-name u-url" href="{}" rel="nofollow ugc noopener">{}</a></h3>'
        )
        return format_html(link, url, name)
    return format_html('<h3 class="who p-author h-card"><span class="p-name">{}</span></h3>', name)


def _badge() -> SafeString:
    return format_html(' <span class="badge host">{}</span>', _("host"))


def _time(moment: datetime) -> SafeString:
    local = localtime(moment)
    shown = date_format(local, "DATETIME_FORMAT")
    return format_html('<time class="dt-published" datetime="{}">{}</time>', local.isoformat(timespec="seconds"), shown)


def _answers(node: Node, setting: Setting) -> SafeString:
    """“In reply to”: a link wherever nesting does not show it (too deep, flat, or the other comment is on another
    page); where it does, words for those who do not see it."""
    parent = node.parent or node.comment.parent
    if parent is None or not parent.is_public or parent.id == node.comment.id:
        return mark_safe("")
    if node.is_below:
        named = f"{parent.name}, #{parent.number}"
        return format_html('<p class="unseen">{}</p>\n', _("in reply to {}").format(named))
    href = f"#{parent.anchor}" if node.parent else f"{setting.stem}/comments/{parent.number}/"
    link = format_html('<a class="u-in-reply-to" href="{}">{}, #{}</a>', href, parent.name, parent.number)
    said = format_html(_("in reply to {}"), link)
    return format_html('<p class="answers">{}</p>\n', said)


def _signed(reply: HostReply) -> SafeString:
    sign = format_html('<span class="sign">{}</span>', reply.initials)
    if reply.html.endswith("</p>"):
        return mark_safe(f"{reply.html[:-4]} {sign}</p>")
    return mark_safe(f"{reply.html} <p>{sign}</p>")


def _actions(comment: Comment, setting: Setting) -> SafeString:
    if not setting.is_open:
        return mark_safe("")
    return format_html(
        '<p class="actions"><a href="{}/comments/{}/reply/" rel="nofollow" aria-label="{}">{}</a></p>\n',
        setting.stem,
        comment.number,
        _("Reply to %(name)s, #%(number)s") % {"name": comment.name, "number": comment.number},
        _("Reply"),
    )
