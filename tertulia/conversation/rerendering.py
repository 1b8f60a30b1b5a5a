"""Comments, host replies and notes rendered anew, where their links lead to what is here by now."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Manager, Q

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.note import Note
from tertulia.lib import markup, tags
from tertulia.outbox.event import record
from tertulia.weblog.links import links_of
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 200

_Said = type[Comment] | type[HostReply] | type[Note]
_PLACES: tuple[tuple[_Said, str], ...] = (
    (Comment, "conversation__post__weblog"),
    (HostReply, "comment__conversation__post__weblog"),
    (Note, "conversation__post__weblog"),
)


def render_comments_anew(weblog: Weblog, words: Collection[str]) -> Iterator[int]:
    """Derive the HTML of comments, host replies and notes whose text holds one of these ``words`` again, some at each
    step; answers how many are different."""
    which = Q()
    for word in words:
        which |= Q(text__contains=word)
    for model, within in _PLACES:
        last = 0
        while words and (ids := _next(model, Q(which, (within, weblog.id), ("id__gt", last)))):
            last = ids[-1]
            yield _render(model, weblog, ids)


def _next(model: _Said, which: Q) -> list[int]:
    found = model._default_manager.filter(which).order_by("id")
    return list(found.values_list("id", flat=True)[:_AT_ONCE])


@transaction.atomic
def _render(model: _Said, weblog: Weblog, ids: list[int]) -> int:
    # Locked, as somebody may be writing meanwhile, and what they write must not be overwritten.
    different, links = [], links_of(weblog)
    rows: Manager[Any] = model._default_manager
    for one in rows.select_for_update().filter(id__in=ids).order_by("id"):
        before, one.html = one.html, markup.comment_html(one.text, links)
        if one.html != before:
            different.append(one)
    rows.bulk_update(different, ["html"])
    if different:
        record("comments.rendered", tags=[tags.weblog(weblog.id)], weblog_id=weblog.id)
    return len(different)
