from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demo weblog."""
    server = start(tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of an installation that is not there yet."""
    return tmp_path / "data"
