"""Servers of strangers, real ones on this machine, that answer whatever a test wants."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tertulia.lib.environment import networks


@dataclass
class Stranger:
    """A server and what it was asked. ``gone`` is set when the test is over, so that nobody goes on dripping."""

    host: str
    port: int
    asked: list[bytes] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.asked]


Answering = Callable[[bytes, Stranger], Iterable[bytes]]


@pytest.fixture
def near(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """This machine may be asked, by one of its addresses and at any port."""
    monkeypatch.setenv("SOME_NETWORKS", "127.0.0.1/32")
    settings.FETCH_NETWORKS = networks("SOME_NETWORKS")
    settings.FETCH_PORTS = range(65536)
    return settings


def resolve_by(resolver: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a resolver of our own answer for names; answers the names that it was asked for. Addresses stay as they
    are, as for them nothing is looked up."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: Any, *more: Any, **named: Any) -> list[Any]:
        if host.replace(".", "").isdigit() or ":" in host:
            return list(real(host, port, *more, **named))
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in resolver(host)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@contextmanager
def stranger(
    answering: Answering | bytes, host: str = "127.0.0.1", port: int = 0, certificate: Path | None = None
) -> Iterator[Stranger]:
    """A server at ``host`` that answers each request with ``answering``'s pieces and hangs up; with a certificate (its
    key beside it) by TLS."""
    with socket.create_server((host, port)) as listener:
        found = Stranger(host, listener.getsockname()[1])
        served = _secured(listener, certificate) if certificate else listener
        threading.Thread(target=_serve, args=(served, found, answering), daemon=True).start()
        yield found
        found.gone.set()
        served.shutdown(socket.SHUT_RDWR)
        served.close()


def _secured(listener: socket.socket, certificate: Path) -> socket.socket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False)


def _serve(listener: socket.socket, found: Stranger, answering: Answering | bytes) -> None:
    with suppress(OSError):
        while True:
            connection, _peer = listener.accept()
            threading.Thread(target=_answer, args=(connection, found, answering), daemon=True).start()


def _answer(connection: socket.socket, found: Stranger, answering: Answering | bytes) -> None:
    with connection, suppress(OSError):
        request = _request(connection)
        found.asked.append(request)
        for piece in [answering] if isinstance(answering, bytes) else answering(request, found):
            connection.sendall(piece)
        # Ours to end in an orderly way: closing with something unread would reset the connection.
        connection.shutdown(socket.SHUT_WR)


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received and (part := connection.recv(65536)):
        received += part
    announced = re.search(rb"\r\nContent-Length: (\d+)", received)
    end = received.find(b"\r\n\r\n") + 4 + int(announced[1] if announced else 0)
    while len(received) < end and (part := connection.recv(65536)):
        received += part
    return received


def answer(body: bytes = b"hello", status: str = "200 OK", **headers: str) -> bytes:
    """An answer in one piece, with its length."""
    named = {"Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body
