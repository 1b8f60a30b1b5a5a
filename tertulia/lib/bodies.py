"""Slow senders: who sends a form or a file byte by byte holds a thread all the while, so only some threads may wait.

The server hands a request on as soon as its head is there; what the application reads of the body then comes as fast
as the sender likes. Without a bound a handful of stalled connections, of a bad network or on purpose, would keep
everybody from reading."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

# Requests whose bodies may be waited for at once, and threads that are left for readers then.
MOST_AT_ONCE = 24
FOR_READERS = 8

Application = Callable[..., Iterable[bytes]]


class FewWait:
    """WSGI wrapper: beyond ``most`` at once a body cannot be read (OSError, which Django tells the view)."""

    def __init__(self, application: Application, most: int = MOST_AT_ONCE) -> None:
        self.application, self._places = application, threading.BoundedSemaphore(most)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"] = _Body(environ["wsgi.input"], self._places)
        return self.application(environ, start_response)


class _Body:
    def __init__(self, body: Any, places: threading.BoundedSemaphore) -> None:
        self._body, self._places = body, places

    def read(self, *size: int) -> bytes:
        with self._place():
            return bytes(self._body.read(*size))

    def readline(self, *size: int) -> bytes:
        with self._place():
            return bytes(self._body.readline(*size))

    def readlines(self, *hint: int) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise OSError("too many senders are waited for already")
        try:
            yield
        finally:
            self._places.release()
