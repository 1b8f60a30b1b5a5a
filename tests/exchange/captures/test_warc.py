"""Web archives: what servers answered, whoever crawled it."""

import gzip
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from tertulia.exchange.readers.captures.source import captures_in
from tests.exchange.captures.writing_warc import PAGE, URL, answer, arc, captures, info, members, record

REDIRECT = answer(b"", "HTTP/1.1 301 Moved", Location="/tide/2017/08/harbour.html")
CHUNKED = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in (PAGE[:7], PAGE[7:], b""))


@pytest.mark.parametrize("packing", ["plain", "members", "whole"])
def test_a_crawl_is_read_however_it_is_packed(tmp_path: Path, packing: str) -> None:
    records = [info(), record(), record(answer(b"GIF89a", Content_Type="image/gif"), url="https://tide.example/a.gif")]
    content = members(records) if packing == "members" else b"".join(records)
    found = captures(tmp_path / "crawl.warc.gz", gzip.compress(content) if packing == "whole" else content)
    assert [(one.url, one.media_type, one.status, one.read()) for one in found] == [
        (URL, "text/html", 200, PAGE),
        ("https://tide.example/a.gif", "image/gif", 200, b"GIF89a"),
    ]
    assert found[0].at == datetime(2021, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert found[0].where.startswith("crawl.warc.gz, byte ")


def test_it_is_told_by_its_content_when_it_has_another_name(tmp_path: Path) -> None:
    assert [one.url for one in captures(tmp_path / "upload-12", members([info(), record()]))] == [URL]


@pytest.mark.parametrize(
    ("content", "encoding", "transfer"),
    [
        (PAGE, "", ""),
        (CHUNKED, "", "chunked"),
        (gzip.compress(PAGE, mtime=0), "gzip", ""),
        (zlib.compress(PAGE), "deflate", ""),
        (zlib.compress(PAGE)[2:-4], "deflate", ""),
        (brotli.compress(PAGE), "br", ""),
        (PAGE, "gzip", ""),
        (PAGE, "br", ""),
        (PAGE, "", "chunked"),
        (gzip.compress(PAGE, mtime=0)[:-4], "gzip", ""),
    ],
)
def test_a_page_comes_as_a_browser_would_have_it(tmp_path: Path, content: bytes, encoding: str, transfer: str) -> None:
    fields = {"Content_Encoding": encoding, "Transfer_Encoding": transfer}
    found = captures(tmp_path / "crawl.warc", record(answer(content, **{k: v for k, v in fields.items() if v})))
    assert found[0].read() == PAGE


@pytest.mark.parametrize("status", ["HTTP/1.0 200 OK", "HTTP/1.1 200", "HTTP/2 200", "HTTP/1.1"])
def test_a_server_of_any_age_has_answered(tmp_path: Path, status: str) -> None:
    found = captures(tmp_path / "crawl.warc", record(answer(status=status)))
    assert [(one.status, one.read()) for one in found] == [(200, PAGE)]


def test_a_page_that_came_without_any_head_is_a_page(tmp_path: Path) -> None:
    found = captures(tmp_path / "crawl.warc", record(PAGE))
    assert [(one.media_type, one.read()) for one in found] == [("text/html", PAGE)]


def test_a_redirect_says_where_it_leads(tmp_path: Path) -> None:
    found = captures(tmp_path / "crawl.warc", record(REDIRECT, url="http://www.tide.example/p"))
    assert [(one.status, one.location) for one in found] == [(301, "http://www.tide.example/tide/2017/08/harbour.html")]


def test_a_resource_is_what_it_says_it_is(tmp_path: Path) -> None:
    found = captures(tmp_path / "crawl.warc", record(PAGE, "resource", Content_Type="Text/HTML"))
    assert [(one.media_type, one.read()) for one in found] == [("text/html", PAGE)]


def test_requests_and_what_is_on_no_web_are_passed(tmp_path: Path) -> None:
    others = [
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(b"x", "metadata"),
        record(b"x", url="dns:tide.example"),
    ]
    assert captures(tmp_path / "crawl.warc", b"".join(others)) == []


@pytest.mark.parametrize(
    "fields", [{"WARC_Refers_To": "<urn:uuid:1>"}, {"WARC_Payload_Digest": "sha1:AB", "WARC_Record_ID": "<urn:uuid:2>"}]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_was_the_same_again_has_the_content_of_the_other(
    tmp_path: Path, fields: dict[str, str], is_first: bool
) -> None:
    original = record(answer(CHUNKED, Transfer_Encoding="chunked"), WARC_Payload_Digest="sha1:AB")
    again = record(b"", "revisit", url=f"{URL}?cid=1", **{"WARC_Date": "2022-01-01T00:00:00Z", **fields})
    path = tmp_path / "crawl.warc"
    found = captures(path, again + original if is_first else original + again)
    assert {one.url: one.read() for one in found} == {URL: PAGE, f"{URL}?cid=1": PAGE}
    later = next(one for one in found if one.url != URL)
    assert (later.media_type, later.at and later.at.year) == ("text/html", 2022)


def test_what_was_the_same_as_something_elsewhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(record(b"", "revisit", WARC_Payload_Digest="sha1:XY"))
    source = captures_in(path)
    assert list(source) == []
    assert [note.sentence for note in source.notes()] == [
        "crawl.warc, byte 0: is the same as another copy, which is not there."
    ]


def test_the_format_before_is_read_too(tmp_path: Path) -> None:
    content = arc((URL, answer()), ("http://tide.example/old", PAGE))
    for data in (content, gzip.compress(content)):
        found = captures(tmp_path / "crawl.arc.gz", data)
        assert [(one.url, one.media_type, one.read()) for one in found] == [
            (URL, "text/html", PAGE),
            ("http://tide.example/old", "text/html", PAGE),
        ]
        assert found[0].at == datetime(2005, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_is_the_crawls_in_it(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w", packing) as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("pages/pages.jsonl", "{}")
        packed.writestr("indexes/index.cdx.gz", gzip.compress(b"x"))
        packed.writestr("archive/one.warc.gz", members([info(), record(WARC_Payload_Digest="sha1:AB")]))
        again = record(b"", "revisit", url="https://tide.example/", WARC_Payload_Digest="sha1:AB", WARC_Record_ID="<2>")
        packed.writestr("archive/two.warc.gz", members([info(), again]))
    assert {one.url: one.read() for one in captures_in(path)} == {URL: PAGE, "https://tide.example/": PAGE}
