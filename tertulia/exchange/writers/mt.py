"""Write a weblog as Movable Type and Typepad export one: a text that most programs for weblogs can read.

The format is that of Movable Type's ImportExport.pm and of Typepad's help page on it; what is only Typepad's (UNIQUE
URL, AUTHOR EMAIL) others pass over. Posts come oldest first, as from Movable Type."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db.models import Q

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.archive.snapshot import snapshot
from tertulia.exchange.readers.mt_lines import ENTRY_END, SECTION_END
from tertulia.exchange.writers import mt_values as values
from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.in_order import EVERYTHING_WRITTEN, in_order, posts_of, to_the_second
from tertulia.exchange.writers.said import comments_of, ip_of
from tertulia.exchange.writers.tallies import tally
from tertulia.exchange.writers.written import Show, Written, quietly
from tertulia.lib import clock
from tertulia.weblog.address import give_path
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.weblog import Weblog

# Wherever it is imported, all comments are shown: what is not for readers stays here. Pings come held again.
TAKEN = Q(kind=CommentKind.COMMENT, state=CommentState.PUBLISHED) | Q(
    kind=CommentKind.PING, state__in=(CommentState.HELD, CommentState.PUBLISHED)
)


def write_mt(weblog: Weblog, target: Path, *, show: Show = quietly) -> Written:
    """Write ``target``, which appears when it is whole. Raises InTheWay, OSError."""
    with appearing(target) as new:
        with snapshot(), new.open("w", encoding="utf-8", newline="\n") as file:
            weblog = Weblog.objects.select_related("policy").get(id=weblog.id)
            ids = in_order(weblog, EVERYTHING_WRITTEN, weblog.zone)
            address = _Addresses()
            for post in show(posts_of(weblog, ids), len(ids), "posts"):
                file.writelines(_entry(post, address(post)))
            written = tally(weblog, EVERYTHING_WRITTEN, TAKEN)
        written.size = new.stat().st_size
    return written


class _Addresses:
    """The addresses by which readers of the file tell posts apart, and a page from a post. A draft without one gets one
    where basename and date would not do."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._met: set[tuple[str, datetime]] = set()

    def __call__(self, post: Post) -> str:
        if post.path is None:
            named = post.basename, to_the_second(post.published_at, post.weblog.zone)
            if post.kind == Kind.POST and named not in self._met:
                self._met.add(named)
                return ""
            post.path = give_path(post, self._given)
            self._given.add(post.path)
        return post.url


def _entry(post: Post, url: str) -> Iterator[str]:
    yield "".join(f"{key}: {value}\n" for key, value in _header(post, url))
    yield f"{SECTION_END}\n"
    yield values.section("BODY", post.body)
    yield values.section("EXTENDED BODY", post.extended)
    yield values.section("EXCERPT", post.excerpt)
    yield values.section("KEYWORDS", post.keywords.strip())
    for comment in comments_of(_said(post)):
        yield _ping(post, comment) if comment.kind == CommentKind.PING else _comment(post, comment)
    yield f"{ENTRY_END}\n"


def _header(post: Post, url: str) -> Iterator[tuple[str, str]]:
    zone = post.weblog.zone
    yield "AUTHOR", values.words(post.author.name) if post.author else ""
    if post.author and post.author.email:
        yield "AUTHOR EMAIL", values.one_line(post.author.email)
    yield "TITLE", values.words(post.title)
    yield "BASENAME", values.one_line(post.basename)
    yield "STATUS", values.STATUSES[Status(post.status)]
    yield "ALLOW COMMENTS", values.ALLOWED[conversation_of(post).state_at(clock.now())]
    yield "CONVERT BREAKS", values.BREAKS[Format(post.format)]
    yield "ALLOW PINGS", "0"
    for label in sorted(category.label for category in post.categories.all()):
        yield "CATEGORY", values.words(label)
    if url:
        yield "UNIQUE URL", url
    yield "DATE", values.date(to_the_second(post.published_at, zone))
    if names := sorted(tag.name for tag in post.tags.all()):
        yield "TAGS", values.tags(names)


def _said(post: Post) -> list[int]:
    rows = Comment.objects.filter(TAKEN, conversation=post.id).values_list("created_at", "id", "kind")
    local = partial(to_the_second, zone=post.weblog.zone)
    ordered = sorted((kind == CommentKind.PING, local(at), number) for at, number, kind in rows.iterator(2000))
    return [number for *_place, number in ordered]


def _comment(post: Post, comment: Comment) -> str:
    content = "\n\n".join([comment.text, *map(_signed, comment.host_replies.all())])
    return values.section(
        "COMMENT",
        content,
        ("AUTHOR", values.words(comment.name)),
        ("EMAIL", values.one_line(comment.email)),
        ("IP", ip_of(comment)),
        ("URL", values.one_line(comment.url)),
        ("DATE", values.date(to_the_second(comment.created_at, post.weblog.zone))),
    )


def _ping(post: Post, ping: Comment) -> str:
    # Both came in as one text, the title first.
    title, gap, excerpt = ping.text.partition("\n\n")
    has_title = bool(gap) and "\n" not in title and excerpt.strip() == excerpt and title.strip() == title
    return values.section(
        "PING",
        excerpt if has_title else ping.text,
        ("TITLE", title if has_title else ""),
        ("URL", values.one_line(ping.url)),
        ("IP", ip_of(ping)),
        ("BLOG NAME", values.words(ping.name)),
        ("DATE", values.date(to_the_second(ping.created_at, post.weblog.zone))),
    )


def _signed(reply: HostReply) -> str:
    # Inside the comment, as hosts at Typepad answered.
    return f"{reply.text} {reply.initials or reply.name}"
