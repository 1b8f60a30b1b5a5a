"""A mirror: public pages as files that link to each other, with the pictures and style sheets they use."""

from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from django.conf import settings

from tertulia.lib.text import path_encoded
from tertulia.publishing.mirror import page as pages
from tertulia.publishing.mirror.names import Names, file_of, relative
from tertulia.publishing.mirror.search import Index, script_path, with_search
from tertulia.publishing.mirror.source import Source, header
from tertulia.publishing.names import file_name
from tertulia.publishing.noise import without_noise
from tertulia.publishing.render import Answer

# The file that an address leads to, and where in it.
Place = tuple[str, str]


@dataclass
class Written:
    """What stands in a mirror; which addresses could not be files; which failed and why."""

    pages: int = 0
    redirects: int = 0
    files: int = 0
    left_out: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


class Mirror:
    """Pages being written into ``folder``. ``within`` is what the paths of its pages begin with: other weblogs stay
    links to where they are. ``beside`` names the files of the media folder that have a place beside the mirror already,
    in ``../media/``."""

    def __init__(self, source: Source, folder: Path, within: str = "/", beside: Container[str] = ()) -> None:
        self.source, self.folder, self.within, self.beside = source, folder, within, beside
        self.written = Written()
        self._names = Names()
        self._files: dict[str, str] = {}
        self._todo: deque[str] = deque()
        self._found: dict[tuple[str, str], Place | None] = {}
        self._searches: dict[str, Index] = {}

    def plan(self, paths: Iterable[str]) -> list[str]:
        """Take these decoded paths in, before any page is written, as pages link to each other; answers those that can
        be files."""
        taken = []
        for path in dict.fromkeys(paths):
            if self._take(path, file_of(path)):
                taken.append(path)
            else:
                self.written.left_out.append(path)
        return taken

    def plan_search(self, path: str) -> None:
        """Let readers search, at this decoded path, the pages whose own search is there."""
        if self._take(path, file_of(path)):
            self._searches[path] = Index(self._files[path])

    def write(self, path: str) -> None:
        """Write a page or a redirect that was planned, and what it needs."""
        answer = self.source.page(path)
        if answer.status.startswith("200"):
            self._put(path, self._copy(path, answer))
            self.written.pages += 1
        elif answer.status.startswith("3"):
            self.lead(path, header(answer, "location"))
        else:
            self.written.failed[path] = f"answers {answer.status}"

    def finish(self) -> None:
        """Write the public pages that were not planned and that pages link to; then what searches need."""
        while self._todo:
            self.write(self._todo.popleft())
        for path, index in self._searches.items():
            page = self._copy(path, self.source.other(path))
            self._put(path, with_search(page, self._link(path, script_path())))
            index.write(self.folder)

    def lead(self, path: str, url: str) -> None:
        """Write a redirect from a path that was planned; one that cannot be a page of HTML is left out."""
        if not self._files[path].endswith((".html", ".htm")):
            self.written.left_out.append(path)
            return
        self._put(path, pages.redirect(self._link(path, url), _absolute(path, url).geturl()))
        self.written.redirects += 1

    def _take(self, path: str, file: str | None) -> bool:
        if file is None or path in self._files or not self._names.take(file):
            return False
        self._files[path] = file
        return True

    def _put(self, path: str, content: bytes) -> None:
        file = self.folder / self._files[path]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def _copy(self, path: str, answer: Answer) -> bytes:
        link = partial(self._link, path)
        if header(answer, "content-type").startswith("text/html"):
            page = pages.rewrite(answer.body, link, self._fragment, self._searches)
            for index in self._searches.values():
                index.take(self._files[path], _absolute(path, "").geturl(), page)
            return page
        if header(answer, "content-type").startswith("text/css"):
            return pages.rewrite_styles(answer.body.decode(), link).encode()
        return answer.body

    def _fragment(self, path: str) -> str:
        answer = self.source.page(path)
        return answer.body.decode().strip() if answer.status.startswith("200") else ""

    def _link(self, path: str, url: str) -> str:
        """What stands for an address on the page of ``path``: a relative one; an absolute one of what is elsewhere."""
        there = _absolute(path, url)
        if url.startswith("#") or not _is_ours(there):
            # From disk, two slashes would mean a machine in the neighbourhood.
            return there.geturl() if url.startswith("//") else url
        place = self._find(there)
        if place is None:
            return there.geturl()
        file, fragment = place
        name = "" if fragment and file == self._files[path] else relative(file, self._files[path])
        return f"{name}#{fragment}" if fragment else name

    def _find(self, there: SplitResult) -> Place | None:
        path, clean = unquote(there.path) or "/", without_noise(there.query)
        query = there.query if clean is None else clean
        if not query and path in self._files:
            return self._files[path], there.fragment
        if (path, query) not in self._found:
            # Known to be nowhere while it is looked for, so that redirects in a circle come to an end.
            self._found[path, query] = None
            self._found[path, query] = self._look(path, query)
        place = self._found[path, query]
        return place and (place[0], there.fragment or place[1])

    def _look(self, path: str, query: str) -> Place | None:
        if path.startswith(settings.MEDIA_URL) and (name := path.removeprefix(settings.MEDIA_URL)) in self.beside:
            return f"../media/{name}", ""
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            return self._file(path)
        answer = self.source.other(path, query) if query else self.source.page(path)
        there = _absolute(path, header(answer, "location"))
        if answer.status.startswith("3") and _is_ours(there):
            return self._find(there)
        is_page = answer.is_storable and not query and path.startswith(self.within)
        if is_page and self._take(path, file_of(path)):
            self._todo.append(path)
            return self._files[path], ""
        return None

    def _file(self, path: str) -> Place | None:
        answer = self.source.other(path)
        if not answer.status.startswith("200") or not self._take(path, file_name(path)):
            return None
        self._put(path, self._copy(path, answer))
        self.written.files += 1
        return self._files[path], ""


def _absolute(path: str, url: str) -> SplitResult:
    try:
        return urlsplit(urljoin(f"{settings.ORIGIN}{path_encoded(path)}", url))
    except ValueError:
        return SplitResult("", "", "", "", "")


def _is_ours(there: SplitResult) -> bool:
    return f"{there.scheme}://{there.netloc}" == settings.ORIGIN
