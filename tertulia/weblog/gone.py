"""What readers see beside a link that is gone: since when, and where it can still be read."""

from collections.abc import Collection
from html import escape

from django.utils import formats, translation
from django.utils.translation import gettext as _

from tertulia.lib.local import Here
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.weblog import Weblog


def gone_among(weblog: Weblog, urls: Collection[str]) -> dict[str, Here]:
    """Which of these are gone, with the note for readers. Costs a query if the weblog keeps links."""
    if not urls or not weblog.keeps_links:
        return {}
    rows = KeptLink.objects.filter(weblog=weblog, url__in=urls, state=LinkState.GONE)
    found = rows.only("url", "first_seen_at", "gone_at")
    return {link.url: Here(link.url, note=_note(weblog, link)) for link in found}


def _note(weblog: Weblog, link: KeptLink) -> str:
    since = (link.gone_at or link.first_seen_at).astimezone(weblog.zone)
    with translation.override(weblog.language):
        words = _("gone since {month}").format(month=formats.date_format(since, "YEAR_MONTH_FORMAT"))
        archived = _("archived copy")
    return (
        f' <small>({escape(words)}; <a href="{escape(link.archived_at)}" rel="nofollow">{escape(archived)}</a>)</small>'
    )
