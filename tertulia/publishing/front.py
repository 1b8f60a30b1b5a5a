"""The front: a WSGI wrapper around the application that answers readers from the stored pages."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.handlers import format_date_time

from django.db import DatabaseError

from tertulia.lib.tags import HEADER
from tertulia.publishing import negotiation
from tertulia.publishing.names import file_name
from tertulia.publishing.render import Answer, Application, Renderer
from tertulia.publishing.store import Store, Stored

StartResponse = Callable[..., Any]


class Front:
    """Answers GET and HEAD of pages from ``store``; everything else, and every first time, from ``application``.

    ``private`` are the first parts of paths that are never stored. Without a store every page is made anew."""

    def __init__(self, application: Application, store: Store | None, private: Iterable[str] = ()) -> None:
        self.application, self.private = application, frozenset(private)
        self.renderer = Renderer(application, store) if store else None

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = self._path_of_page(environ)
        if path is None or self.renderer is None:
            return self._pass_on(environ, start_response)
        try:
            found = self.renderer.store.get(path) or self.renderer.page(path)
            if isinstance(found, Stored):
                return _answer(found, environ, start_response)
        except (FileNotFoundError, DatabaseError):
            # Flushed between two looks; or there is no database, and the application knows what to say then.
            return self._pass_on(environ, start_response)
        return _repeat(found, environ, start_response)

    def _path_of_page(self, environ: dict[str, Any]) -> str | None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return None
        try:
            path: str = environ.get("PATH_INFO", "").encode("latin-1").decode()
        except UnicodeError:
            return None
        is_private = path[1:].partition("/")[0] in self.private or path.endswith(("/reply/", "/search/"))
        return None if is_private or file_name(path) is None else path

    def _pass_on(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        def without_tags(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, [pair for pair in headers if pair[0].lower() != HEADER.lower()], exc_info)

        result: Iterable[bytes] = self.application(environ, without_tags)
        return result


def _answer(page: Stored, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    wanted = environ.get("HTTP_RANGE", "")
    encoding = "" if wanted else negotiation.encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{page.etag}{f"-{encoding}" if encoding else ""}"'
    headers = [*page.headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
    if not any(name.lower() == "last-modified" for name, _value in headers):
        headers.append(("Last-Modified", format_date_time(page.modified)))
    known = environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_IF_MODIFIED_SINCE", "")
    if negotiation.is_known(etag, page.modified, *known):
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() != "content-type"])
        return []
    body = page.body(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return _send(body, wanted, headers, environ, start_response)


def _send(
    body: bytes, wanted: str, headers: list[tuple[str, str]], environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    status, length = "200 OK", len(body)
    try:
        part = negotiation.span(wanted, length) if wanted and "HTTP_IF_RANGE" not in environ else None
    except ValueError:
        start_response("416 Range Not Satisfiable", [("Content-Range", f"bytes */{length}"), ("Content-Length", "0")])
        return []
    if part:
        first, last = part
        status, body = "206 Partial Content", body[first : last + 1]
        headers.append(("Content-Range", f"bytes {first}-{last}/{length}"))
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _repeat(answer: Answer, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response(answer.status, answer.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]
