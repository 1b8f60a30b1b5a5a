"""How much of a weblog an export takes along, and how much it leaves."""

from collections.abc import Sequence

from django.db.models import Count, Q

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.writers.written import Written
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog

_NAMES = {Status.DRAFT: "drafts", Status.SCHEDULED: "scheduled", Status.DISCARDED: "discarded posts"}


def tally(weblog: Weblog, statuses: Sequence[str], comments: Q) -> Written:
    """What is written of the posts of these statuses and of these comments below them."""
    written = Written()
    rows = Post.objects.filter(weblog=weblog).values_list("status", "kind").order_by("status", "kind")
    for status, kind, count in rows.annotate(count=Count("id")):
        name = f"{Kind(kind)}s" if status == Status.PUBLISHED else _NAMES[Status(status)]
        _add(written.records if status in statuses else written.left_out, name, count)
    said = Comment.objects.filter(conversation__post__weblog=weblog)
    taken = Q(conversation__post__status__in=statuses) & comments
    _add(written.records, "comments", said.filter(taken, kind="comment").count())
    _add(written.records, "pings", said.filter(taken, kind="ping").count())
    for state, count in said.exclude(taken).values_list("state").order_by("state").annotate(count=Count("id")):
        _add(written.left_out, f"{state} comments", count)
    inside = HostReply.objects.filter(comment__in=said.filter(taken))
    _add(written.records, "host replies", inside.filter(withdrawn=False).count())
    _add(written.left_out, "withdrawn host replies", inside.filter(withdrawn=True).count())
    return written


def _add(counts: dict[str, int], name: str, count: int) -> None:
    if count:
        counts[name] = counts.get(name, 0) + count
