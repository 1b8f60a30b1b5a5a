"""Files without a name, handed from a process to the one that started it, through a pair of sockets that lead nowhere
else. Through a pipe what is written waits for who reads it; these wait on the disk."""

import os
import socket
from contextlib import suppress
from typing import IO, BinaryIO

# Never more of them wait than a process may have open.
MOST = 100


class Taking:
    """The end of who forks the other process, which calls ``handing`` while this one says that it has ``started``."""

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()

    def handing(self) -> "Handing":
        """The other end, in the other process."""
        # Whoever holds both ends never learns that nobody is there any more.
        self._ours.close()
        return Handing(self._theirs)

    def started(self) -> None:
        """The other process is there and has its end."""
        self._theirs.close()

    def take(self) -> BinaryIO | None:
        """The next file, for reading; None if nobody is there to hand one. Waits for it."""
        files: list[int] = []
        with suppress(ConnectionError):
            _said, files, _flags, _address = socket.recv_fds(self._ours, 1, 1)
            self._ours.send(b".")
        return os.fdopen(files[0], "rb") if files else None

    def close(self) -> None:
        """Take no more."""
        self._theirs.close()
        self._ours.close()


class Handing:
    """The other end. Raises ConnectionError once nobody is there to take anything."""

    def __init__(self, theirs: socket.socket) -> None:
        self._socket, self._waiting = theirs, 0

    def hand(self, file: IO[bytes]) -> None:
        """Hand it over, from its beginning; waits while too many wait."""
        file.seek(0)
        socket.send_fds(self._socket, [b"."], [file.fileno()])
        self._waiting += 1
        while self._waiting >= MOST:
            taken = len(self._socket.recv(MOST))
            if not taken:
                raise ConnectionResetError
            self._waiting -= taken
