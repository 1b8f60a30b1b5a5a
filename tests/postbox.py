"""A mail server of our own on this machine, a real one that takes whatever it is brought."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Letter:
    """What was brought: for whom, by the envelope, and every byte of it."""

    to: list[str]
    content: bytes


@dataclass
class Postbox:
    """Where it stands, and what lies in it."""

    port: int
    letters: list[Letter] = field(default_factory=list)


@contextmanager
def postbox() -> Iterator[Postbox]:
    """One that is open as long as somebody looks at it."""

    class Taking(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for letter in _taken(self):
                box.letters.append(letter)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Taking) as server:
        server.daemon_threads = True
        box = Postbox(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()


def _taken(talk: socketserver.StreamRequestHandler) -> Iterator[Letter]:
    def say(line: str) -> None:
        talk.wfile.write(f"{line}\r\n".encode())

    say("220 postbox")
    to: list[str] = []
    while line := talk.rfile.readline().decode():
        command = line[:4].upper().strip()
        if command == "DATA":
            say("354 go on")
            yield Letter(to, b"".join(_lines(talk)))
            to = []
        elif command == "RCPT":
            to.append(line.partition("<")[2].partition(">")[0])
        say("221 bye" if command == "QUIT" else "250 yes")
        if command == "QUIT":
            return


def _lines(talk: socketserver.StreamRequestHandler) -> Iterator[bytes]:
    while (line := talk.rfile.readline()) not in (b".\r\n", b""):
        # A line that begins with a full stop is sent with one more (RFC 5321, 4.5.2).
        yield line.removeprefix(b".")
