"""A real ``tertulia serve`` in a process and folder of its own, for tests that ask as a browser or a socket would."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TERTULIA = Path(sys.executable).parent / "tertulia"
_PATIENCE = 180.0  # a machine that does much else at the same time is slow to start


@dataclass
class Server:
    """A running server. ``link`` makes its visitor the host."""

    data: Path
    port: int
    process: "subprocess.Popen[str]"
    lines: "queue.SimpleQueue[str]"
    said: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def heard(self) -> int:
        """How many lines it has printed until now."""
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return len(self.said)

    def wait_for(self, pattern: str, *, after: int = 0) -> "re.Match[str]":
        """The next line it prints, or has printed after so many, that matches."""
        for line in self.said[after:]:
            if match := re.search(pattern, line):
                return match
        while True:
            try:
                line = self.lines.get(timeout=_PATIENCE)
            except queue.Empty:
                raise AssertionError(f"nothing like {pattern!r} was said, only: {self.said}") from None
            self.said.append(line)
            if match := re.search(pattern, line):
                return match
            assert line or self.process.poll() is None, f"it ended, saying {self.said}"

    @property
    def link(self) -> str:
        return self.wait_for(r"^http\S+invitation\S+").group(0)

    def answer(self, request: bytes) -> bytes:
        """What it answers to these very bytes until it closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE) as connection:
            connection.sendall(request)
            return read_all(connection)

    def stop(self, by: int = signal.SIGTERM) -> int:
        """Stop it and answer its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        return self.process.wait(_PATIENCE)


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other side closes, in an orderly way or not."""
    received = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            received += part
    return received


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a process of its own: nothing of this one's settings."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("TERTULIA_", "DJANGO_", "DATABASE_", "EMAIL_"))}
    return {**kept, "TERTULIA_DATA": str(data), "PYTHONUNBUFFERED": "1", **more}


def run(data: Path, *arguments: str, given: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """Run ``tertulia`` with these arguments to its end."""
    return subprocess.run(
        [TERTULIA, *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=environment(data, **more),
        timeout=_PATIENCE,
        check=False,
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, flags: Sequence[str] = (), **more: str) -> Server:
    """Start a server on a free port and wait until it answers."""
    port = free_port()
    process = subprocess.Popen(
        [TERTULIA, "serve", "--port", str(port), *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(data, **more),
    )
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    server = Server(data, port, process, lines)
    server.wait_for(r"Tertulia is at")
    return server


def _read(process: "subprocess.Popen[str]", lines: "queue.SimpleQueue[str]") -> None:
    with process, process.stdout or open(os.devnull) as output:  # noqa: PTH123
        for line in output:
            lines.put(line.rstrip("\n"))
    lines.put("")
