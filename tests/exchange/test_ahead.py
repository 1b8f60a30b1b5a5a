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

from tertulia.exchange import ahead
from tertulia.exchange.ahead import Ahead, read_ahead
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import BrokenExport, Record
from tertulia.lib.derived import AT_ONCE
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.writing_mt import conversations
from tests.exchange.writing_said import disqus, isso, post, remark42, said, thread
from tests.exchange.writing_wxr import comment as wxr_comment
from tests.exchange.writing_wxr import item, wxr

_WAIT = 30


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


@pytest.mark.parametrize("write", [conversations, wordpress, disqus_text, isso_database, remark42_text])
def test_the_records_are_the_readers_own_as_often_as_they_are_asked_for(
    tmp_path: Path, opened: Callable[[Path], Ahead], write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path)
    reader = opened(path)
    assert list(reader) == list(reader) == list(open_export(path))
    assert reader.position == reader.size == path.stat().st_size


def test_an_error_comes_where_it_happened(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    packed = gzip.compress(conversations(tmp_path).read_bytes())
    (tmp_path / "cut.gz").write_bytes(packed[: len(packed) * 9 // 10])
    reader = opened(tmp_path / "cut.gz")
    with pytest.raises(BrokenExport) as own:
        list(open_export(tmp_path / "cut.gz"))
    with pytest.raises(BrokenExport, match=r"ends in the middle") as sent:
        list(reader)
    assert str(sent.value) == str(own.value)


def test_whoever_stops_in_the_middle_may_begin_anew(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    reader = opened(conversations(tmp_path))
    first = iter(reader)
    next(first)
    first.close()  # type: ignore[attr-defined]
    assert sum(1 for _record in reader) == 450


def test_one_that_somebody_ends_is_told_of(tmp_path: Path, opened: Callable[[Path], Ahead]) -> None:
    reader = opened(conversations(tmp_path))
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
    reader = Ahead(Chatty(conversations(tmp_path, 3)), "en")
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
    reader = Ahead(Asking(conversations(tmp_path, 3)), "en")
    with pytest.raises(RuntimeError, match="asks no database"):
        list(reader)
    assert Weblog.objects.exists()


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    program = (
        "import signal, sys, django; django.setup()\n"
        "from pathlib import Path\nfrom tertulia.exchange.ahead import Ahead\n"
        "from tertulia.exchange.readers.known import open_export\n"
        "reader = Ahead(open_export(Path(sys.argv[1])), 'en')\nnumber = reader._process._process.pid\n"
        "records = iter(reader); next(records); print(number, flush=True); signal.pause()\n"
    )
    path = conversations(tmp_path, 3000)
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
    reader = open_export(conversations(tmp_path, 3))
    with read_ahead(reader, "en") as (records, deriving):
        assert (records, deriving) == (reader, AT_ONCE)
    monkeypatch.setattr(ahead, "_SMALL", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    with read_ahead(reader, "en") as (records, _deriving):
        assert records is reader
