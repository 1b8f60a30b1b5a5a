"""A server of this process, in a thread: in front of an application of the test's own, with its own patience."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from tertulia.publishing.front import Front
from tertulia.server.body import Bodies
from tertulia.server.bridge import Bridge
from tertulia.server.serving import listen, server_for

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
HOST = b"Host: 127.0.0.1\r\n"


class Application:
    """Answers every request with ``size`` bytes, and counts how many it was asked."""

    shelf = None

    def __init__(self, size: int = 5) -> None:
        self.size, self.asked = size, 0

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(self.size))])
        return [b"x" * self.size]


@contextmanager
def standing(application: Application, folder: Path) -> Iterator[int]:
    """The port on which a server answers meanwhile."""
    bodies = Bodies(folder, small=1 << 20, large=1 << 20)
    server = server_for(Bridge(cast(Front, application), bodies))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def connect(port: int, *, little_room: bool = False) -> socket.socket:
    """A connection; with ``little_room`` the system holds hardly anything of an answer that is not taken."""
    connection = socket.socket()
    if little_room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", port))
    return connection
