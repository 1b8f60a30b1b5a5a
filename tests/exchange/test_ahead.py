"""A process that reads ahead of the load: the same records, the same rows, and it never outlives who started it."""

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.utils import translation

from tertulia.conversation.comment import Comment
from tertulia.conversation.quote import Quote
from tertulia.exchange import ahead
from tertulia.exchange.ahead import Ahead, read_ahead
from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import BrokenExport, PostRecord, Record
from tertulia.exchange.rendered import derive, text_of
from tertulia.exchange.survey import survey
from tertulia.lib.derived import AT_ONCE
from tertulia.lib.local import Here
from tertulia.lib.tsvector import vector
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.writing_mt import comment, entry, ping
from tests.exchange.writing_said import disqus, isso, post, remark42, said, thread
from tests.exchange.writing_wxr import comment as wxr_comment
from tests.exchange.writing_wxr import item, wxr

_WAIT = 30
_WRITTEN: tuple[type[Model], ...] = (Comment, Post, Quote, SearchText, Decision)


def mt(folder: Path, posts: int = 450) -> Path:
    """Comments of all kinds below many posts: more than is sent at once."""
    words = "> The office itself has seen {} boats\n\nThe office itself has seen {} boats. <b>N</b>o. http://tide.example/{}"
    said = [comment(words.format(n, n + 1, n), AUTHOR=f"R{n} “é”") for n in range(3)]
    folder.joinpath("export.txt").write_text(
        "".join(entry(f"Day {n}", comments=[*said, ping()][: n % 5]) for n in range(posts))
    )
    return folder / "export.txt"


def wordpress(folder: Path) -> Path:
    """The same of WordPress."""
    said = [wxr_comment("It is.", 1), wxr_comment("It <em>is</em> not.", 2, parent="1")]
    folder.joinpath("export.xml").write_text(wxr(*(item(f"Day {n}", n, *said) for n in range(1, 20))))
    return folder / "export.xml"


def disqus_text(folder: Path) -> Path:
    """Comments that Disqus kept."""
    folder.joinpath("disqus.xml").write_text(disqus(thread(), *(post(n, f"<p>It is {n}.</p>") for n in range(10, 40))))
    return folder / "disqus.xml"


def isso_database(folder: Path) -> Path:
    """Those that Isso kept."""
    return isso(folder / "isso.db", *((1, n, None, 1, f"It *is* {n}.") for n in range(1, 30)))


def remark42_text(folder: Path) -> Path:
    """Those that Remark42 kept."""
    folder.joinpath("backup.json").write_text(remark42(*(said(f"a{n}", f"<p>It is {n}.</p>") for n in range(30))))
    return folder / "backup.json"


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Ahead]]:
    """Opens a file with a process that reads it ahead."""
    readers: list[Ahead] = []

    def read(path: Path) -> Ahead:
        readers.append(Ahead(open_export(path), "en"))
        return readers[-1]

    yield read
    for reader in readers:
        reader.close()


@pytest.mark.parametrize("write", [mt, wordpress, disqus_text, isso_database, remark42_text])
def test_the_records_are_the_readers_own_as_often_as_they_are_asked_for(
    tmp_path: Path, opened: Callable[[Path], Ahead], write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path)
    reader = opened(path)
    assert list(reader) == list(reader) == list(open_export(path))
    assert reader.position == reader.size == path.stat().st_size


def test_comments_are_rendered_by_then(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    reader = opened(mt(tmp_path, 20))
    posts = [record for record in reader if isinstance(record, PostRecord)]
    texts = {text_of(one) for post in posts for one in post.comments}
    assert {text: reader.derived.comment(text) for text in texts} == {text: AT_ONCE.comment(text) for text in texts}
    assert reader.derived.comment("Never <b>seen</b>.") == AT_ONCE.comment("Never <b>seen</b>.")


def test_posts_are_rendered_by_then_in_the_language_of_their_weblog(tmp_path: Path) -> None:
    body = (
        '<p><a href="https://tide.example/6.html">Six</a> <img src="https://else.example/a.jpg"></p><script>x</script>'
    )
    (tmp_path / "export.txt").write_text(entry("Tides", body=body))
    reader = Ahead(open_export(tmp_path / "export.txt"), "de")
    assert [record.title for record in reader if isinstance(record, PostRecord)] == ["Tides"]
    for language in ("de", "en"):
        with translation.override(language):
            assert reader.derived.post(body, "html") == AT_ONCE.post(body, "html")
            assert reader.derived.post(body, "html").words == AT_ONCE.post(body, "html").words
    reader.close()


def test_what_a_post_links_to_leads_here_though_it_was_rendered_ahead(
    tmp_path: Path, opened: Callable[[Path], Ahead]
) -> None:
    (tmp_path / "export.txt").write_text(entry("Tides", body='<a href="https://tide.example/6.html">Six</a>'))
    reader = opened(tmp_path / "export.txt")
    [post] = [record for record in reader if isinstance(record, PostRecord)]
    with translation.override("en"):
        here = reader.derived.post(post.body, "html", lambda urls: {url: Here("/tide/6.html") for url in urls})
        elsewhere = reader.derived.post(post.body, "html")
    assert 'href="/tide/6.html"' in here.html
    assert 'href="https://tide.example/6.html"' in elsewhere.html


def test_an_error_comes_where_it_happened(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    packed = gzip.compress(mt(tmp_path).read_bytes())
    (tmp_path / "cut.gz").write_bytes(packed[: len(packed) * 9 // 10])
    reader = opened(tmp_path / "cut.gz")
    with pytest.raises(BrokenExport) as own:
        list(open_export(tmp_path / "cut.gz"))
    with pytest.raises(BrokenExport, match=r"ends in the middle") as sent:
        list(reader)
    assert str(sent.value) == str(own.value)


def test_whoever_stops_in_the_middle_may_begin_anew(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    reader = opened(mt(tmp_path))
    first = iter(reader)
    next(first)
    first.close()  # type: ignore[attr-defined]
    assert sum(1 for _record in reader) == 450


def test_one_that_somebody_ends_is_told_of(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    reader = opened(mt(tmp_path))
    process: Any = reader._process._process  # type: ignore[union-attr]
    process.kill()
    process.join()
    with pytest.raises(ChildProcessError, match="run it again"):
        list(reader)


class Chatty(MovableTypeReader):
    """A reader that prints."""

    def __iter__(self) -> Iterator[Record]:
        print("I am reading.", flush=True)
        return super().__iter__()


def test_what_it_prints_is_no_output_of_the_load(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    reader = Ahead(Chatty(mt(tmp_path, 3)), "en")
    assert len(list(reader)) == 3
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "I am reading.\n")


class Asking(MovableTypeReader):
    """A reader that asks the database."""

    def __iter__(self) -> Iterator[Record]:
        Weblog.objects.exists()
        return super().__iter__()


@pytest.mark.django_db
def test_it_takes_no_answers_of_the_database_from_whoever_started_it(tmp_path: Path) -> None:
    create_weblog("tide")
    reader = Ahead(Asking(mt(tmp_path, 3)), "en")
    with pytest.raises(RuntimeError, match="asks no database"):
        list(reader)
    assert Weblog.objects.exists()


@pytest.mark.django_db
def test_what_an_index_keeps_is_made_of_what_the_load_asks_for(tmp_path: Path) -> None:
    reader = open_export(mt(tmp_path, 20))
    part, _records = derive(list(reader), "en", has_vectors=True)
    load(reader, create_weblog("tide"))
    assert {*SearchText.objects.values_list("title", "words")} <= part.vectors.keys()
    assert part.vectors == {pair: vector(*pair) for pair in part.vectors}
    assert derive(list(reader), "en")[0].vectors == {}


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    program = (
        "import signal, sys, django; django.setup()\n"
        "from pathlib import Path\nfrom tertulia.exchange.ahead import Ahead\n"
        "from tertulia.exchange.readers.known import open_export\n"
        "reader = Ahead(open_export(Path(sys.argv[1])), 'en')\nnumber = reader._process._process.pid\n"
        "records = iter(reader); next(records); print(number, flush=True); signal.pause()\n"
    )
    path = mt(tmp_path, 3000)
    with subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        number = int(parent.stdout.readline())
        was_running = _is_running(number)
        parent.kill()
    assert was_running
    until = time.monotonic() + _WAIT
    while _is_running(number):
        assert time.monotonic() < until, "it goes on reading for nobody"
        os.sched_yield()


def _is_running(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_small_files_and_single_cores_need_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = open_export(mt(tmp_path, 3))
    with read_ahead(reader, "en") as (records, deriving):
        assert (records, deriving) == (reader, AT_ONCE)
    monkeypatch.setattr(ahead, "_SMALL", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    with read_ahead(reader, "en") as (records, _deriving):
        assert records is reader


@pytest.mark.django_db
def test_what_is_loaded_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_SMALL", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    reader = open_export(mt(tmp_path, 60))
    told = load(reader, create_weblog("tide")).as_json()
    rows = _rows()
    Weblog.objects.all().delete()
    with read_ahead(reader, "en") as (records, deriving):
        assert isinstance(records, Ahead)
        assert load(records, create_weblog("tide"), found=survey(reader), deriving=deriving).as_json() == told
    assert _rows() == rows
    assert rows[0]
    assert {quote["verdict"] for quote in rows[2]} == {"exact"}


def _rows() -> list[list[dict[str, Any]]]:
    # All that was written, but for what is another number or moment each time.
    others = {"id", "weblog_id", "conversation_id", "object_id", "author_id", "subject", "comment_id", "source_id"}
    others |= {"quote_marks"}
    others |= {"created_at", "changed_at", "at"}
    named = [(m, [f.attname for f in m._meta.concrete_fields if f.attname not in others]) for m in _WRITTEN]
    dates = Comment.objects.order_by("id").values("created_at", "changed_at")
    return [*(list(m._base_manager.order_by("id").values(*names)) for m, names in named), [*map(dict, dates)]]
