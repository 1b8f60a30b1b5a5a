"""The copies of what a weblog links to, in its web archives if the host wishes that; read back by warcio."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from warcio.archiveiterator import ArchiveIterator

from tertulia.exchange.writers.wacz import write_wacz
from tertulia.exchange.writers.warc import write_warc
from tertulia.lib import clock
from tertulia.lib.fetch import Answer
from tertulia.weblog.kept_link import KeptLink, LinkPlace
from tertulia.weblog.link_copy import copy
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

pytestmark = pytest.mark.django_db

THEN, NOW = datetime(2017, 8, 21, 6, tzinfo=UTC), datetime(2017, 9, 1, tzinfo=UTC)
PAGE = b"<title>Tides</title><p>High water at six.\r\n\r\n\xe9t\xe9</p>"
TIDES = "https://quay.example/tides?a=b"


@pytest.fixture
def linked(post: Post) -> KeptLink:
    """What the post links to, copied some days ago."""
    link = KeptLink(weblog=post.weblog, url=TIDES, host="quay.example", first_seen_at=THEN)
    headers = (("Content-Type", "text/html; charset=latin-1"), ("X-Tide", "high"), ("Set-Cookie", "a=b"))
    with clock.standing_at(THEN):
        copy(link, Answer(TIDES, 200, "OK", headers, PAGE))
    link.save()
    LinkPlace.objects.create(link=link, post=post)
    return link


def records(content: bytes) -> Iterator[tuple[Any, bytes]]:
    for record in ArchiveIterator(BytesIO(content), check_digests="raise"):
        if record.rec_type == "response":
            yield record, record.content_stream().read()


def test_a_copy_is_in_it_as_it_was_made_and_only_if_wished(weblog: Weblog, linked: KeptLink, tmp_path: Path) -> None:
    written = write_warc(weblog, (), tmp_path / "with.warc.gz", at=NOW, with_links=True)
    [(record, body)] = records((tmp_path / "with.warc.gz").read_bytes())
    told = {name: record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date")}
    assert told == {"WARC-Target-URI": TIDES, "WARC-Date": "2017-08-21T06:00:00Z"}
    assert (record.http_headers.get_statuscode(), body) == ("200", PAGE)
    assert record.http_headers.get_header("X-Tide") == "high"
    assert record.http_headers.get_header("Set-Cookie") is None
    assert (written.records, written.missing) == ({"copies of links": 1}, [])
    bare = write_warc(weblog, (), tmp_path / "without.warc.gz", at=NOW)
    assert list(records((tmp_path / "without.warc.gz").read_bytes())) == []
    assert bare.records == {}


def test_a_wacz_file_finds_it_by_its_index(weblog: Weblog, linked: KeptLink, tmp_path: Path) -> None:
    write_wacz(weblog, (), tmp_path / "site.wacz", at=NOW, with_links=True)
    with ZipFile(tmp_path / "site.wacz") as packed:
        data = packed.read("archive/data.warc.gz")
        [entry] = packed.read("indexes/index.cdx").decode().splitlines()
        pages = packed.read("pages/pages.jsonl").decode().splitlines()
    key, at, told = entry.split(" ", 2)
    assert (key, at) == ("example,quay)/tides?a=b", "20170821060000")
    found = json.loads(told)
    assert (found["url"], found["mime"], found["status"]) == (TIDES, "text/html", "200")
    start = int(found["offset"])
    [(record, body)] = records(data[start : start + int(found["length"])])
    assert body == PAGE
    assert record.rec_headers.get_header("WARC-Payload-Digest") == found["digest"]
    assert len(pages) == 1, "only the heading: it is no page of the weblog"


def test_what_nobody_links_to_any_more_stays_out(weblog: Weblog, linked: KeptLink, tmp_path: Path) -> None:
    LinkPlace.objects.all().delete()
    written = write_warc(weblog, (), tmp_path / "kept.warc.gz", at=NOW, with_links=True)
    assert (written.records, written.missing) == ({}, [])


def test_a_copy_whose_file_is_gone_or_broken_is_told_and_the_rest_is_there(
    weblog: Weblog, linked: KeptLink, post: Post, tmp_path: Path
) -> None:
    broken = default_storage.save("originals/links/zz/broken.warc.gz", BytesIO(b"no record"))
    for number, name in enumerate((broken, "originals/links/zz/gone.warc.gz")):
        link = KeptLink.objects.create(weblog=weblog, url=f"http://{number}.example/", first_seen_at=THEN, warc=name)
        LinkPlace.objects.create(link=link, post=post)
    written = write_warc(weblog, (), tmp_path / "kept.warc.gz", at=NOW, with_links=True)
    assert written.missing == [broken, "originals/links/zz/gone.warc.gz"]
    assert [body for _record, body in records((tmp_path / "kept.warc.gz").read_bytes())] == [PAGE]
