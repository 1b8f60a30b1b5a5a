"""The bridge from the event loop to Django: a request is taken in whole, answered in a thread, and sent by the loop.

So a thread is held only while Django works: neither who sends slowly nor who reads slowly keeps one from others."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any

from tertulia.publishing.front import Front
from tertulia.server import date
from tertulia.server.body import Bodies, Gone, Refused
from tertulia.server.environ import environ_of

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

# Python runs one at a time; the others wait for the database or the disk.
THREADS = 12
_CHUNK = 256 * 1024


@dataclass(frozen=True)
class File:
    """An answer that is a file (``wsgi.file_wrapper``, PEP 3333): read piece by piece as the client takes it."""

    file: IO[bytes]
    block_size: int = _CHUNK

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def __iter__(self) -> Iterable[bytes]:
        return iter(lambda: self.file.read(self.block_size), b"")


@dataclass
class Reply:
    """What the application answered: a body, or a file that is still to be read and closed."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] | None = None
    body: bytes = b""
    file: File | None = None


class Bridge:
    """ASGI application (version 3, HTTP only) in front of a WSGI one."""

    def __init__(self, front: Front, bodies: Bodies) -> None:
        self.front, self.bodies = front, bodies
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="tertulia")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with self.bodies.whole(scope, receive) as body:
                reply = await self._in_thread(self._ask, environ_of(scope, body, File))
        except Refused as refusal:
            reply = _refusal(refusal.status)
        except Gone:
            return
        await self._send(reply, send)

    def _ask(self, environ: dict[str, Any]) -> Reply:
        reply = Reply()

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            reply.status = int(status[:3])
            reply.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

        result = self.front(environ, start_response)
        if isinstance(result, File):
            reply.file = result
            return reply
        try:
            reply.body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        return reply

    async def _send(self, reply: Reply, send: Send) -> None:
        headers = [(b"date", date.now()), *_with_length(reply)]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        if reply.file is None:
            await send({"type": "http.response.body", "body": reply.body})
            return
        try:
            while chunk := await self._in_thread(reply.file.file.read, _CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        finally:
            reply.file.close()
        await send({"type": "http.response.body", "body": b""})

    async def _in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work, *arguments)


def _with_length(reply: Reply) -> list[tuple[bytes, bytes]]:
    headers = reply.headers or []
    has_body = reply.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
    if reply.file or not has_body or any(name == b"content-length" for name, _value in headers):
        return headers
    return [*headers, (b"content-length", b"%d" % len(reply.body))]


def _refusal(status: HTTPStatus) -> Reply:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    return Reply(status, headers, f"{status.phrase}.\n".encode())
