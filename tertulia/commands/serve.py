"""``tertulia serve``: prepares what is missing and runs server and worker until it is told to stop."""

import argparse
import logging
import multiprocessing
import socket
import threading

from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tertulia.commands import CommandError, application, installation
from tertulia.demo import weblog as demo
from tertulia.desk import invitations
from tertulia.lib.bodies import FOR_READERS, MOST_AT_ONCE
from tertulia.outbox import worker
from tertulia.publishing import start
from tertulia.weblog.weblog import Weblog
from tertulia.wiring import CHORES

# Python runs one thread at a time; what many are for is to wait, for the database and for slow senders.
_THREADS = MOST_AT_ONCE + FOR_READERS


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; unfinished requests are answered first."""
    _check_port(arguments.host, settings.PORT)
    installation.prepare()
    installation.collect_static()
    if not arguments.no_demo and not Weblog.objects.exists():
        demo.fill()
    link = invitations.host_link()
    start.begin()
    connections.close_all()
    _serve(arguments.host, settings.PORT, link)
    start.end()
    return 0


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", "") or error
            raise CommandError(f"cannot listen on {host}, port {port}: {reason}; try another with --port") from error


def _serve(host: str, port: int, link: str | None) -> None:
    # A fresh process, not a fork: this one already has threads and has talked to the database.
    multiprocessing.set_start_method("spawn", force=True)
    # It takes the threads for workers of the processor; what they are for is said above.
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    server = Server(
        "tertulia.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.warning,
    )
    stop = threading.Event()
    aside = threading.Thread(target=_announce_and_work, args=(host, port, link, stop), name="tertulia-worker")
    server.on_startup(aside.start)
    try:
        server.serve(target_loader=application.load)
    finally:
        stop.set()
        if aside.ident:
            aside.join()


def _announce_and_work(host: str, port: int, link: str | None, stop: threading.Event) -> None:
    while not stop.is_set() and not _answers(host, port):
        stop.wait(0.05)
    if not stop.is_set():
        _announce(link)
        worker.run_until(stop, CHORES)


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  not bound, only compared
    try:
        socket.create_connection((here, port), timeout=1).close()
    except OSError:
        return False
    return True


def _announce(link: str | None) -> None:
    print(f"\nTertulia is at {settings.ORIGIN}/  (stop it with Ctrl-C)", flush=True)
    if link:
        print(f"Nobody hosts it yet. This link, which works once, makes you the host:\n{link}\n", flush=True)
