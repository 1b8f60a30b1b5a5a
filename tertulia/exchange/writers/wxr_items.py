"""The items of a WordPress export: posts and pages with what is said below them, and files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.writers import wxr_values as values
from tertulia.exchange.writers.said import comments_of, ip_of, replies_of
from tertulia.exchange.writers.wxr_heads import Authors, filed
from tertulia.exchange.writers.wxr_numbers import Numbered, numbered
from tertulia.lib import clock
from tertulia.weblog.post import Post, Status

_STATUSES = {
    Status.DRAFT: "draft",
    Status.SCHEDULED: "future",
    Status.PUBLISHED: "publish",
    Status.DISCARDED: "trash",
}
_STATES = {
    CommentState.PUBLISHED: "1",
    CommentState.HELD: "0",
    CommentState.SPAM: "spam",
    CommentState.WITHDRAWN: "trash",
    CommentState.RETRACTED: "trash",
}


def guid_of(post: Post) -> str:
    """What tells a post from others, wherever it has been imported by then."""
    if post.path:
        return post.url
    return f"{post.weblog.url}#{quote(post.basename)}@{values.date(post.published_at.astimezone(UTC))}"


def item(post: Post, number: int, guid: str, authors: Authors) -> Iterator[str]:
    """A post or page."""
    url = post.url if post.path else ""
    is_open = conversation_of(post).state_at(clock.now()) == State.OPEN
    yield f"<item>\n<title>{values.cdata(values.words(post.title))}</title>\n<link>{escape(url)}</link>\n"
    if post.status == Status.PUBLISHED:
        yield f"<pubDate>{format_datetime(post.published_at.astimezone(UTC))}</pubDate>\n"
    yield f"<dc:creator>{values.cdata(authors.login(post.author))}</dc:creator>\n"
    yield f'<guid isPermaLink="false">{escape(guid)}</guid>\n'
    yield f"<content:encoded>{values.cdata(values.content(post))}</content:encoded>\n"
    yield f"<excerpt:encoded>{values.cdata(values.long_text(post.excerpt))}</excerpt:encoded>\n"
    yield f"<wp:post_id>{number}</wp:post_id>\n{values.dates('post_date', post.published_at, post)}"
    yield _words("comment_status", "open" if is_open else "closed") + _words("ping_status", "closed")
    yield _words("post_name", quote(post.basename)) + _words("status", _STATUSES[Status(post.status)])
    yield "<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n"
    yield _words("post_type", post.kind) + _words("post_password", "") + "<wp:is_sticky>0</wp:is_sticky>\n"
    for slug in _old_slugs(post):
        yield f"<wp:postmeta>{_words('meta_key', '_wp_old_slug')}{_words('meta_value', quote(slug))}</wp:postmeta>\n"
    for category in sorted(post.categories.all(), key=attrgetter("slug")):
        yield filed("category", category.slug, values.words(category.label))
    for tag in sorted(post.tags.all(), key=attrgetter("slug")):
        yield filed("post_tag", tag.slug, values.one_line(tag.name))
    yield from _said(post, authors)
    yield "</item>\n"


def attachment(url: str, name: str, number: int, at: datetime) -> str:
    """A file that the weblog shows, and where it can be had."""
    when = values.date(at.astimezone(UTC))
    return (
        f"<item>\n<title>{values.cdata(name)}</title>\n<link>{escape(url)}</link>\n"
        f'<guid isPermaLink="false">{escape(url)}</guid>\n<wp:post_id>{number}</wp:post_id>\n'
        f"{_words('post_date', when)}{_words('post_date_gmt', when)}{_words('comment_status', 'closed')}"
        f"{_words('ping_status', 'closed')}{_words('post_name', '')}{_words('status', 'inherit')}"
        f"<wp:post_parent>0</wp:post_parent>\n{_words('post_type', 'attachment')}"
        f"{_words('attachment_url', url)}</item>\n"
    )


def _old_slugs(post: Post) -> list[str]:
    """What the last part of its address was before; WordPress leads on from there."""
    path = post.path or ""
    above, _slash, last = path.rstrip("/").rpartition("/")
    end = path.removeprefix(f"{above}/{post.basename}")
    if post.status != Status.PUBLISHED or last.removesuffix(".html") != post.basename:
        return []
    olds = (_between(address.path, f"{above}/", end) for address in post.addresses.all())
    return sorted(old for old in olds if old and not set("/?") & set(old))


def _between(path: str, start: str, end: str) -> str:
    inner = path.startswith(start) and path.endswith(end) and len(path) > len(start) + len(end)
    return path[len(start) : len(path) - len(end)] if inner else ""


def _said(post: Post, authors: Authors) -> Iterator[str]:
    comments = Comment.objects.filter(conversation=post.id)
    for is_reply, group in groupby(numbered(comments, HostReply.objects.filter(withdrawn=False)), _is_reply):
        places = list(group)
        rows = [place.row for place in places]
        if is_reply:
            for reply, place in zip(replies_of(rows), places, strict=True):
                yield _reply(reply, place, post, authors)
        else:
            for comment, place in zip(comments_of(rows), places, strict=True):
                yield _comment(comment, place, post, authors)


def _is_reply(place: Numbered) -> bool:
    return place.is_reply


def _comment(comment: Comment, place: Numbered, post: Post, authors: Authors) -> str:
    kind = "trackback" if comment.kind == CommentKind.PING else "comment"
    return (
        f"<wp:comment>\n<wp:comment_id>{place.number}</wp:comment_id>\n"
        f"{_words('comment_author', values.words(comment.name))}"
        f"{_words('comment_author_email', values.one_line(comment.email))}"
        f"{_words('comment_author_url', values.one_line(comment.url))}"
        f"{_words('comment_author_IP', ip_of(comment))}"
        f"{values.dates('comment_date', comment.created_at, post)}"
        f"{_words('comment_content', values.long_text(comment.text))}"
        f"{_words('comment_approved', _STATES[CommentState(comment.state)])}{_words('comment_type', kind)}"
        f"<wp:comment_parent>{place.parent}</wp:comment_parent>\n"
        f"<wp:comment_user_id>{authors.number(comment.member)}</wp:comment_user_id>\n</wp:comment>\n"
    )


def _reply(reply: HostReply, place: Numbered, post: Post, authors: Authors) -> str:
    # WordPress knows no words inside a comment: they come as the author's answer to it, as if posted so.
    as_comment = Comment(
        kind=CommentKind.COMMENT,
        state=CommentState.PUBLISHED,
        name=reply.name,
        email=reply.member.email if reply.member else "",
        text=reply.text,
        member=reply.member,
        created_at=reply.created_at,
    )
    return _comment(as_comment, place, post, authors)


def _words(name: str, value: str) -> str:
    return f"<wp:{name}>{values.cdata(value)}</wp:{name}>\n"
