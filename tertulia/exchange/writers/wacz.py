"""Write public pages as a WACZ file: a WARC file with an index and a list of pages, in a ZIP archive.

Web Archive Collection Zipped 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/; its index is CDXJ, with addresses in the
order of SURT, as in Internet Archive's library of that name."""

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from tertulia.exchange.archive.pack import Pack
from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.link_records import link_records
from tertulia.exchange.writers.wacz_lists import Lists
from tertulia.exchange.writers.warc import about, count, count_link, is_page
from tertulia.exchange.writers.web_archive import Kept, Visited, WebArchive
from tertulia.exchange.writers.written import Written
from tertulia.version import __version__
from tertulia.weblog.weblog import Weblog

_DATA = "data.warc.gz"
_PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
_DEFAULT_PORTS = {"http": 80, "https": 443}


def write_wacz(
    weblog: Weblog, visits: Iterable[Visited], target: Path, *, at: datetime, with_links: bool = False
) -> Written:
    """Write ``target``, which appears when it is whole, from what was answered ``at`` that moment, and the copies of
    what is linked to if that is wished. Raises InTheWay, OSError, and whatever ``visits`` raises."""
    written, at = Written(), at.astimezone(UTC).replace(microsecond=0)
    with appearing(target) as new:
        with Pack(new) as pack, TemporaryFile(dir=target.parent) as data, closing(Lists(target.parent)) as lists:
            archive = WebArchive(data, at, _DATA, about(weblog))
            _collect(archive, visits, at, lists, written)
            if with_links:
                _collect_links(archive, weblog, lists, written)
            size = data.tell()
            data.seek(0)
            pack.add_file(f"archive/{_DATA}", data, size)
            pack.add_lines("indexes/index.cdx", lists.entries())
            pack.add_lines("pages/pages.jsonl", lists.pages())
            package = _package(weblog, pack, at)
            pack.add("datapackage.json", package)
            digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
            pack.add("datapackage-digest.json", json.dumps(digest, indent=2).encode())
        written.size = new.stat().st_size
    return written


def surt(url: str) -> str:
    """An address in the form by which an index is sorted: the host from its end, all in small letters."""
    parts = urlsplit(url.lower())
    port = f":{parts.port}" if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme) else ""
    query = f"?{parts.query}" if parts.query else ""
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path.rstrip('/') or '/'}{query}"


def _collect(archive: WebArchive, visits: Iterable[Visited], at: datetime, lists: Lists, written: Written) -> None:
    lists.add_page(_line(_PAGES))
    for visited in visits:
        kept = archive.put(visited)
        lists.add_entry(_entry(visited.url, visited.kind, visited.status[:3], kept, at))
        count(written, visited)
        if is_page(visited):
            number = hashlib.sha256(visited.url.encode()).hexdigest()[:12]
            lists.add_page(_line({"id": number, "url": visited.url, "ts": _moment(at), "title": visited.title}))


def _collect_links(archive: WebArchive, weblog: Weblog, lists: Lists, written: Written) -> None:
    # In the index, so that links lead to them, but not among the pages: they are not what the file is about.
    for record in link_records(weblog, written.missing):
        url, at = (str(record.rec_headers.get_header(name)) for name in ("WARC-Target-URI", "WARC-Date"))
        kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip()
        status, kept = record.http_headers.get_statuscode(), archive.copy(record)
        lists.add_entry(_entry(url, kind or "unk", status, kept, datetime.fromisoformat(at)))
        count_link(written)


def _entry(url: str, kind: str, status: str, kept: Kept, at: datetime) -> str:
    told = {
        "url": url,
        "mime": kind,
        "status": status,
        "digest": kept.digest,
        "length": str(kept.length),
        "offset": str(kept.offset),
        "filename": _DATA,
    }
    return f"{surt(url)} {at:%Y%m%d%H%M%S} {_line(told)}"


def _package(weblog: Weblog, pack: Pack, at: datetime) -> bytes:
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{listed.digest}", "bytes": listed.size}
        for name, listed in pack.files.items()
    ]
    told = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": " ".join(weblog.title.split()),
        "created": _moment(at),
        "software": f"Tertulia {__version__}",
        "mainPageUrl": weblog.url,
        "mainPageDate": _moment(at),
        "resources": resources,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _line(told: dict[str, Any]) -> str:
    return f"{json.dumps(told, ensure_ascii=False)}\n"
