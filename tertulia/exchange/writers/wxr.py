"""Write a weblog as WordPress exports one (WXR 1.2, as in its wp-admin/includes/export.php)."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.db.models import Q

from tertulia.exchange.archive.media import shown_files
from tertulia.exchange.archive.snapshot import snapshot
from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.in_order import in_order, posts_of
from tertulia.exchange.writers.tallies import tally
from tertulia.exchange.writers.written import Show, Written, quietly
from tertulia.exchange.writers.wxr_heads import FOOT, Authors, head
from tertulia.exchange.writers.wxr_items import attachment, guid_of, item
from tertulia.lib import text
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog


def write_wxr(weblog: Weblog, target: Path, *, show: Show = quietly) -> Written:
    """Write ``target``, which appears when it is whole. Raises InTheWay, OSError."""
    with appearing(target) as new:
        with snapshot(), new.open("w", encoding="utf-8", newline="\n") as file:
            weblog = Weblog.objects.select_related("policy", "photo").get(id=weblog.id)
            authors, ids, guids = Authors(weblog), in_order(weblog, Status.values), set[str]()
            files, missing = shown_files(weblog)
            file.writelines(head(weblog, authors))
            for number, post in enumerate(show(posts_of(weblog, ids), len(ids), "posts"), 1):
                guid = text.unused(guid_of(post), guids)
                guids.add(guid)
                file.writelines(item(post, number, guid, authors))
            for number, name in enumerate(files, len(ids) + 1):
                url, at = weblog.absolute(default_storage.url(name)), default_storage.get_modified_time(name)
                file.write(attachment(url, name, number, at))
            file.write(FOOT)
            written = tally(weblog, Status.values, Q())
        written.media, written.missing, written.size = len(files), missing, new.stat().st_size
    return written
