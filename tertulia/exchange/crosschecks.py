"""What is missing by what pages say: comments that were counted, posts that stood beside others. Each is told with
where it might still be found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.exchange.claim import Claim
from tertulia.exchange.month_checks import month_checks
from tertulia.weblog.address import posts_at
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 500


def crosschecks(weblog: Weblog) -> list[str]:
    """Sentences for people, one for each thing that a page tells of and that was not found."""
    claims = list(Claim.objects.filter(weblog=weblog, posts=None).order_by("path", "source"))
    named = {path for one in claims for path in (one.path, one.before, one.after) if path}
    posts = posts_at(weblog, named)
    counts = _counts({*posts.values()})
    return [*_too_few(claims, posts, counts), *_not_there(claims, posts), *month_checks(weblog)]


def _too_few(claims: Iterable[Claim], posts: dict[str, int], counts: dict[int, int]) -> Iterator[str]:
    for one in claims:
        found = counts.get(posts.get(one.path, 0), 0)
        if one.path in posts and (one.comments or 0) > found:
            told = ngettext(
                "{path}: a page says {claimed} comment, {found} was found. A later copy of {url} may have the rest.",
                "{path}: a page says {claimed} comments, {found} were found. A later copy of {url} may have the rest.",
                one.comments or 0,
            )
            yield told.format(path=one.path, claimed=one.comments, found=found, url=one.url)


def _not_there(claims: Iterable[Claim], posts: dict[str, int]) -> Iterator[str]:
    lost: dict[str, str] = {}
    for one in claims:
        host = "{0.scheme}://{0.netloc}".format(urlsplit(one.url))
        for path in (one.path, one.before, one.after):
            if path and path not in posts:
                lost.setdefault(path, f"{host}{path}" if host != "://" else path)
    months = Counter(_month(path) for path in lost)
    for path, url in sorted(lost.items()):
        told = _("{path}: pages name this post, and it was not found. A web archive may have {url}.")
        yield told.format(path=path, url=url)
    for month, count in sorted(months.items()):
        if month and count > 1:
            told = ngettext(
                "{month}: {count} post of this month is missing. A copy of its archive page may name more.",
                "{month}: {count} posts of this month are missing. A copy of its archive page may name more.",
                count,
            )
            yield told.format(month=month, count=count)


def _month(path: str) -> str:
    parts = path.split("/")
    year, month = (parts[-3], parts[-2]) if len(parts) > 3 else ("", "")
    return f"{year}-{month}" if len(year) == 4 and (year + month).isdecimal() and len(month) == 2 else ""


def _counts(ids: set[int]) -> dict[int, int]:
    # Whatever became of them here: they were found.
    found: dict[int, int] = {}
    wanted = sorted(ids)
    here = Comment.objects.filter(kind=CommentKind.COMMENT).exclude(state=CommentState.SPAM)
    for first in range(0, len(wanted), _AT_ONCE):
        rows = here.filter(conversation__in=wanted[first : first + _AT_ONCE])
        found.update(rows.order_by().values_list("conversation").annotate(Count("id")))
    return found
