"""``tertulia serve``: prepares what is missing and runs server and worker until it is told to stop."""

import argparse
import signal
import socket
import threading
from importlib import import_module

from django.conf import settings
from django.db import connections

from tertulia.commands import CommandError, installation, tls
from tertulia.demo import weblog as demo
from tertulia.desk import invitations
from tertulia.outbox import worker
from tertulia.publishing import start
from tertulia.server import serving
from tertulia.server.body import Bodies
from tertulia.server.bridge import Bridge
from tertulia.server.processes import Processes
from tertulia.weblog.weblog import Weblog
from tertulia.wiring import AWAY, CHORES


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; unfinished requests are answered first."""
    in_front = tls.works(arguments)
    with _listener(arguments.host, settings.PORT) as listener:
        installation.prepare()
        installation.collect_static()
        if not arguments.no_demo and not Weblog.objects.exists():
            demo.fill()
        link = invitations.host_link()
        start.begin()
        # Loaded before the processes are forked, so that it is in memory once; it loads the addresses, too.
        application = _application()
        connections.close_all()
        servers = {f"server {n}": lambda: serving.serve(application, listener) for n in range(1, arguments.servers + 1)}
        Processes({**servers, "worker": _work, **in_front}).run(lambda: _announce(link))
    start.end()
    return 0


def _listener(host: str, port: int) -> socket.socket:
    try:
        return serving.listen(host, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", "") or error
        raise CommandError(f"cannot listen on {host}, port {port}: {reason}; try another with --port") from error


def _application() -> Bridge:
    # Not at the top: it reads the static files' names, which must have been collected.
    front = import_module("tertulia.wsgi").application
    import_module(settings.ROOT_URLCONF)
    incoming = settings.DATA / "incoming"
    incoming.mkdir(exist_ok=True)
    return Bridge(front, Bodies(incoming, small=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, large=settings.LARGEST_UPLOAD))


def _work() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    away = threading.Thread(target=worker.look_after, args=(stop, AWAY), name="away")
    away.start()
    worker.run_until(stop, CHORES)
    away.join()


def _announce(link: str | None) -> None:
    print(f"\nTertulia is at {settings.ORIGIN}/  (stop it with Ctrl-C)", flush=True)
    if link:
        print(f"Nobody hosts it yet. This link, which works once, makes you the host:\n{link}\n", flush=True)
