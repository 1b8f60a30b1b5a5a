"""The door: HTTP/1.1 as it is sent over a connection, exact about what it takes, quick with stored pages.

uvicorn speaks HTTP here, with llhttp, which refuses what is ambiguous (two lengths, a length beside chunks, bare line
feeds). What it lets pass and we do not is refused here (``head.py``). A stored page is answered right here, in the
event loop, without Django or a thread; this runs once for each view, so it does as little as it can."""

import asyncio
from http import HTTPStatus
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tertulia.publishing.answering import Asked, negotiated
from tertulia.publishing.shelf import Kept, Shelf
from tertulia.server import date, head, patience


class Door(HttpToolsProtocol):
    """One connection. ``self.app`` is the ``Bridge``, whose ``front`` knows the stored pages."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self.wait = patience.Wait(self.loop.time())
        self.shelf: Shelf | None = self.app.front.shelf
        self.heeded: head.Heeded = {}
        self.is_in_head = self.is_answered = False

    def data_received(self, data: bytes) -> None:
        self.wait.moved += len(data)
        super().data_received(data if data.isascii() or self.wait.what == patience.BODY else head.in_ascii(data))
        if self.is_in_head:
            self._wait_for_head()

    def _wait_for_head(self) -> None:
        if self.wait.what == patience.NOTHING:
            self.wait.begin(patience.HEAD, self.loop.time())
        elif self.wait.moved > head.MOST_BYTES and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        # uvicorn's own is called only if it has to answer (``_pass_on``).
        self.url, self.headers, self.heeded = b"", [], {}
        self.is_in_head = True

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        self.headers.append((name, value))
        if name in head.HEEDED:
            head.heed(self.heeded, name, value)

    def on_headers_complete(self) -> None:
        # What is raised here becomes a refusal by uvicorn (``send_400_response``), and the connection is closed.
        self.is_in_head = False
        version = self.parser.get_http_version()
        head.check(self.heeded, version)
        head.check_size(self.url, self.headers)
        if self._is_free and not head.has_body(self.heeded) and not self.parser.should_upgrade():
            self.is_answered = self._answer(self.parser.get_method(), version)
        if not self.is_answered:
            self._pass_on()

    def on_body(self, body: bytes) -> None:
        if not self.is_answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self.wait.begin(patience.NOTHING, self.loop.time())
        if self.is_answered:
            self.is_answered = False
        else:
            super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.wait.paused_at = self.loop.time()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.wait.paused_at = None

    def send_400_response(self, msg: str) -> None:
        """Refuse a broken request (called by uvicorn)."""
        self._refuse(HTTPStatus.BAD_REQUEST)

    def is_stuck(self, now: float) -> bool:
        """Whether the client on the other side has kept us waiting for too long."""
        return self.wait.is_too_long(now, is_ours=self._is_being_answered)

    @property
    def _is_being_answered(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def _is_free(self) -> bool:
        # Answers leave in the order of their requests, and nobody may order pages faster than they are taken.
        return (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused

    def _pass_on(self) -> None:
        url, headers = self.url, self.headers
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = head.awaits_100(headers, self.parser.get_http_version())
        self.wait.begin(patience.BODY, self.loop.time())
        super().on_headers_complete()
        if self.parser.should_upgrade():
            # To nothing that we speak; what follows on this connection can no more be told from the other protocol.
            self.cycle.keep_alive = False

    def _refuse(self, status: HTTPStatus) -> None:
        if self.pipeline or (self._is_being_answered and self.wait.what != patience.BODY):
            # An earlier request still waits for its own answer, and would take this one for it.
            self.transport.close()
            return
        text = f"{status.phrase}.\n".encode("ascii")
        headers = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(text)))]
        self.transport.write(_start(f"{status} {status.phrase}", headers) + self._end(keeps=False) + text)
        self.transport.close()

    def _answer(self, method: bytes, version: str) -> bool:
        if self.shelf is None or (method != b"GET" and method != b"HEAD"):
            return False
        path = head.path_of(self.url)
        kept = self.shelf.find(path) if path else None
        try:
            answer = self._ready(self.shelf, kept) if kept else None
        except FileNotFoundError:  # flushed between two looks
            return False
        if answer is None:
            return False
        start, body = answer
        keeps = version == "1.1" and self.parser.should_keep_alive()
        self.transport.write(b"".join((start, self._end(keeps=keeps), body if method == b"GET" else b"")))
        if not keeps:
            self.transport.close()
        return True

    def _ready(self, shelf: Shelf, kept: Kept) -> tuple[bytes, bytes]:
        heeded = self.heeded
        if head.is_conditional(heeded):
            found = shelf.answer(kept, head.asked(heeded, self.parser.get_method()))
            return _start(found.status, found.headers), found.body
        encoding = negotiated(heeded.get(b"accept-encoding", b"").decode("latin-1"))
        if encoding not in kept.raw:
            found = shelf.answer(kept, Asked(encoding or "identity"))
            kept.raw[encoding] = _start(found.status, found.headers), found.body
        return kept.raw[encoding]

    def _end(self, *, keeps: bool) -> bytes:
        return b"date: %b\r\n\r\n" % date.now() if keeps else b"connection: close\r\ndate: %b\r\n\r\n" % date.now()


def _start(status: str, headers: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status}\r\n{lines}".encode("latin-1")
