"""Slow senders do not keep readers from reading."""

import io
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from tertulia.lib.bodies import FewWait


class Stalled:
    """A body whose sender has stopped in the middle, until told to go on."""

    def __init__(self) -> None:
        self.asked, self.goes_on = threading.Event(), threading.Event()

    def read(self, *size: int) -> bytes:
        self.asked.set()
        assert self.goes_on.wait(10)
        return b"text"


def reads(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
    return [environ["wsgi.input"].read()]


def test_only_so_many_are_waited_for_and_the_next_is_told() -> None:
    application, stalled = FewWait(reads, most=1), Stalled()
    waiting = threading.Thread(target=application, args=({"wsgi.input": stalled}, None))
    waiting.start()
    assert stalled.asked.wait(10)
    with pytest.raises(OSError, match="too many"):
        application({"wsgi.input": io.BytesIO(b"text")}, lambda *_: None)
    stalled.goes_on.set()
    waiting.join()
    assert application({"wsgi.input": io.BytesIO(b"text")}, lambda *_: None) == [b"text"]


def test_a_body_is_read_in_every_way_a_body_may_be() -> None:
    def lines(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        body = environ["wsgi.input"]
        return [body.read(1), body.readline(), *body.readlines(), *body, body.read()]

    assert FewWait(lines)({"wsgi.input": io.BytesIO(b"a1\nb2\nc3")}, lambda *_: None) == [
        b"a", b"1\n", b"b2\n", b"c3", b"",
    ]  # fmt: skip
