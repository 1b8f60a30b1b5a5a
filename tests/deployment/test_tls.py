"""``tertulia serve --tls``: one command for HTTPS, which says what is wrong, and leaves nothing running."""

import os
import shutil
import signal
import socket
import subprocess
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertulia.commands.tls import host_name
from tests.deployment.conftest import start_with_tls
from tests.deployment.site import Site, is_taken
from tests.installed import installed
from tests.server import TERTULIA, environment, free_port, run


def ports_of(site: Site) -> list[int]:
    return [int(origin.rpartition(":")[2]) for origin in (site.origin, site.plain, site.server.origin)]


def interrupt_all_of(process: int) -> None:
    """Ctrl-C, which reaches whatever a terminal has started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for one in (*map(int, children), process):
        os.kill(one, signal.SIGINT)


def test_it_stops_when_told_and_even_killed_it_leaves_nobody_on_its_ports(tmp_path: Path) -> None:
    killed = start_with_tls(installed(tmp_path, demo=False), free_port(), free_port(), "--no-demo")
    killed.server.stop(signal.SIGKILL)
    # Those that it started notice that they are alone.
    while any(map(is_taken, ports_of(killed))):
        pass
    port, plain, _behind = ports_of(killed)
    again = start_with_tls(tmp_path, port, plain, "--no-demo")
    interrupt_all_of(again.server.process.pid)
    assert again.server.process.wait(60) == 0
    assert not any(map(is_taken, ports_of(again)))
    said = "\n".join([*killed.server.said, *again.server.said])
    assert "Traceback" not in said
    assert "started again" not in said


def test_its_keys_are_for_their_owner_only(caddy_site: Site) -> None:
    keys = list((caddy_site.server.data / "caddy").rglob("*.key"))
    assert keys
    assert [key for key in keys if key.stat().st_mode & 0o077] == []


def test_the_link_for_the_host_and_the_feeds_name_the_address_of_readers(caddy_site: Site) -> None:
    assert caddy_site.server.link.startswith(f"{caddy_site.origin}/accounts/")
    assert f"{caddy_site.origin}/corner_table/" in caddy_site.visitor().get("/corner_table/atom.xml").content.decode()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("which", ["https", "http"])
def test_a_port_that_is_taken_is_named_in_one_line(tmp_path: Path, taken: int, which: str) -> None:
    other = {"https": "http", "http": "https"}[which]
    ports = [f"--{which}-port", str(taken), f"--{other}-port", str(free_port())]
    refused = run(tmp_path, "serve", "--tls", "localhost", *ports)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert f"port {taken}" in refused.stderr


def test_a_port_that_needs_a_permission_is_named_with_what_gives_it(tmp_path: Path) -> None:
    without = ["setpriv", "--bounding-set=-net_bind_service"] if os.geteuid() == 0 else []
    if without and not shutil.which("setpriv"):
        pytest.skip("root may use any port, and there is no setpriv to take that away")
    limit = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text())
    if limit < 2:
        pytest.skip("anybody may use any port here")
    command = [*without, str(TERTULIA), "serve", "--tls", "localhost", "--https-port", str(limit - 1)]
    refused = subprocess.run(command, capture_output=True, text=True, env=environment(tmp_path), check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "setcap cap_net_bind_service=+ep" in refused.stderr


def test_nobody_is_let_past_it(tmp_path: Path) -> None:
    refused = run(tmp_path, "serve", "--tls", f"localhost:{free_port()}", "--host", "0.0.0.0")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--host" in refused.stderr


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("weblog.example.org", "weblog.example.org"),
        ("Weblog.Example.org:8443", "weblog.example.org:8443"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_host_is_named_as_in_its_certificate(given: str, meant: str) -> None:
    assert host_name(given) == meant


@pytest.mark.parametrize(
    "given", ["https://weblog.example.org", "a b", "{$HOME}", "x:", "x:0", "x:70000", "x:y", "a..b", "", "x\n"]
)
def test_what_is_no_host_is_refused(given: str) -> None:
    with pytest.raises(ArgumentTypeError, match="no host name"):
        host_name(given)
