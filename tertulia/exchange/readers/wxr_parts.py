"""The parts of one WordPress export that came together, as WordPress.com packs a long one (``….000.xml`` and so on)."""

import re
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from tertulia.exchange.readers.packed import PackedFile, files_in
from tertulia.exchange.readers.packed.names import is_noise
from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.records import BrokenExport

_HEAD = 1 << 16
_MOST = 10_000
_SITE = re.compile(rb"<wp:base_blog_url>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})")


def parts_in(path: Path) -> list[PackedFile]:
    """All files there in their order, if each is a part of an export; else none. Raises BrokenExport if they are of
    several weblogs."""
    files = files_in(path)
    for _step in files.prepare():
        pass
    found = [*islice((file for file in files if not is_noise(file.name)), _MOST)]
    heads = {file.name: _head_of(file) for file in found if file.name.lower().endswith(".xml")}
    if len(heads) != len(found) or not all(map(WordPressReader.fits, heads.values())):
        return []
    sites = {match[1].rstrip(b"/") for head in heads.values() if (match := _SITE.search(head))}
    if len(sites) > 1:
        told = ", ".join(sorted(site.decode(errors="replace") for site in sites)[:10])
        reason = _("exports of several weblogs are in it ({names}); import each by itself.")
        raise BrokenExport(reason.format(names=told))
    return sorted(found, key=lambda file: re.sub(r"\d+", lambda number: number[0].zfill(12), file.name))


def _head_of(file: PackedFile) -> bytes:
    with file.open() as source:
        return source.read(_HEAD)
