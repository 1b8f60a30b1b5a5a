"""Months of which posts are missing: by what pages say of them, and by the gaps between the first and the last post."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.utils.translation import ngettext

from tertulia.exchange.claim import Claim
from tertulia.weblog.weblog import Weblog

# Months since the year 0.
_Months = Counter[int]
# More gaps than these are no gaps, but how the weblog was written.
_MOST_GAPS = 24


def month_checks(weblog: Weblog) -> Iterator[str]:
    """Sentences for people, each with where a web archive may have what is missing."""
    here = _here(weblog)
    claims = list(Claim.objects.filter(weblog=weblog, posts__isnull=False).order_by("path", "source"))
    told: set[str] = set()
    for one in claims:
        month = _month_at(one.path)
        if month and one.path not in told and (one.posts or 0) > here[month]:
            told.add(one.path)
            yield _too_few(one, month, here[month])
    named = {_month_at(one.path) for one in claims}
    # A list that names the first month and the last names all that had posts.
    if here and not {min(here), max(here)} <= named:
        yield from _gaps(weblog, here, claims)


def _here(weblog: Weblog) -> _Months:
    zone = weblog.zone
    posts = weblog.posts.in_time().exclude(source="")
    rows = posts.values_list("path", "published_at").iterator(2000)
    # A post may have been given another date than that of its address, by which pages list it.
    return Counter(_month_at((path or "").rpartition("/")[0]) or _month_of(at.astimezone(zone)) for path, at in rows)


def _month_of(date: datetime) -> int:
    return date.year * 12 + date.month - 1


def _month_at(path: str) -> int:
    parts = path.rstrip("/").split("/")[-2:]
    is_month = [len(part) for part in parts if part.isascii() and part.isdecimal()] == [4, 2]
    return int(parts[0]) * 12 + int(parts[1]) - 1 if is_month and 0 < int(parts[1]) < 13 else 0


def _too_few(claim: Claim, month: int, found: int) -> str:
    told = ngettext(
        "{month}: pages say that it had {claimed} post or more, {found} are here. Look for {url} at a web archive.",
        "{month}: pages say that it had {claimed} posts, {found} are here. Look for {url} at a web archive.",
        claim.posts or 0,
    )
    return told.format(month=_named(month), claimed=claim.posts, found=found, url=claim.url)


def _gaps(weblog: Weblog, here: _Months, claims: Sequence[Claim]) -> Iterator[str]:
    missing = [month for month in range(min(here), max(here)) if month not in here]
    runs = [[month for _place, month in run] for _key, run in groupby(enumerate(missing), lambda one: one[1] - one[0])]
    if runs and len(runs) <= _MOST_GAPS and len(missing) < len(here):
        told = ngettext(
            "No post is here of: {months}. If that month had any, a web archive may have its page at {url}.",
            "No post is here of: {months}. If these months had any, a web archive may have their pages, like {url}.",
            len(missing),
        )
        months = ", ".join(_named(run[0]) if len(run) == 1 else f"{_named(run[0])} – {_named(run[-1])}" for run in runs)
        yield told.format(months=months, url=_url(weblog, claims, missing[0]))


def _url(weblog: Weblog, claims: Sequence[Claim], month: int) -> str:
    year, number = divmod(month, 12)
    below = f"{year:04}/{number + 1:02}/"
    if claims:
        return claims[0].url.rstrip("/").rsplit("/", 2)[0] + f"/{below}"
    return f"http://{weblog.hosts[0]}{weblog.path}{below}" if weblog.hosts else f"{weblog.path}{below}"


def _named(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
