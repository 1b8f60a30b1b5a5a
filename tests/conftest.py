"""The suite runs on SQLite (``pytest``) and on PostgreSQL (``pytest --database=postgresql``), both real."""

import os
import tempfile
from pathlib import Path

import pytest

_FOLDER = tempfile.mkdtemp(prefix="tertulia-tests-")
os.environ["TERTULIA_DATA"] = _FOLDER
for name in ("DATABASE_URL", "EMAIL_URL", "TERTULIA_ORIGIN", "TERTULIA_PORT"):
    os.environ.pop(name, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Placeholder: starts PostgreSQL and sets DATABASE_URL before Django's settings are read."""


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
