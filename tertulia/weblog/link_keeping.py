"""What a host decides about links: whether they are kept at all, and what of one is known better."""

from django.db import transaction

from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.link_times import FIRST
from tertulia.weblog.weblog import Weblog


@transaction.atomic
def settle_keeping(weblog_id: int) -> None:
    """The weblog keeps links from now on, or does not any more: ask for them or stop, and say beside dead ones that
    they are dead or say it no more."""
    weblog = Weblog.objects.get(id=weblog_id)
    links = KeptLink.objects.filter(weblog=weblog)
    if weblog.keeps_links:
        links.filter(due_at=None, spared=False).update(due_at=clock.now() + FIRST)
    else:
        links.update(due_at=None)
    for link_id in links.filter(state=LinkState.GONE).values_list("id", flat=True):
        record("link.gone" if weblog.keeps_links else "link.back", weblog_id=weblog_id, link_id=link_id)


@transaction.atomic
def check_again(link: KeptLink) -> None:
    """Ask for it with the next round, if the weblog keeps links; what the host knew better of it counts no more."""
    due_at = clock.now() if link.weblog.keeps_links else None
    KeptLink.objects.filter(id=link.id).update(due_at=due_at, spared=False)


@transaction.atomic
def spare(link: KeptLink) -> None:
    """The host has seen that it is not gone: it is never called so again, unless the host lets it be asked again."""
    row = KeptLink.objects.select_for_update().get(id=link.id)
    was, row.spared, row.failures, row.failing_since, row.gone_at = row.state, True, 0, None, None
    row.state = LinkState.MOVED if row.leads_to else LinkState.LIVING
    row.save(update_fields=["spared", "failures", "failing_since", "gone_at", "state"])
    if was == LinkState.GONE:
        record("link.back", weblog_id=row.weblog_id, link_id=row.id)
