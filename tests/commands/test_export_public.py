"""``tertulia export`` of what readers can see: as web archives that pywb replays, and as plain pages."""

import gzip
import json
import subprocess
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from tertulia.commands.export_pages import visits
from tertulia.commands.mirror import mirror
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.exchange.writers.plain_pages import write_plain_pages
from tertulia.exchange.writers.wacz import surt, write_wacz
from tertulia.exchange.writers.warc import write_warc
from tertulia.exchange.writers.web_archive import Visited
from tertulia.lib import clock
from tertulia.publishing.front import Front
from tertulia.publishing.render import Renderer
from tertulia.weblog.writing import Writing, discard, write_post
from tests.cast import Cast, gather, published_post
from tests.exchange.programs import HOME, judged
from tests.exchange.read_back import public, read_back
from tests.publishing.lived import live
from tests.publishing.mirrored import broken
from tests.server import Server, free_port, run


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


def responses(content: bytes) -> dict[str, tuple[str, bytes, Any]]:
    """The records of a WARC file by address: status, body, headers."""
    found = {}
    records = ArchiveIterator(BytesIO(content), check_digests="raise")
    for record in records:
        body = record.content_stream().read()
        if record.rec_type == "response":
            url = record.rec_headers.get_header("WARC-Target-URI")
            found[url] = record.http_headers.get_statuscode(), body, record.http_headers
    return found


def visited(front: Front, cast: Cast) -> Iterator[Visited]:
    assert front.renderer is not None
    return visits(cast.weblog, front.renderer)


@pytest.mark.django_db(transaction=True)
def test_every_public_address_is_in_it_as_it_answers(front: Front, cast: Cast, tmp_path: Path) -> None:
    live(cast)
    written = write_warc(cast.weblog, visited(front, cast), tmp_path / "kept.warc.gz", at=clock.now())
    found = responses((tmp_path / "kept.warc.gz").read_bytes())
    assert len(found) == written.pages + written.media + written.records["redirects"]
    at = "http://127.0.0.1:8000"
    for path in (
        "harbour/",
        "harbour/2017/09/storm.html",
        "harbour/atom.xml",
        "harbour/2017/09/storm/comments/page/2/",
    ):
        assert found[f"{at}/{path}"][0] == "200"
    status, _body, headers = found[f"{at}/harbour/storm.htm"]
    assert (status, headers.get_header("location")) == ("301", "/harbour/2017/09/storm.html")
    assert found[f"{at}/somewhere/else:%20100%25"][2].get_header("content-type") == "text/html; charset=utf-8"
    assert sum(body.startswith(b"\x89PNG") for _status, body, _headers in found.values()) == 1
    assert [url for url in found if "/desk/" in url or "gone.png" in url or "elsewhere.example" in url] == []
    assert [url for url, (_status, body, headers) in found.items() if _length(headers) != len(body)] == []
    assert read_back(tmp_path / "kept.warc.gz") == public(cast.weblog)


def _length(headers: Any) -> int:
    return int(headers.get_header("content-length"))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_in_them_that_readers_cannot_see(front: Front, cast: Cast, tmp_path: Path) -> None:
    post = live(cast)["Storm"]
    write_post(cast.weblog, Writing(title="Never", body="SECRET draft"), actor=None)
    discard(published_post(cast.weblog, "Gone", body="SECRET discarded"), actor=None)
    said = ImportedComment("a-1", clock.now(), name="Nils", email="secret@example.net", ip="198.51.100.77", text="Seen")
    hidden = [
        ImportedComment(state, clock.now(), name="Nils", text=f"SECRET {state}", state=state)
        for state in ("held", "spam", "withdrawn")
    ]
    add_conversations([ImportedConversation(post, "open", [said, *hidden])], source="test")
    write_warc(cast.weblog, visited(front, cast), tmp_path / "kept.warc.gz", at=clock.now())
    write_wacz(cast.weblog, visited(front, cast), tmp_path / "kept.wacz", at=clock.now())
    assert front.renderer is not None
    mirror(front.renderer, tmp_path / "plain", "harbour")
    write_plain_pages(tmp_path / "plain", tmp_path / "kept.zip")
    everything = [gzip.decompress((tmp_path / "kept.warc.gz").read_bytes())]
    for name in ("kept.wacz", "kept.zip"):
        with ZipFile(tmp_path / name) as packed:
            for entry in packed.namelist():
                content = packed.read(entry)
                everything.append(gzip.decompress(content) if entry.endswith(".gz") else content)
    for content in everything:
        assert not any(word in content for word in (b"SECRET", b"secret@", b"198.51.100.77", b"marta@example.org"))
    assert sum(b"Seen" in content for content in everything) >= 3
    for name in ("kept.wacz", "kept.zip"):
        assert read_back(tmp_path / name) == public(cast.weblog)


@pytest.mark.django_db(transaction=True)
def test_what_is_made_for_one_reader_is_not_even_asked_for(front: Front, cast: Cast) -> None:
    live(cast)
    assert front.renderer is not None
    asked, application = [], front.renderer.application

    def noting(environ: dict[str, Any], start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return application(environ, start_response)

    for _visited in visits(cast.weblog, Renderer(noting, front.renderer.store)):
        pass
    assert "/harbour/2017/09/storm/comments/1/" in asked
    assert [path for path in asked if path.endswith(("/reply/", "/quote/", "/more/", "/search/"))] == []


@pytest.mark.django_db(transaction=True)
def test_the_same_moment_makes_the_same_bytes(front: Front, cast: Cast, tmp_path: Path) -> None:
    live(cast)
    at = clock.now()
    for name in ("a.wacz", "b.wacz"):
        write_wacz(cast.weblog, visited(front, cast), tmp_path / name, at=at)
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Weblog.example.org/A/b.html", "org,example,weblog)/a/b.html"),
        ("http://weblog.example.org:8080/a/?p=12", "org,example,weblog:8080)/a?p=12"),
        ("http://127.0.0.1:8000/", "1,0,0,127:8000)/"),
    ],
)
def test_addresses_are_sorted_as_web_archives_sort_them(url: str, key: str) -> None:
    assert surt(url) == key


def test_pywb_replays_it(server: Server, tmp_path: Path) -> None:
    ours, file = {"TERTULIA_PORT": str(server.port)}, tmp_path / "kept.wacz"
    told = run(server.data, "export", "corner_table", str(file), "--format", "wacz", "--json", **ours)
    assert (told.returncode, told.stderr) == (0, "")
    judged("wb-manager", "init", "kept", folder=tmp_path)
    judged("wb-manager", "add", "--unpack-wacz", "kept", str(file), folder=tmp_path)
    with ZipFile(file) as packed:
        put_in = responses(data := packed.read("archive/data.warc.gz"))
        index = packed.read("indexes/index.cdx").decode()
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert {"url": f"{server.origin}/corner_table/", "title": "The Corner Table"}.items() <= pages_by(pages).items()
    # An index that pywb makes of its own is the same.
    (tmp_path / "data.warc.gz").write_bytes(data)
    assert entries(judged("cdx-indexer", "-j", "-s", "data.warc.gz", folder=tmp_path)) == entries(index)
    styles = next(url for url in put_in if url.endswith(".css"))
    asked = [f"{server.origin}/corner_table/", styles]
    assert replayed(tmp_path, index.split(" ")[1], asked) == {url: put_in[url][1] for url in asked}


def entries(index: str) -> list[tuple[str, str, dict[str, str]]]:
    """The lines of an index, but for its head and how digests are written."""
    lines = [line.split(" ", 2) for line in index.splitlines() if not line.startswith(" ")]
    return [(key, moment, {**json.loads(told), "digest": ""}) for key, moment, told in lines]


def pages_by(pages: list[dict[str, str]]) -> dict[str, str]:
    """The front page among the pages of a WACZ file."""
    return next(page for page in pages if page.get("url", "").endswith("/corner_table/"))


def replayed(folder: Path, moment: str, urls: list[str]) -> dict[str, bytes]:
    """What pywb answers for these addresses, as they were kept at that moment."""
    port = free_port()
    command = [str(HOME / "bin" / "wayback"), "-b", "127.0.0.1", "-p", str(port)]
    with (folder / "wayback.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            return {url: _asked(process, f"http://127.0.0.1:{port}/kept/{moment}id_/{url}") for url in urls}
        finally:
            process.terminate()
            process.wait(30)


def _asked(process: "subprocess.Popen[bytes]", url: str) -> bytes:
    # It listens as soon as it has read what it has.
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return bytes(answer.read())
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
    raise AssertionError("it has ended")


def test_plain_pages_open_from_disk(server: Server, tmp_path: Path) -> None:
    file, ours = tmp_path / "kept.zip", {"TERTULIA_PORT": str(server.port)}
    told = run(server.data, "export", "corner_table", str(file), "--format", "mirror", "--json", **ours)
    assert json.loads(told.stdout)["public"] is True
    with ZipFile(file) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert (tmp_path / "unpacked" / "index.html").is_file()
    assert broken(tmp_path / "unpacked") == []
