"""The front: a WSGI wrapper around the application that answers readers from the stored pages."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError

from tertulia.lib.tags import HEADER
from tertulia.publishing.answering import Answer, Asked
from tertulia.publishing.names import file_name, is_of_one_reader
from tertulia.publishing.noise import clean_address
from tertulia.publishing.render import Application, Renderer
from tertulia.publishing.shelf import Shelf
from tertulia.publishing.store import Store

StartResponse = Callable[..., Any]


class Front:
    """Answers GET and HEAD of pages from ``store``; everything else, and every first time, from ``application``.

    ``private`` are the first parts of paths that are never stored. Without a store every page is made anew. A server
    that has no time for WSGI may answer from ``shelf`` itself and pass on what is not there."""

    def __init__(self, application: Application, store: Store | None, private: Iterable[str] = ()) -> None:
        self.application, self.private = application, frozenset(private)
        self.shelf = Shelf(store) if store else None
        self.renderer = Renderer(application, store) if store else None

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path, query = _path(environ), environ.get("QUERY_STRING", "")
        if path is None:
            return self._pass_on(environ, start_response)
        if query:
            answer = _redirect(clean_address(path, query))
        else:
            answer = self._answer(path, environ) if self.is_page(path) else None
        if answer is None:
            return self._pass_on(environ, start_response)
        start_response(answer.status, answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def is_page(self, path: str) -> bool:
        """Whether what a decoded path answers might be stored."""
        is_private = path[1:].partition("/")[0] in self.private or is_of_one_reader(path)
        return not is_private and file_name(path) is not None

    def _answer(self, path: str, environ: dict[str, Any]) -> Answer | None:
        if self.shelf is None or self.renderer is None:
            return None
        try:
            kept = self.shelf.find(path)
            if kept is None:
                made = self.renderer.page(path)
                if isinstance(made, Answer):
                    return made
                kept = self.shelf.find(path)
            return self.shelf.answer(kept, _asked(environ)) if kept else None
        except (FileNotFoundError, DatabaseError):
            # Flushed between two looks; or there is no database, and the application knows what to say then.
            return None

    def _pass_on(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        def without_tags(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, [pair for pair in headers if pair[0].lower() != HEADER.lower()], exc_info)

        result: Iterable[bytes] = self.application(environ, without_tags)
        return result


def _path(environ: dict[str, Any]) -> str | None:
    """The decoded path of a request to read; nothing if it is another one, or no text."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    try:
        path: str = environ.get("PATH_INFO", "").encode("latin-1").decode()
    except UnicodeError:
        return None
    return path


def _redirect(location: str | None) -> Answer | None:
    if location is None:
        return None
    kind = [("Cache-Control", "no-cache"), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0")]
    return Answer("301 Moved Permanently", [("Location", location), *kind], b"")


def _asked(environ: dict[str, Any]) -> Asked:
    names = ("ACCEPT_ENCODING", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "RANGE", "IF_RANGE")
    return Asked(*(environ.get(f"HTTP_{name}", "") for name in names))
