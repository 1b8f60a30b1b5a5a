"""Mirrors as a reader walks through them: every link, from disk and from a web server that knows nothing."""

import posixpath
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

Pages = dict[str, LexborHTMLParser]


def pages_of(site: Path) -> Pages:
    """The pages of a mirror by their file names."""
    return {str(file.relative_to(site)): LexborHTMLParser(file.read_bytes()) for file in site.rglob("*.htm*")}


def links_of(page: LexborHTMLParser) -> set[str]:
    """All addresses on a page but the one that it has elsewhere."""
    nodes = page.css("a[href], img[src], script[src], link[href]:not([rel=canonical])")
    return {node.attributes.get("href") or node.attributes.get("src") or "" for node in nodes}


def is_relative(link: str) -> bool:
    """Whether it leads within the mirror."""
    return not (urlsplit(link).scheme or urlsplit(link).netloc)


def broken(site: Path) -> list[str]:
    """The relative links that lead to no file, or to no place in it."""
    found, wrong = pages_of(site), []
    for name, page in found.items():
        for link in filter(is_relative, links_of(page)):
            there = urlsplit(link)
            joined = posixpath.join(posixpath.dirname(name), unquote(there.path))
            file = posixpath.normpath(joined) if there.path else name
            has_place = file not in found or unquote(there.fragment) in _places(found[file])
            wrong += [] if (site / file).is_file() and has_place else [f"{name}: {link}"]
    return wrong


def _places(page: LexborHTMLParser) -> set[str | None]:
    return {"", *(node.attributes.get("id") for node in page.css("[id]"))}


def not_served(site: Path) -> list[str]:
    """The relative links that a plain web server does not answer with 200."""
    with _served(site) as port:
        base = f"http://127.0.0.1:{port}/"
        asked = {
            urldefrag(urljoin(base + quote(name), link)).url
            for name, page in pages_of(site).items()
            for link in filter(is_relative, links_of(page))
        }
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            return [url for url in asked if _status(connection, url.removeprefix(base[:-1])) != 200]


def _status(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
