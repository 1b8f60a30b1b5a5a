"""Readers at the front door, without a network: requests to the WSGI application with its store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings

from tertulia.publishing import start
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.publishing.render import ask, plain_environ
from tertulia.weblog.weblog import RESERVED


@pytest.fixture
def pages(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A web root of the test's own. Who has begun there (``start``) and not ended lets go of it, as a process does that
    dies."""
    settings.PAGES_ROOT = tmp_path / "pages"
    yield tmp_path / "pages"
    while start._held:
        start._held.pop().close()


@pytest.fixture
def front(pages: Path) -> Front:
    """The front door."""
    return Front(WSGIHandler(), store(), private=RESERVED)


@dataclass
class Answered:
    """What a reader got."""

    status: int
    headers: dict[str, str]
    body: bytes


def read(front: Front, path: str, *, method: str = "GET", query: str = "", **headers: str) -> Answered:
    """Ask for a decoded path. Headers as keywords: ``accept_encoding="br"``."""
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    environ = {**plain_environ(path), "REQUEST_METHOD": method, "QUERY_STRING": query, **named}
    answer = ask(front, environ)
    assert not any(name.lower() == "x-tertulia-tags" for name, _value in answer.headers)
    return Answered(int(answer.status[:3]), {name.lower(): value for name, value in answer.headers}, answer.body)


def fresh(application: Callable[..., Any], path: str) -> bytes:
    """The page as it is made now."""
    return ask(application, plain_environ(path)).body
