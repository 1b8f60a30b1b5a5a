"""Fixtures that every test may ask for: the cast by name, and the walls around a test."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

django.setup()

from django.core.cache import cache  # noqa: E402
from pytest_django import Settings  # noqa: E402

from tertulia.weblog.member import Member  # noqa: E402
from tertulia.weblog.post import Post  # noqa: E402
from tertulia.weblog.weblog import Weblog, create_weblog  # noqa: E402
from tests.cast import Cast, gather, published_post  # noqa: E402
from tests.exchange.loading import Export  # noqa: E402
from tests.installed import installed  # noqa: E402
from tests.server import Server, start  # noqa: E402

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> Path:
    """Uploads of one test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Rates counted in one test must not refuse anybody in the next."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Nothing but this machine can be reached: a test that asks a stranger fails at once."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _refuse_strangers(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _refuse_strangers(self, address)
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
    yield
    patch.undo()


def _refuse_strangers(opened: socket.socket, address: Any) -> None:
    if opened.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK):
        raise AssertionError(f"A test wanted to reach {address[0]}: the network is forbidden in tests.")


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody at the Harbour Gate (see ``tests/cast.py``)."""
    return gather()


@pytest.fixture
def weblog(cast: Cast) -> Weblog:
    """The Harbour Gate."""
    return cast.weblog


@pytest.fixture
def host(cast: Cast) -> Member:
    """Marta, who owns it."""
    return cast.host


@pytest.fixture
def post(weblog: Weblog) -> Post:
    """A published post of hers."""
    return published_post(weblog)


@pytest.fixture
def tide(db: None) -> Weblog:
    """A new weblog, for what is imported."""
    return create_weblog("tide", title="The Tide Table", timezone="Europe/Amsterdam")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """A file to write an export into."""
    return Export(tmp_path / "export.txt")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server with the demo weblog."""
    server = start(installed(tmp_path_factory.mktemp("served")))
    yield server
    server.stop()
