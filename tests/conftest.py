"""The suite runs on SQLite (``pytest``) and on PostgreSQL (``pytest --database=postgresql``), both real.

Django reads its settings once, so the environment is made ready here before anything imports them; therefore this
file imports nothing of Tertulia, and fixtures that do live in ``tests/fixtures.py``."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres

# The same examples each time: what fails fails again. The long search with others is ``make soak``.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("default" if "SOAK" in os.environ else "fixed")

_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ  # xdist's workers inherit what the first process has set
_server = pytest.StashKey[object]()
_OF_SCREENS = ("browser", "commands", "demo", "desk")
# Of those that send what a database may mind, these ask most addresses for long.
_LONG = ("test_corpus_posted.py", "test_every_address.py", "test_other_weblogs.py", "test_privacy.py")

if not _IS_WORKER:
    for name in [*os.environ]:
        if name.startswith("TERTULIA_") or name.removesuffix("_FILE") in ("DATABASE_URL", "EMAIL_URL"):
            del os.environ[name]
    os.environ["TERTULIA_DATA"] = tempfile.mkdtemp(prefix="tertulia-tests-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--database") == "postgresql" and not _IS_WORKER:
        server, os.environ["DATABASE_URL"] = postgres.start(Path(os.environ["TERTULIA_DATA"]))
        config.stash[_server] = server
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    config.pluginmanager.import_plugin("tests.shares")
    config.pluginmanager.import_plugin("tests.fixtures")
    config.pluginmanager.import_plugin("tests.strangers")
    config.pluginmanager.import_plugin("tests.desk.people")
    config.pluginmanager.import_plugin("tests.publishing.readers")
    config.pluginmanager.import_plugin("tests.exchange.spoilt")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks a database: the rest was proved on the first run and would be the same. Screens and
    commands run the verbs and questions of other folders, which are asked there."""
    if config.getoption("--database") == "sqlite":
        return
    asking = {item: _asks_the_database(item) and not _is_of_screens(item.path) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not asking[item]])
    items[:] = [item for item in items if asking[item]]


def _is_of_screens(path: Path) -> bool:
    return path.parent.name in _OF_SCREENS or path.name in _LONG


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    kinds = getattr(getattr(item, "cls", None), "__mro__", ())
    is_djangos = any(kind.__module__.startswith("django.test") for kind in kinds)
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"} or is_djangos)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _IS_WORKER:
        return
    if server := config.stash.get(_server, None):
        server.cleanup()  # type: ignore[attr-defined]
    shutil.rmtree(os.environ["TERTULIA_DATA"], ignore_errors=True)
