"""Slow and stuck clients: they hold no thread, others are answered meanwhile, and their connections come to an end."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tertulia.server import patience
from tertulia.server.bridge import THREADS
from tests.door.standing import HOST, Application, connect, standing
from tests.server import read_all

QUICKLY = b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
UNFINISHED = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\n" + HOST,
    "no body": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\n",
    "half a body": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\n" + b"x" * 500,
    "half a chunk": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
}
MANY = 4 * THREADS
LARGE = 32 << 20


@contextmanager
def _stuck(port: int, sent: bytes, *, little_room: bool = False) -> Iterator[None]:
    with ExitStack() as stack:
        for _number in range(MANY):
            stack.enter_context(connect(port, little_room=little_room)).sendall(sent)
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS_TO_BEGIN", 0.0)
    monkeypatch.setattr(patience, "SLOWEST_BYTES_A_SECOND", 1_000_000)
    monkeypatch.setattr(patience, "SECONDS_TO_TAKE_THE_NEXT_64_KB", 0.0)
    monkeypatch.setattr(patience, "SECONDS_BETWEEN_REQUESTS", 0.0)


@pytest.mark.parametrize("sent", UNFINISHED.values(), ids=UNFINISHED)
def test_others_are_answered_however_many_send_slowly(sent: bytes, tmp_path: Path) -> None:
    application = Application()
    with standing(application, tmp_path) as port, _stuck(port, sent):
        for _number in range(3):
            with connect(port) as connection:
                connection.sendall(QUICKLY)
                assert read_all(connection).endswith(b"xxxxx")
    assert application.asked == 3


def test_others_are_answered_however_many_read_slowly(tmp_path: Path) -> None:
    asked = b"HEAD / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    with (
        standing(Application(LARGE), tmp_path) as port,
        _stuck(port, QUICKLY, little_room=True),
        connect(port) as connection,
    ):
        connection.sendall(asked)
        assert read_all(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("sent", UNFINISHED.values(), ids=UNFINISHED)
def test_who_sends_nothing_more_is_cut_off(impatient: None, sent: bytes, tmp_path: Path) -> None:
    application = Application()
    with standing(application, tmp_path) as port, connect(port) as connection:
        connection.sendall(sent)
        assert read_all(connection) == b""
    assert application.asked == 0


def test_who_takes_nothing_more_is_cut_off(impatient: None, tmp_path: Path) -> None:
    with standing(Application(LARGE), tmp_path) as port, connect(port, little_room=True) as connection:
        connection.sendall(QUICKLY)
        # What is closed on the other side takes nothing more; only then is anything read here.
        while _takes(connection, b"x"):
            pass
        assert len(read_all(connection)) < LARGE


def _takes(connection: socket.socket, more: bytes) -> bool:
    try:
        connection.sendall(more)
    except OSError:
        return False
    return True


def test_who_asks_nothing_more_is_cut_off(impatient: None, tmp_path: Path) -> None:
    with standing(Application(), tmp_path) as port, connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        assert read_all(connection).endswith(b"xxxxx")


def test_whoever_waits_for_us_is_never_cut_off() -> None:
    wait = patience.Wait(since=0.0)
    wait.begin(patience.NOTHING, 0.0)
    assert not wait.is_too_long(1e6, is_ours=True)
    assert wait.is_too_long(1e6, is_ours=False)


def test_a_slow_line_has_time_for_what_it_sends() -> None:
    wait = patience.Wait(since=0.0, what=patience.BODY, moved=100 * patience.SLOWEST_BYTES_A_SECOND)
    assert not wait.is_too_long(100.0 + patience.SECONDS_TO_BEGIN, is_ours=False)
    assert wait.is_too_long(101.0 + patience.SECONDS_TO_BEGIN, is_ours=False)
