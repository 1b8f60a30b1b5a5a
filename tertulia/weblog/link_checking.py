"""Ask for the links that are due, one at a time, each host seldom; keep a copy of what is there; see what is gone."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from tertulia.lib import clock
from tertulia.lib.fetch import Answer, Limits, fetch
from tertulia.lib.outgoing import robots
from tertulia.lib.outgoing.errors import FetchError, Refused
from tertulia.outbox.event import record
from tertulia.weblog import link_times
from tertulia.weblog.kept_link import KeptLink, LinkPlace, LinkState
from tertulia.weblog.link_copy import copy

_LOOK = Limits(size=16 * 1024, cut=True)
_COPY = Limits(size=1024 * 1024, cut=True)
# The server is there and does not let us in: nothing is known of the page, but it is not gone.
_CLOSED = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})


@dataclass(frozen=True)
class Found:
    """What came of asking: whether the link leads anywhere, or (None) nobody may ask."""

    is_there: bool | None
    said: str = ""
    answer: Answer | None = None
    may_copy: bool = False


def check_due() -> int:
    """Ask for one link that is due; answers how many were asked (0 or 1)."""
    link = _claim() if settings.FETCH else None
    if link is None:
        return 0
    _keep(link, _ask(link))
    return 1


def _claim() -> KeptLink | None:
    # Due again tomorrow, should this process die meanwhile.
    now = clock.now()
    busy = KeptLink.objects.filter(asked_at__gt=now - link_times.PAUSE).values("host")
    due = KeptLink.objects.filter(Exists(LinkPlace.objects.filter(link=OuterRef("pk"))), due_at__lte=now)
    with transaction.atomic():
        rows = due.exclude(host__in=busy).order_by("due_at")
        link = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if link:
            link.asked_at, link.due_at = now, now + timedelta(days=1)
            link.save(update_fields=["asked_at", "due_at"])
    return link


def _ask(link: KeptLink) -> Found:
    try:
        may_copy = link.copied_at is None and robots.allows(robots.rules_of(link.url), link.url)
        answer = fetch(link.url, _COPY if may_copy else _LOOK)
    except Refused as error:
        return Found(None, str(error))
    except FetchError as error:
        return Found(False, str(error))
    is_there = 200 <= answer.status < 300
    if is_there and _is_another_front_page(link.url, answer.url):
        return Found(False, f"leads to the front page of {urlsplit(answer.url).hostname}", answer)
    if is_there or answer.status in _CLOSED:
        return Found(True, "" if is_there else f"{answer.status} {answer.reason}", answer, may_copy and is_there)
    return Found(False, f"{answer.status} {answer.reason}", answer)


def _is_another_front_page(url: str, end: str) -> bool:
    # What a domain answers for everything once somebody else has it, or the site was put away.
    asked, came = urlsplit(url), urlsplit(end)
    return asked.path.strip("/") != "" and came.path.strip("/") == "" and not came.query and asked.path != came.path


@transaction.atomic
def _keep(link: KeptLink, found: Found) -> None:
    row = KeptLink.objects.select_for_update().get(id=link.id)
    was = row.state
    row.said = found.said[:300]
    row.status = found.answer.status if found.answer else None
    if found.is_there is None:
        row.due_at = None
    elif found.is_there:
        _is_there(row, found)
    else:
        _is_not_there(row)
    row.save()
    if (was == LinkState.GONE) != (row.state == LinkState.GONE):
        record(f"link.{'gone' if row.state == LinkState.GONE else 'back'}", weblog_id=row.weblog_id, link_id=row.id)


def _is_there(row: KeptLink, found: Found) -> None:
    end = found.answer.url if found.answer and found.answer.passed else ""
    row.state, row.leads_to = (LinkState.MOVED, end[:2000]) if end else (LinkState.LIVING, "")
    row.failures, row.failing_since, row.gone_at = 0, None, None
    row.due_at = link_times.after(link_times.LIVING)
    if found.may_copy and found.answer:
        copy(row, found.answer)


def _is_not_there(row: KeptLink) -> None:
    now = clock.now()
    row.failures = min(row.failures + 1, 1000)
    row.failing_since = row.failing_since or now
    row.due_at = link_times.after(link_times.GONE if row.state == LinkState.GONE else link_times.FAILING)
    is_over = row.failures >= link_times.FAILURES and now - row.failing_since >= link_times.FAILING_FOR
    if is_over and not row.spared and row.state != LinkState.GONE:
        row.state, row.gone_at = LinkState.GONE, row.failing_since
        row.due_at = link_times.after(link_times.GONE)
