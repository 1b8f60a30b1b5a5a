"""What the host wants to find out, and what was found out, of one weblog."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tertulia.conversation import reading
from tertulia.conversation.comment import CommentState
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.mark_lines import lines_alone
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import last_page
from tertulia.lib.feeds.links import absolute
from tertulia.lib.feeds.records import Feed, Item, Person
from tertulia.weblog.feeds import lasting_id
from tertulia.weblog.page import speaking
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog

SIZE = 50
# So many answered ones the page shows beside all that are open.
ANSWERED = 50


def questions_of(weblog: Weblog, state: str) -> list[Mark]:
    """The questions in that state under what readers may see: open ones all and the oldest first, answered ones the
    last first."""
    rows = _seen(weblog).filter(state=state)
    return list(rows.order_by("at", "id")) if state == MarkState.OPEN else list(rows.order_by("-at", "-id")[:ANSWERED])


def feed_of(weblog: Weblog, page: int) -> Feed:
    """A page of the feed: questions as they are asked and as they are answered. Raises Http404 for one that is not
    there."""
    rows = _seen(weblog).filter(state__in=(MarkState.OPEN, MarkState.ANSWERED)).order_by("-at", "-id")
    last = last_page(rows.count(), SIZE, page)
    with speaking(weblog):
        items = tuple(_item(one) for one in rows[(page - 1) * SIZE : page * SIZE])
        path = text.path_encoded(f"{weblog.path}open-questions/")
        return Feed(
            id=lasting_id(weblog, "open-questions"),
            title=_("Open questions on %(weblog)s") % {"weblog": weblog.title},
            subtitle=_("What the host wants to find out, and what was found out."),
            url=weblog.absolute(path),
            folder=weblog.absolute(path),
            language=weblog.language,
            updated=max((item.updated for item in items), default=weblog.created_at),
            items=items,
            page=page,
            last=last,
            shows=(*shows(weblog), tags.recent_comments(weblog.id)),
        )


def shows(weblog: Weblog) -> tuple[str, ...]:
    """The tags of what lists the questions of a weblog."""
    return tags.questions(weblog.id), tags.speakers(weblog.id)


def _seen(weblog: Weblog) -> "QuerySet[Mark]":
    found = Mark.objects.filter(
        kind=MarkKind.QUESTION,
        comment__state=CommentState.PUBLISHED,
        comment__conversation__post__weblog=weblog,
        comment__conversation__post__status=Status.PUBLISHED,
    )
    return found.select_related("comment__conversation__post__weblog__policy")


def _item(one: Mark) -> Item:
    comment, post = one.comment, one.comment.conversation.post
    url = post.weblog.absolute(reading.comment_link(comment))
    names = {"name": comment.name, "title": post.heading}
    asked = _("A question of %(name)s on “%(title)s”") if one.state == MarkState.OPEN else ""
    return Item(
        id=f"{lasting_id(post.weblog, 'comment', comment.public_id)}-{one.state}",
        url=url,
        title=(asked or _("Answered: a question of %(name)s on “%(title)s”")) % names,
        html=absolute(comment.html + lines_alone(comment, post), url),
        author=Person(comment.name),
        published=one.at,
        updated=one.at,
    )
