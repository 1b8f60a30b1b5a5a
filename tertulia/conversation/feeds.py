"""The feeds of what is said: under one post, or in a whole weblog; comments and host replies, newest first.

A host reply is an entry of its own, by the host: it comes later than the comment it stands in, and who follows a
conversation wants to see it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from tertulia.conversation import reading
from tertulia.conversation.comment import PLACED, Comment, CommentSet, CommentState
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.marks import not_confirmed
from tertulia.conversation.mark_lines import lines_alone
from tertulia.conversation.markup import not_certain
from tertulia.conversation.quote_marks import Setting, marked
from tertulia.conversation.stale import shown_by
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import last_page
from tertulia.lib.feeds.links import absolute
from tertulia.lib.feeds.records import Feed, Item, Person
from tertulia.lib.places import scheme_of
from tertulia.weblog.feeds import lasting_id
from tertulia.weblog.page import speaking
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

SIZE = 50


def post_comments_feed(post: Post, page: int) -> Feed:
    """A page of the feed of one conversation. Raises Http404 for a page that is not there."""
    conversation = conversation_of(post)
    comments = Comment.objects.public().filter(conversation=post.id)
    replies = HostReply.objects.filter(comment__conversation=post.id, comment__state__in=PLACED)
    last = last_page(conversation.count + replies.filter(withdrawn=False).count(), SIZE, page)
    with speaking(post.weblog):
        items = items_of(comments, replies, page)
        return Feed(
            id=lasting_id(post.weblog, "conversation", post.public_id),
            title=_("Comments on “%(title)s”") % {"title": post.heading},
            subtitle=_("You can follow this conversation by subscribing to the comment feed for this post."),
            url=post.url,
            folder=post.weblog.absolute(text.path_encoded(f"{post.stem}/comments/")),
            language=post.weblog.language,
            updated=max((item.updated for item in items), default=post.published_at),
            items=items,
            page=page,
            last=last,
            shows=shown_by(post),
        )


def weblog_comments_feed(weblog: Weblog, page: int) -> Feed:
    """A page of the feed of all that is said in a weblog. Raises Http404 for a page that is not there."""
    posts = Q(conversation__post__weblog=weblog, conversation__post__status=Status.PUBLISHED)
    comments = Comment.objects.filter(posts, state=CommentState.PUBLISHED)
    replies = HostReply.objects.filter(
        comment__conversation__post__weblog=weblog,
        comment__conversation__post__status=Status.PUBLISHED,
        comment__state__in=PLACED,
    )
    # The count that the verbs keep, as counting a hundred thousand comments takes long.
    count = weblog.posts.published().aggregate(all=Sum("conversation__count"))["all"] or 0
    last = last_page(count + replies.filter(withdrawn=False).count(), SIZE, page)
    with speaking(weblog):
        items = items_of(comments, replies, page)
        return Feed(
            id=lasting_id(weblog, "comments"),
            title=_("Comments on %(weblog)s") % {"weblog": weblog.title},
            subtitle=_("You can follow all conversations of this weblog by subscribing to this feed."),
            url=f"{weblog.url}comments/",
            folder=f"{weblog.url}comments/",
            language=weblog.language,
            updated=max((item.updated for item in items), default=weblog.created_at),
            items=items,
            page=page,
            last=last,
            shows=(tags.recent_comments(weblog.id),),
        )


def items_of(comments: CommentSet, replies: QuerySet[HostReply], page: int) -> tuple[Item, ...]:
    """The entries of a page of comments and host replies, newest first."""
    said = said_on(comments, replies, page)
    return tuple(_reply_item(one) if isinstance(one, HostReply) else _comment_item(one) for one in said)


def said_on(comments: CommentSet, replies: QuerySet[HostReply], page: int) -> list[Comment | HostReply]:
    """What stands on a page of comments and host replies, newest first, each with its post and weblog."""
    said = _said(comments, replies.filter(withdrawn=False), page)
    together = "conversation__post__weblog__policy"
    found = comments.select_related(together, "parent").in_bulk([key for _at, is_reply, key in said if not is_reply])
    answers = replies.select_related(f"comment__{together}").in_bulk([key for _at, is_reply, key in said if is_reply])
    return [answers[key] if is_reply else found[key] for _at, is_reply, key in said]


def _said(comments: CommentSet, replies: QuerySet[HostReply], page: int) -> list[tuple[datetime, bool, int]]:
    # When, whether it is a reply, and the id of what stands on that page, newest first.
    until = page * SIZE

    def newest(rows: "QuerySet[Comment] | QuerySet[HostReply]", is_reply: bool) -> Iterator[tuple[datetime, bool, int]]:
        for at, key in rows.order_by("-created_at", "-id").values_list("created_at", "id")[:until]:
            yield at, is_reply, key

    return sorted([*newest(comments, False), *newest(replies, True)], reverse=True)[until - SIZE : until]


def _comment_item(comment: Comment) -> Item:
    post = comment.conversation.post
    url = post.weblog.absolute(reading.comment_link(comment))
    answers_id, answers_url = _answered(comment)
    return Item(
        id=lasting_id(post.weblog, "comment", comment.public_id),
        url=url,
        title=_("%(name)s on “%(title)s”") % {"name": comment.name, "title": post.heading},
        html=absolute(_notes(comment) + _with_marks(comment, post, f"{comment.number}/quotes/") + _ruled(comment), url),
        author=Person(comment.name, comment.url if scheme_of(comment.url) in ("http", "https") else ""),
        published=comment.created_at,
        # An import is no change of what was said.
        updated=comment.created_at if comment.source else max(comment.changed_at, comment.created_at),
        answers_id=answers_id,
        answers_url=answers_url,
    )


def _notes(comment: Comment) -> str:
    return not_certain(comment.uncertain) + not_confirmed(comment.standing)


def _ruled(comment: Comment) -> str:
    return lines_alone(comment, comment.conversation.post) if comment.marks else ""


def _with_marks(said: Comment | HostReply, post: Post, holder: str) -> str:
    return marked(said.html, said.quote_marks, Setting.of(post), holder)


def _answered(comment: Comment) -> tuple[str, str]:
    post, parent = comment.conversation.post, comment.parent
    if parent is None or not parent.is_public:
        return lasting_id(post.weblog, "post", post.public_id), post.url
    parent.conversation = comment.conversation
    return lasting_id(post.weblog, "comment", parent.public_id), post.weblog.absolute(reading.comment_link(parent))


def _reply_item(reply: HostReply) -> Item:
    comment, post = reply.comment, reply.comment.conversation.post
    url = post.weblog.absolute(reading.reply_link(reply))
    names = {"host": reply.name, "name": comment.name, "title": post.heading}
    return Item(
        id=lasting_id(post.weblog, "reply", reply.public_id),
        url=url,
        title=_("%(host)s replies to %(name)s on “%(title)s”") % names,
        html=absolute(_with_marks(reply, post, f"{comment.number}/quotes/{reply.public_id}."), url),
        author=Person(reply.name, post.weblog.url),
        published=reply.created_at,
        updated=reply.changed_at,
        answers_id=lasting_id(post.weblog, "comment", comment.public_id),
        answers_url=post.weblog.absolute(reading.comment_link(comment)),
    )
