"""A connection to an address that was checked, and to no other, which ends when its time is over."""

import socket
import ssl
import time
from collections.abc import Iterable
from http.client import HTTPConnection
from io import BufferedReader, RawIOBase
from typing import Any

from tertulia.lib.outgoing.errors import TooSlow, Unreachable
from tertulia.lib.outgoing.reach import Address
from tertulia.lib.outgoing.target import Target

_MOST_ADDRESSES = 4


class Deadline:
    """When all of it must be over, and how long a silence in it may be."""

    def __init__(self, whole: float, silence: float) -> None:
        self._end, self._silence = time.monotonic() + whole, silence

    def left(self, most: float | None = None) -> float:
        """Seconds that the next step may take. Raises TooSlow if none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow("it took too long altogether")
        return min(left, self._silence if most is None else most)


class _Pipe(RawIOBase):
    """The socket as ``http.client`` wants it: each step of reading and writing has its own time limit. Closing is left
    to who opened it."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connected, deadline

    def makefile(self, *_arguments: Any) -> BufferedReader:
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def close(self) -> None:
        pass


class Connection(HTTPConnection):
    """HTTP with the server of ``target``, over ``connected``. Knows no proxy and opens nothing by itself."""

    auto_open = 0

    def __init__(self, target: Target, connected: socket.socket, deadline: Deadline) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.scheme == "https" else 80
        self.sock = _Pipe(connected, deadline)


def connect(target: Target, addresses: Iterable[Address], deadline: Deadline, seconds: float) -> socket.socket:
    """A socket to the first of these addresses that answers; for https the server has proved that it is the host."""
    reason: OSError | None = None
    for address in [*addresses][:_MOST_ADDRESSES]:
        try:
            # An address, not a name, so that nothing is looked up again.
            opened = socket.create_connection((str(address), target.port), timeout=deadline.left(seconds))
        except OSError as error:
            reason = error
            continue
        return _secured(opened, target, deadline, seconds) if target.scheme == "https" else opened
    if isinstance(reason, TimeoutError):
        raise TooSlow(f"{target.host} does not answer") from reason
    raise Unreachable(f"{target.host} cannot be reached: {getattr(reason, 'strerror', '') or reason}") from reason


def _secured(opened: socket.socket, target: Target, deadline: Deadline, seconds: float) -> ssl.SSLSocket:
    try:
        opened.settimeout(deadline.left(seconds))
        return ssl.create_default_context().wrap_socket(opened, server_hostname=target.host)
    except TimeoutError as error:
        opened.close()
        raise TooSlow(f"{target.host} does not answer") from error
    except (OSError, ValueError) as error:
        opened.close()
        said = getattr(error, "verify_message", "") or getattr(error, "reason", "") or error
        raise Unreachable(f"{target.host} does not prove who it is: {said}") from error
    except BaseException:
        opened.close()
        raise
