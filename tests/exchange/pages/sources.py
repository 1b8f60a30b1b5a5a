"""Folders of saved pages, as wget leaves them."""

from pathlib import Path

from tertulia.exchange.readers.capture import CaptureReader
from tertulia.exchange.records import Note, PostRecord, Record

FOLDER = "tide.example.com/tide"


def folder(path: Path, **pages: bytes) -> Path:
    """Pages below the weblog's own folder; ``__`` in a name is a slash."""
    for name, data in pages.items():
        file = path / FOLDER / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def records(path: Path) -> list[Record]:
    """All records of a source, the same at each reading."""
    reader = CaptureReader(path)
    found = list(reader)
    assert [one for one in reader if isinstance(one, PostRecord)] == [
        one for one in found if isinstance(one, PostRecord)
    ]
    return found


def posts(path: Path) -> dict[str, PostRecord]:
    """The posts of a source by their titles."""
    return {one.title: one for one in records(path) if isinstance(one, PostRecord)}


def notes(path: Path) -> list[str]:
    """What a source says for people."""
    return [one.sentence for one in records(path) if isinstance(one, Note)]
