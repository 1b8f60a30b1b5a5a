"""Serve: uvicorn with our door, on a socket that is listening already."""

import logging
import resource
import socket
from contextlib import suppress

import uvicorn

from tertulia.publishing import refill
from tertulia.server.bridge import Bridge
from tertulia.server.door import Door

# Connections that have come while all processes were busy.
BACKLOG = 1024
_MOST_FILES = 65_536
_SECONDS_TO_FINISH = 30
# uvicorn ticks ten times a second.
_TICKS_BETWEEN_LOOKS, _TICKS_BETWEEN_NOTES = 10, int(10 * refill.EVERY)

log = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS_BETWEEN_LOOKS == 0:
            self._end_stuck_connections()
        if counter % _TICKS_BETWEEN_NOTES == 0:
            self._note_what_was_asked()
        return await super().on_tick(counter)

    def _note_what_was_asked(self) -> None:
        shelf = self.config.loaded_app.front.shelf
        try:
            if shelf:
                refill.note(shelf)
        except OSError as error:  # a full disk; readers must not notice
            log.warning("what readers ask for could not be noted: %s", error)

    def _end_stuck_connections(self) -> None:
        doors = [door for door in self.server_state.connections if isinstance(door, Door)]
        for door in doors:
            if door.is_stuck(door.loop.time()):
                door.transport.abort()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError or OverflowError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except BaseException:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def serve(application: Bridge, listener: socket.socket) -> None:
    """Answer what comes to ``listener`` until SIGTERM or SIGINT; what has begun is finished first."""
    _allow_many_files()
    # Broken requests are everyday; they are told to who sent them.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    server_for(application).run(sockets=[listener])


def server_for(application: Bridge) -> uvicorn.Server:
    """The server, not started yet."""
    config = uvicorn.Config(
        application,
        http=Door,
        ws="none",
        loop="uvloop",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    return _Server(config)


def _allow_many_files() -> None:
    # Each connection is one; the usual 1,024 would be taken by few stuck clients.
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
