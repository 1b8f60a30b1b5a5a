"""A miss: the page is made by the application, once, however many readers wait for it."""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import close_old_connections

from tertulia.lib.tags import HEADER
from tertulia.outbox.moment import tags_since, this_moment
from tertulia.publishing.store import Page, Store, Stored

Application = Callable[..., Any]

# What belongs to one answer and not to the page.
_OF_THE_MOMENT = frozenset({"content-length", "etag", "date", "vary", HEADER.lower()})


@dataclass(frozen=True)
class Answer:
    """What the application answered. ``is_storable``: it is a page that could have been stored, but a write overtook it
    or there was no room."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    is_storable: bool = False


def ask(application: Application, environ: dict[str, Any]) -> Answer:
    """Call a WSGI application (PEP 3333) and collect what it answers."""
    body: list[bytes] = []
    answer = _ask(application, environ, body.append)
    return replace(answer, body=b"".join(body))


def ask_into(application: Application, environ: dict[str, Any], out: IO[bytes]) -> Answer:
    """The same, but what it answers is written to ``out``, piece by piece."""
    return _ask(application, environ, out.write)


def _ask(application: Application, environ: dict[str, Any], take: Callable[[bytes], Any]) -> Answer:
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], Any]:
        begun[:] = [status, headers]
        return take

    result = application(environ, start_response)
    try:
        for piece in result:
            take(piece)
    finally:
        if hasattr(result, "close"):
            result.close()
    return Answer(begun[0], begun[1], b"")


def plain_environ(path: str) -> dict[str, Any]:
    """A request for ``path`` (decoded) and nothing else: no header, cookie or query can reach what is stored."""
    origin = urlsplit(settings.ORIGIN)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": origin.hostname or "localhost",
        "SERVER_PORT": str(origin.port or (443 if origin.scheme == "https" else 80)),
        "HTTP_HOST": origin.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": origin.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


class Renderer:
    """Makes and stores the pages of one application."""

    def __init__(self, application: Application, store: Store) -> None:
        self.application, self.store = application, store
        self._guard = threading.Lock()
        self._waiting: dict[str, list[Any]] = {}

    def page(self, path: str) -> Stored | Answer:
        """The stored page of a path, made if it is missing; or what the application answers, if that is no page to be
        stored (or a write overtook it while it was made)."""
        with self._one_at_a_time(path):
            # Another reader may have waited for the same page. If it could not be stored, a write came meanwhile, and
            # what that reader was given may be from before it: this one needs a render of its own.
            return self.store.get(path) or self._make(path)

    def _make(self, path: str) -> Stored | Answer:
        close_old_connections()
        moment = this_moment()
        answer = ask(self.application, plain_environ(path))
        tags = _tags_of(answer)
        if not tags:
            return answer
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _OF_THE_MOMENT]
        page = Page(path, headers, answer.body, tags)
        kept = self.store.put(page, lambda page: not (page.tags & tags_since(moment)))
        headers.append(("Content-Length", str(len(answer.body))))
        return kept or Answer(answer.status, headers, answer.body, is_storable=True)

    @contextmanager
    def _one_at_a_time(self, path: str) -> Iterator[None]:
        with self._guard:
            place = self._waiting.setdefault(path, [threading.Lock(), 0])
            place[1] += 1
        try:
            with place[0]:
                yield
        finally:
            with self._guard:
                place[1] -= 1
                if not place[1]:
                    del self._waiting[path]


def _tags_of(answer: Answer) -> frozenset[str]:
    # Only what was answered in full, to anybody, may be kept.
    names = {name.lower(): value for name, value in answer.headers}
    if not answer.status.startswith("200") or "set-cookie" in names:
        return frozenset()
    return frozenset(names.get(HEADER.lower(), "").split())
