"""The servers that are compared: Tertulia as its users start it, and nginx and Caddy, over a folder of plain files or
over the stored pages with the configurations of ``docs/``."""

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import Program, started

DOCS = Path(__file__).parent.parent / "docs"

_NGINX = """\
daemon off;
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""
_NGINX_FILES = "server {{ listen 127.0.0.1:{port}; root {root}; gzip_static on; gzip_vary on; }}"
_CADDY = """\
{
	admin off
	auto_https off
	default_bind 127.0.0.1
}
"""
_CADDY_FILES = """\
{$TERTULIA_HOST} {
	root * {$TERTULIA_DATA}
	file_server {
		precompressed br gzip
	}
}
"""


def nginx() -> str | None:
    """Where nginx is; Debian keeps it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def caddy() -> str | None:
    """Where Caddy is: beside Python, if its wheel is installed, else on the path."""
    return shutil.which("caddy", path=str(Path(sys.executable).parent)) or shutil.which("caddy")


@contextmanager
def tertulia(data: Path, page: str) -> Iterator[Program]:
    """``tertulia serve`` over a prepared folder, as one that trusts a proxy in front: so that comments may come from
    many addresses, of which each may post only a few a minute."""
    port, program = _free_port(), str(Path(sys.executable).parent / "tertulia")
    command = [program, "serve", "--data", str(data), "--port", str(port), "--no-demo"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TERTULIA_", "EMAIL_"))}
    told = {"TERTULIA_TRUSTED_PROXIES": "1", "PYTHONUNBUFFERED": "1"}
    with started(command, f"http://127.0.0.1:{port}", page, data / "log", {**kept, **told}) as running:
        yield running


@contextmanager
def nginx_over_files(root: Path, folder: Path, page: str) -> Iterator[Program]:
    """nginx over a folder of plain files, each with its compressed form beside it."""
    port = _free_port()
    with _nginx(_NGINX_FILES.format(port=port, root=root), port, folder, page) as program:
        yield program


@contextmanager
def caddy_over_files(root: Path, folder: Path, page: str) -> Iterator[Program]:
    """Caddy over the same."""
    with _caddy(_CADDY_FILES, root, "", folder, page) as program:
        yield program


@contextmanager
def nginx_over_pages(data: Path, behind: Program, folder: Path, page: str) -> Iterator[Program]:
    """nginx with ``docs/nginx.conf`` over the stored pages of ``data``; what is not stored it asks of ``behind``."""
    port = _free_port()
    with _nginx(nginx_site(port, data, behind.address), port, folder, page) as program:
        yield program


@contextmanager
def caddy_over_pages(data: Path, behind: Program, folder: Path, page: str) -> Iterator[Program]:
    """Caddy with ``docs/Caddyfile`` over the same."""
    with _caddy((DOCS / "Caddyfile").read_text(), data, behind.address, folder, page) as program:
        yield program


def nginx_site(port: int, data: Path, behind: str) -> str:
    """``docs/nginx.conf`` for a port on this machine, without TLS."""
    changes = {
        r"^server \{\n    listen 80;.*?^\}\n": "",
        r"^    (listen|ssl_certificate|ssl_certificate_key) .*?\n": "",
        r"\bserver_name \S+;": f"listen 127.0.0.1:{port};",
        r"\bserver 127\.0\.0\.1:8000;": f"server {behind.removeprefix('http://')};",
        r"\bset \$tertulia_data \S+;": f"set $tertulia_data {data};",
    }
    text = (DOCS / "nginx.conf").read_text()
    for pattern, ours in changes.items():
        text, times = re.subn(pattern, ours, text, flags=re.MULTILINE | re.DOTALL)
        assert times, f"docs/nginx.conf has nothing like {pattern}"
    return text


@contextmanager
def _nginx(site: str, port: int, folder: Path, page: str) -> Iterator[Program]:
    folder.mkdir()
    # Started by root, its worker would be somebody who cannot look into a folder under /tmp that is another's.
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(_NGINX.format(user=user, folder=folder, site=site))
    command = [nginx() or "nginx", "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(file)]
    with started(command, f"http://127.0.0.1:{port}", page, folder / "log") as program:
        yield program


@contextmanager
def _caddy(site: str, data: Path, behind: str, folder: Path, page: str) -> Iterator[Program]:
    folder.mkdir()
    file, address = folder / "Caddyfile", f"http://127.0.0.1:{_free_port()}"
    file.write_text(_CADDY + site)
    own = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    told = {"TERTULIA_HOST": address, "TERTULIA_DATA": str(data), "TERTULIA_PORT": behind.rpartition(":")[2]}
    command = [caddy() or "caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
    with started(command, address, page, folder / "log", {**os.environ, **own, **told}) as program:
        yield program


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
