"""A visit to public addresses, as a crawler would come by: what each answers, and what its page needs to be shown."""

import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from tertulia.lib.tags import HEADER
from tertulia.lib.text import path_encoded
from tertulia.publishing.links import links_in_css, links_in_page, title_of
from tertulia.publishing.mirror.source import Source, header
from tertulia.publishing.names import is_of_one_reader
from tertulia.publishing.render import Answer

# What belongs to one answer, or to the server alone.
_OURS = frozenset({"content-length", "set-cookie", HEADER.lower()})
# What is longer lies on the disk while it is handed on.
_IN_MEMORY = 1 << 20


@dataclass(frozen=True)
class Visited:
    """What an address answered. ``body`` is read from its start and closed by who made it."""

    url: str
    status: str
    headers: list[tuple[str, str]]
    body: IO[bytes]
    title: str = ""

    @property
    def kind(self) -> str:
        """Its media type."""
        value = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return value.partition(";")[0].strip().lower()


@dataclass
class Visit:
    """A visit to the weblog below the path ``within``. ``failed``: which of the addresses that were asked for did not
    answer, and why."""

    source: Source
    within: str
    failed: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _found: deque[str] = field(default_factory=deque)

    def asked(self, links: Iterable[str]) -> Iterator[Visited]:
        """What these addresses answer, given as encoded paths with or without a query."""
        for link in links:
            if link not in self._seen:
                self._seen.add(link)
                yield from self._call(link, is_asked=True)

    def found(self) -> Iterator[Visited]:
        """Then what pages need or link to below the weblog; and the front of the installation, if that leads here."""
        self._note("/", ["/"])
        while self._found:
            yield from self._call(self._found.popleft(), is_asked=False)

    def _call(self, link: str, *, is_asked: bool) -> Iterator[Visited]:
        parts = urlsplit(link)
        path = unquote(parts.path)
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            answer = self._answer(path, parts.query, body)
            if self._is_taken(path, answer, is_asked=is_asked):
                yield self._visited(link, answer, body)
            elif is_asked or answer.status.startswith("5"):
                self.failed[link] = f"answers {answer.status}"

    def _answer(self, path: str, query: str, body: IO[bytes]) -> Answer:
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            return self.source.into(path, body)
        answer = self.source.other(path, query) if query else self.source.page(path)
        body.write(answer.body)
        return answer

    def _is_taken(self, path: str, answer: Answer, *, is_asked: bool) -> bool:
        if answer.status.startswith("3"):
            there = urlsplit(urljoin(_absolute(path_encoded(path)), header(answer, "location")))
            return is_asked or (_is_ours(there.geturl()) and unquote(there.path).startswith(self.within))
        is_file = path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
        public = is_asked or is_file or (answer.is_storable and path.startswith(self.within))
        return answer.status.startswith("200") and public

    def _visited(self, link: str, answer: Answer, body: IO[bytes]) -> Visited:
        kept = [(name, value) for name, value in answer.headers if name.lower() not in _OURS]
        headers = [*kept, ("Content-Length", str(body.tell()))]
        visited = Visited(_absolute(link), answer.status, headers, body)
        title = ""
        if visited.kind == "text/html":
            self._note(link, links_in_page(answer.body))
            title = title_of(answer.body)
        elif visited.kind == "text/css":
            body.seek(0)
            self._note(link, links_in_css(body.read().decode(errors="replace")))
        body.seek(0)
        return Visited(visited.url, visited.status, headers, body, title)

    def _note(self, beside: str, links: Iterable[str]) -> None:
        for link in links:
            there = _split(_absolute(beside), link)
            if not there or there in self._seen or "?" in there:
                continue
            path = unquote(there)
            if is_of_one_reader(path):
                # There are two for each comment, and making them would take most of the time.
                continue
            if path == "/" or path.startswith((settings.STATIC_URL, settings.MEDIA_URL, self.within)):
                self._seen.add(there)
                self._found.append(there)


def _split(base: str, link: str) -> str:
    # The encoded path, with its query, of a link to an address of ours.
    try:
        parts = urlsplit(urljoin(base, link))
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{path_encoded(unquote(parts.path) or '/')}{query}" if _is_ours(parts.geturl()) else ""


def _absolute(link: str) -> str:
    return f"{settings.ORIGIN}{link}"


def _is_ours(url: str) -> bool:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" == settings.ORIGIN
