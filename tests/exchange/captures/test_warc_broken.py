"""Web archives that lie, or are not whole: one clear line, in little memory and time."""

import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tertulia.exchange.readers.captures.source import captures_in
from tertulia.exchange.records import BrokenExport
from tests.examples import examples
from tests.exchange.captures.memory import peak_of
from tests.exchange.captures.writing_warc import URL, answer, arc, captures, info, members, record

LONG = str(10 * 1024**3)
RANDOM = Random(1).randbytes(300)
BOMB = gzip.compress(bytes(200 << 20), 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (record(Content_Length=LONG) + record(), "longer than it is"),
        (record(Content_Length="20") + record(), "first line"),
        (record(Content_Length="-1") + record(), "how long it is"),
        (record(Content_Length="many") + record(), "how long it is"),
        (record().replace(b"Content-Length", b"Length") + record(), "how long it is"),
        (record(Content_Length="9" * 5000) + record(), "how long it is"),
        (record(WARC_Comment="x" * (1 << 20)), "its head is longer"),
        (b"WARC/1.0" + b"x" * (1 << 20), "its head is longer"),
        (b"WARC/1.0\r\n" + b" x\r\n" * (1 << 17), "its head is longer"),
        (record(b"HTTP/1.1 200 OK\r\nCookie: " + b"x" * (1 << 20) + b"\r\n\r\n"), "its head is longer"),
        (members([info(), record(Content_Length=LONG), record()]), "longer than it is"),
        (members([info()]) + members([record()])[:40] + b"x" * 60 + members([record()]), "Error -3"),
        (members([info()]) + b"not gzip at all", "Error -3"),
        (arc((URL, answer())).replace(b" text/html ", b" "), "archive format"),
    ],
)
def test_what_cannot_be_true_is_said_with_its_place(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(BrokenExport, match=rf"^crawl\.warc, byte \d+: cannot be read: .*{reason}"):
        captures(tmp_path / "crawl.warc", content)


@pytest.mark.parametrize("packing", ["plain", "members", "whole"])
@pytest.mark.parametrize("missing", [230, 150, 60, 20])
def test_a_crawl_that_was_stopped_keeps_all_but_its_last_record(tmp_path: Path, packing: str, missing: int) -> None:
    path = tmp_path / "crawl.warc"
    records = [info(), record(), record(answer(RANDOM), url="https://tide.example/last")]
    content = members(records) if packing == "members" else b"".join(records)
    path.write_bytes((gzip.compress(content) if packing == "whole" else content)[:-missing])
    source = captures_in(path)
    assert [one.url for one in source] == [URL]
    assert [note.sentence for note in source.notes()] == ["crawl.warc: ends within its last record, which is left out."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (answer(BOMB, Content_Encoding="gzip"), "longer than a page"),
        (answer(b"x" * 20, Content_Encoding="zstd"), "packed as “zstd”"),
        (answer(b"\x1f\x8b" + b"x" * 20, Content_Encoding="gzip"), "Error -3"),
        (answer(b"x" * 20, Content_Encoding="br"), "cannot be read"),
    ],
)
def test_a_page_that_is_not_what_it_says_is_told_when_it_is_read(tmp_path: Path, content: bytes, reason: str) -> None:
    (found,) = captures(tmp_path / "crawl.warc", record(content))
    with pytest.raises(BrokenExport, match=reason):
        found.read()


def test_a_bomb_in_a_crawl_takes_little_memory(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(members([info(), record(answer(bytes(300 << 20)))]))
    assert peak_of(lambda: list(captures_in(tmp_path / "crawl.warc"))) < 60e6


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_whatever_happened_to_a_crawl_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    records = [info(), record(), record(kind="revisit", WARC_Refers_To="<urn:uuid:1>"), record(Content_Length="3000")]
    whole = data.draw(st.sampled_from([b"".join(records), members(records), arc((URL, answer())), b""]))
    place = data.draw(st.integers(0, len(whole)))
    spoilt = whole[:place] + data.draw(st.binary(max_size=40)) + whole[place + data.draw(st.integers(0, 40)) :]
    try:
        for capture in captures(tmp_path_factory.mktemp("crawl") / "crawl.warc", spoilt):
            capture.read()
    except BrokenExport as error:
        event("refused")
        said = str(error)
    else:
        event("read")
        said = "read"
    assert "\n" not in said
