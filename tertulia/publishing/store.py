"""The store: finished pages as files. A page that is in the web root is current; to make it stale is to delete it.

Below the root stand ``web/`` (the pages, each also as ``.gz`` and ``.br``), ``about/`` (for each page a small JSON
file: path, headers, tags) and ``tags/`` (for each tag an empty file for each page that carries it). Whatever is cut
off by a crash leaves an entry too many or a page too few, never a page without its entries: entries are made before
the page and removed after it."""

import fcntl
import gzip
import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import brotli

from tertulia.publishing.memory import Mark, Memory, mark_of
from tertulia.publishing.names import file_name

log = logging.getLogger(__name__)

ENCODINGS = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True)
class Page:
    """A finished page: what was answered, and the tags of what it shows."""

    path: str
    headers: list[tuple[str, str]]
    body: bytes
    tags: frozenset[str]


@dataclass(frozen=True)
class Stored:
    """A page in the store. ``etag`` is of its bytes, ``mark`` tells it from an earlier one at the same path."""

    path: str
    headers: list[tuple[str, str]]
    etag: str
    file: Path
    mark: Mark
    memory: Memory

    @property
    def modified(self) -> int:
        """When it was stored, in seconds since 1970."""
        return self.mark[1] // 1_000_000_000

    def body(self, encoding: str = "") -> bytes:
        """The bytes, compressed if an encoding is named. Raises FileNotFoundError if the page was flushed meanwhile."""
        return self.memory.read(Path(f"{self.file}{ENCODINGS.get(encoding, '')}"), self.mark)


class Store:
    """The stored pages of one node. Any number of threads and processes may use the same folder at once."""

    def __init__(self, root: Path) -> None:
        self.root, self.web = root, root / "web"
        self._about, self._tags, self._lock = root / "about", root / "tags", root / "lock"
        self._memory = Memory()

    def get(self, path: str) -> Stored | None:
        """The page of that decoded path, if it is stored."""
        name = file_name(path)
        if name is None:
            return None
        file = self.web / name
        try:
            mark = mark_of(file)
            about = json.loads(self._memory.read(self._about / _key(path), mark))
        except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
            return None
        headers = [(key, value) for key, value in about["headers"]]
        return Stored(path, headers, about["etag"], file, mark, self._memory)

    def put(self, page: Page, is_current: Callable[[Page], bool]) -> Stored | None:
        """Store a page; None if it may not or cannot be kept. ``is_current`` is asked while no flush can come in
        between."""
        name = file_name(page.path)
        if name is None or not page.tags:
            return None
        packed = {"": page.body, ".gz": gzip.compress(page.body, 9, mtime=0), ".br": brotli.compress(page.body)}
        with self._alone():
            if not is_current(page):
                return None
            try:
                self._write(page, self.web / name, packed)
            except (NotADirectoryError, IsADirectoryError, FileExistsError):
                return None
            except OSError as error:
                # A full disk must not keep anybody from reading: the page is answered, only not kept.
                log.warning("the page %s could not be stored: %s", page.path, error)
                return None
        return self.get(page.path)

    def flush(self, tags: Iterable[str]) -> int:
        """Remove every page that carries one of these tags; answers how many."""
        with self._alone():
            return sum(self._flush(self._tags / _key(tag)) for tag in set(tags))

    def wipe(self) -> None:
        """Remove all pages."""
        with self._alone():
            for folder in (self.web, self._tags, self._about):
                shutil.rmtree(folder, ignore_errors=True)

    def paths(self) -> Iterator[str]:
        """The paths of all stored pages."""
        for about in self._about.glob("*"):
            with suppress(FileNotFoundError, json.JSONDecodeError):
                yield json.loads(about.read_bytes())["path"]

    def _write(self, page: Page, file: Path, packed: dict[str, bytes]) -> None:
        key = _key(page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise IsADirectoryError(file)
        for tag in page.tags:
            entry = self._tags / _key(tag) / key
            entry.parent.mkdir(parents=True, exist_ok=True)
            entry.touch()
        etag = hashlib.sha256(page.body).hexdigest()[:32]
        about = {"path": page.path, "headers": page.headers, "etag": etag, "tags": sorted(page.tags)}
        self._about.mkdir(parents=True, exist_ok=True)
        _replace(self._about / key, json.dumps(about).encode())
        # The page itself last, so that whoever finds it finds its compressed forms and its entries too.
        for ending in (".gz", ".br", ""):
            _replace(Path(f"{file}{ending}"), packed[ending])

    def _flush(self, folder: Path) -> int:
        entries = list(folder.iterdir()) if folder.is_dir() else []
        return sum(self._remove(entry) for entry in entries)

    def _remove(self, entry: Path) -> bool:
        about = self._about / entry.name
        is_there = about.exists()
        if is_there:
            known = json.loads(about.read_bytes())
            file = self.web / (file_name(known["path"]) or "")
            for ending in ("", ".gz", ".br"):
                Path(f"{file}{ending}").unlink(missing_ok=True)
            about.unlink(missing_ok=True)
            for tag in known["tags"]:
                (self._tags / _key(tag) / entry.name).unlink(missing_ok=True)
        entry.unlink(missing_ok=True)
        return is_there

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # Between the question whether a page is current and its appearance no flush may come: the flush would find
        # nothing, and the page from before the write would stand for ever. Opened anew each time, so that threads of
        # one process wait for each other too.
        self.root.mkdir(parents=True, exist_ok=True)
        with self._lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _replace(file: Path, content: bytes) -> None:
    unfinished = Path(f"{file}.new")
    unfinished.write_bytes(content)
    unfinished.replace(file)


def _key(name: str) -> str:
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:40]
