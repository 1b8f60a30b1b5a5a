"""The store: finished pages as files. A page that is in the web root is current; to make it stale is to delete it.

Below the root stand ``web/`` (the pages, each also as ``.gz`` and ``.br``), ``about/`` (for each page a small JSON
file: path, headers, tags), ``tags/`` (for each tag an entry for each page that carries it) and ``loose/`` (an entry
for each page that was compressed quickly, see ``packing``); an entry is another name of the file in ``about/``.
Whatever is cut off by a crash leaves an entry too many or a page too few, never a page without its entries: entries are
made before the page and removed after it."""

import fcntl
import hashlib
import json
import logging
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tertulia.publishing.compression import ENDINGS, quickly
from tertulia.publishing.dates import Dates
from tertulia.publishing.files import Mark, key_of, link, mark_of, replace
from tertulia.publishing.names import file_name

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """A finished page: what was answered, and the tags of what it shows."""

    path: str
    headers: list[tuple[str, str]]
    body: bytes
    tags: frozenset[str]


@dataclass(frozen=True)
class Stored:
    """A page in the store. ``etag`` is of its bytes; ``mark`` tells it from an earlier one at its path."""

    path: str
    headers: list[tuple[str, str]]
    etag: str
    file: Path
    mark: Mark

    @property
    def modified(self) -> int:
        """When it was stored, in seconds since 1970."""
        return self.mark[1] // 1_000_000_000

    def body(self, encoding: str = "") -> bytes:
        """The bytes, compressed if an encoding is named. Raises FileNotFoundError if the page was flushed meanwhile."""
        content = Path(f"{self.file}{ENDINGS.get(encoding, '')}").read_bytes()
        if mark_of(self.file) != self.mark:
            raise FileNotFoundError(self.file)
        return content


class Store:
    """The stored pages of one node. Any number of threads and processes may use the same folder at once."""

    def __init__(self, root: Path) -> None:
        self.root, self.web, self.loose = root, root / "web", root / "loose"
        self._about, self._tags, self._lock = root / "about", root / "tags", root / "lock"
        self._dates = Dates(root / "dates")

    def get(self, path: str) -> Stored | None:
        """The page of that decoded path, if it is stored."""
        name = file_name(path)
        if name is None:
            return None
        file = self.web / name
        try:
            mark = mark_of(file)
            about = json.loads((self._about / key_of(path)).read_bytes())
        except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
            return None
        headers = [(key, value) for key, value in about["headers"]]
        return Stored(path, headers, about["etag"], file, mark)

    def has(self, path: str) -> bool:
        """Whether the page of that decoded path is stored: one look at the disk."""
        name = file_name(path)
        return name is not None and (self.web / name).is_file()

    def put(self, page: Page, is_current: Callable[[Page], bool]) -> Stored | None:
        """Store a page; None if it may not or cannot be kept. ``is_current`` is asked while no flush can come in
        between."""
        name = file_name(page.path)
        if name is None or not page.tags:
            return None
        forms = {**quickly(page.body), "": page.body}
        with self._alone():
            if not is_current(page):
                return None
            try:
                self._write(page, self.web / name, forms)
            except (NotADirectoryError, IsADirectoryError, FileExistsError):
                return None
            except OSError as error:
                # A full disk must not keep anybody from reading: the page is answered, only not kept.
                log.warning("the page %s could not be stored: %s", page.path, error)
                return None
        return self.get(page.path)

    def flush(self, tags: Iterable[str]) -> int:
        """Remove every page that carries one of these tags; answers how many. Raises OSError if that is not possible;
        where only some page stands in the way, all are removed."""
        with self._alone():
            try:
                return sum(self._flush(self._tags / key_of(tag)) for tag in set(tags))
            except OSError:
                log.exception("a page cannot be removed, so all are")
                return self._set_aside()

    def wipe(self) -> None:
        """Remove all pages."""
        with self._alone():
            for folder in (self.web, self._tags, self._about, self.loose, self._dates.folder):
                shutil.rmtree(folder, ignore_errors=True)

    def paths(self) -> Iterator[str]:
        """The paths of all stored pages."""
        for about in self._about.glob("*"):
            with suppress(FileNotFoundError, json.JSONDecodeError):
                yield json.loads(about.read_bytes())["path"]

    def pack(self, page: Stored, forms: Mapping[str, bytes]) -> bool:
        """Put other compressed forms beside a page, if it is still the same one; answers whether."""
        with self._alone():
            try:
                if mark_of(page.file) != page.mark:
                    return False
            except FileNotFoundError:
                return False
            body = page.file.read_bytes()
            for ending, content in forms.items():
                replace(Path(f"{page.file}{ending}"), content, page.mark[1])
            # In a new file of the same date: who keeps the old forms in memory knows by its number, and readers who
            # have the page know by its date, that they still have it.
            replace(page.file, body, page.mark[1])
            (self.loose / key_of(page.path)).unlink(missing_ok=True)
        return True

    def _write(self, page: Page, file: Path, forms: Mapping[str, bytes]) -> None:
        if file.is_dir():
            raise IsADirectoryError(file)
        key = key_of(page.path)
        etag = hashlib.sha256(page.body).hexdigest()[:32]
        about = {"path": page.path, "headers": page.headers, "etag": etag, "tags": sorted(page.tags)}
        replace(self._about / key, json.dumps(about).encode())
        for tag in page.tags:
            link(self._about / key, self._tags / key_of(tag) / key)
        # Anew, as its date tells since when the page stands there.
        (self.loose / key).unlink(missing_ok=True)
        link(self._about / key, self.loose / key)
        # The page itself last, so that whoever finds it finds its compressed forms and its entries too.
        date = self._dates.next(key)
        for ending, content in forms.items():
            replace(Path(f"{file}{ending}"), content, date)

    def _set_aside(self) -> int:
        # One step, where removing page by page would meet the same error again.
        aside = self.root / f"broken-{secrets.token_hex(4)}"
        with suppress(FileNotFoundError):
            self.web.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
        return 1

    def _flush(self, folder: Path) -> int:
        entries = list(folder.iterdir()) if folder.is_dir() else []
        return sum(self._remove(entry) for entry in entries)

    def _remove(self, entry: Path) -> bool:
        about = self._about / entry.name
        is_there = about.exists()
        if is_there:
            known = json.loads(about.read_bytes())
            file = self.web / (file_name(known["path"]) or "")
            self._dates.remember(entry.name, file)
            for ending in ("", ".gz", ".br"):
                Path(f"{file}{ending}").unlink(missing_ok=True)
            about.unlink(missing_ok=True)
            for tag in known["tags"]:
                (self._tags / key_of(tag) / entry.name).unlink(missing_ok=True)
        entry.unlink(missing_ok=True)
        return is_there

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # Between the question whether a page is current and its appearance no flush may come: the flush would find
        # nothing, and the page from before the write would stand for ever. Opened anew each time, so that threads of
        # one process wait for each other too.
        self.root.mkdir(parents=True, exist_ok=True)
        with self._lock.open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
