"""What is sent stands up to a judge of HTTP that nobody here wrote (httplint): syntax, caching, conditions, parts."""

from collections.abc import Mapping
from http.client import HTTPConnection

import pytest
from httplint import HttpRequestLinter, HttpResponseLinter
from httplint.note import levels

from tests.server import Server

PATHS = [
    "/corner_table/",
    "/corner_table/archives.html",
    "/corner_table/atom.xml",
    "/corner_table/rss.xml",
    "/corner_table/index.rdf",
    "/corner_table/feed.json",
    "/corner_table/comments/atom.xml",
    "/corner_table/sidebar/recent-posts.html",
    "/corner_table/sitemap.xml",
    "/robots.txt",
    "/",
    "/corner_table",
    "/corner_table/?utm_source=x",
    "/corner_table/search/?q=ferry",
    "/corner_table/none.html",
    "/accounts/login/",
    "/desk/",
]
ASKED: dict[str, dict[str, str]] = {
    "as it is": {},
    "gzip": {"Accept-Encoding": "gzip"},
    "brotli": {"Accept-Encoding": "br"},
    "a part": {"Range": "bytes=0-99"},
    "a part beyond the end": {"Range": "bytes=99999999-"},
    "nothing that there is": {"Accept-Encoding": "identity;q=0, *;q=0"},
}


# Redirects are asked for anew each time, as what moved may move back; and there is nothing to know them by.
AGREED = {"FRESHNESS_NO_CACHE_NO_VALIDATOR"}


class Exchange:
    """One request, its answer, and what is to be said about that."""

    def __init__(self, server: Server, method: str, path: str, headers: Mapping[str, str]) -> None:
        self.origin, self.method, self.path, self.sent = server.origin, method, path, headers
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request(method, path, headers=dict(headers))
        self.answer = connection.getresponse()
        self.body = self.answer.read()
        connection.close()

    def objections(self) -> list[str]:
        request = HttpRequestLinter()
        request.process_request_topline(self.method.encode(), f"{self.origin}{self.path}".encode(), b"HTTP/1.1")
        host = ("Host", self.origin.removeprefix("http://"))
        request.process_headers([(name.encode(), value.encode()) for name, value in [host, *self.sent.items()]])
        request.finish_content(True)
        response = HttpResponseLinter(no_content=self.method == "HEAD")
        response.request = request
        status = str(self.answer.status).encode()
        response.process_response_topline(b"HTTP/1.1", status, self.answer.reason.encode())
        response.process_headers([(n.encode("latin-1"), v.encode("latin-1")) for n, v in self.answer.getheaders()])
        response.feed_content(self.body)
        response.finish_content(True)
        bad = [note for note in response.notes if note.level in (levels.BAD, levels.WARN)]
        if self.answer.status == 301:
            bad = [note for note in bad if type(note).__name__ not in AGREED]
        return [f"{type(note).__name__}: {note.summary}" for note in bad]


@pytest.mark.parametrize("headers", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_answer_has_nothing_to_object_to(server: Server, method: str, path: str, headers: dict[str, str]) -> None:
    exchange = Exchange(server, method, path, headers)
    assert exchange.objections() == []
    assert exchange.answer.status < 500


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", ["/corner_table/", "/corner_table/atom.xml"])
def test_who_has_the_page_is_told_so_without_objection(server: Server, path: str, encoding: str) -> None:
    first = Exchange(server, "GET", path, {"Accept-Encoding": encoding}).answer
    for name, known_by in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = Exchange(server, "GET", path, {"Accept-Encoding": encoding, name: first.headers[known_by]})
        assert (again.answer.status, again.body) == (304, b"")
        assert again.objections() == []


def test_other_methods_are_told_which_there_are(server: Server) -> None:
    exchange = Exchange(server, "OPTIONS", "/corner_table/", {})
    assert (exchange.answer.status, exchange.answer.headers["Allow"]) == (405, "GET, HEAD")
    assert exchange.objections() == []


@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT", "PATCH", "PROPFIND"])
def test_what_would_change_something_is_refused_without_objection(server: Server, method: str) -> None:
    exchange = Exchange(server, method, "/corner_table/", {})
    assert exchange.answer.status in (403, 405)
    assert exchange.objections() == []
