from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of an installation that is not there yet."""
    return tmp_path / "data"
