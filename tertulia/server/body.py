"""Bodies of requests: taken in whole before Django is asked, on disk if they are large, and within bounds.

Django reads a body as it comes; then a slow sender would hold a thread all the while. What a body may weigh depends on
where it goes: forms are small; only the desk takes files, and only a few at once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

_IN_MEMORY = 256 * 1024
MOST_OF_ALL_SMALL = 256 * 1024 * 1024
MOST_LARGE_AT_ONCE = 4

Receive = Callable[[], Awaitable[dict[str, Any]]]


class Refused(Exception):
    """A body that is not taken."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Gone(Exception):
    """The client went away before its request was complete."""


class Bodies:
    """The bodies that are being taken in by this process. Up to ``small`` bytes anywhere, up to ``large`` below
    ``/desk/``; large ones wait in ``folder``."""

    def __init__(self, folder: Path, *, small: int, large: int) -> None:
        self.folder, self.small, self.large = folder, small, large
        self._large_ones = self._small_bytes = 0

    @asynccontextmanager
    async def whole(self, scope: dict[str, Any], receive: Receive) -> AsyncIterator[IO[bytes]]:
        """The whole body as a file. Raises Refused if there is no room for it, Gone if it does not come."""
        body = _Body(self, most=self.large if scope["path"].startswith("/desk/") else self.small)
        with body.file:
            try:
                body.announce(_announced(scope))
                await body.take_in(receive)
                yield body.file
            finally:
                body.let_go()

    def enter_small(self, size: int) -> None:
        """Make room for so many bytes more. Raises Refused."""
        if self._small_bytes + size > MOST_OF_ALL_SMALL:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        self._small_bytes += size

    def enter_large(self) -> None:
        """Make room for one more large body. Raises Refused."""
        if self._large_ones >= MOST_LARGE_AT_ONCE:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        self._large_ones += 1

    def leave(self, size: int, *, is_large: bool) -> None:
        """Give room back."""
        self._small_bytes -= size
        self._large_ones -= is_large


class _Body:
    def __init__(self, bodies: Bodies, most: int) -> None:
        self.bodies, self.most = bodies, most
        self.size = self._counted = 0
        self._is_large = False
        self.file: Any = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(bodies.folder))  # noqa: SIM115  closed by ``whole``

    def announce(self, size: int) -> None:
        """Check a length before the first byte is read."""
        if size > self.most:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if size > self.bodies.small:
            self._become_large()

    async def take_in(self, receive: Receive) -> None:
        """Read to the end."""
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                raise Gone
            self._write(message.get("body", b""))
            more = message.get("more_body", False)

    def let_go(self) -> None:
        """The body is not needed any more."""
        self.bodies.leave(self._counted, is_large=self._is_large)

    def _write(self, piece: bytes) -> None:
        self.size += len(piece)
        self.announce(self.size)
        if not self._is_large:
            self.bodies.enter_small(len(piece))
            self._counted += len(piece)
        self.file.write(piece)

    def _become_large(self) -> None:
        if not self._is_large:
            self.bodies.enter_large()
            self._is_large = True


def _announced(scope: dict[str, Any]) -> int:
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)
