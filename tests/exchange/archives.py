"""A weblog that leaves, is wiped, and comes back."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.restore import restore
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.writers.archive import write_archive
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import Weblog


def archived(weblog: Weblog, file: Path) -> bytes:
    """The archive of a weblog, written to ``file``."""
    write_archive(weblog, file)
    return file.read_bytes()


def wipe(slug: str) -> None:
    """All of a weblog is gone, and every picture and other file."""
    Weblog.objects.get(slug=slug).delete()
    SearchText.objects.all().delete()
    Image.objects.all().delete()
    File.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def restored(file: Path) -> Restoring:
    """The weblog of an archive, here."""
    with Archive(file) as archive:
        return restore(archive)


def repacked(file: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Pack an archive again with some of its files changed, and its list of files as it was."""
    with ZipFile(file) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(name, changes[name](content) if name in changes else content)


def changed(file: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """The same with a list that fits: as somebody would do it who means harm."""
    with ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        contents = {name: packed.read(name) for name in {*packed.namelist()} & {*changes}}
    for name, change in changes.items():
        content = change(contents.get(name, b""))
        manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        if name.endswith(".jsonl"):
            manifest["records"][Path(name).stem] = content.count(b"\n")
    repacked(file, {**changes, "manifest.json": lambda _content: json.dumps(manifest).encode()})
    with ZipFile(file, "a", ZIP_DEFLATED) as packed:
        for name in changes.keys() - {*packed.namelist()}:
            packed.writestr(name, changes[name](b""))


def with_values(place: int, values: Mapping[str, Any]) -> Callable[[bytes], bytes]:
    """Change these fields of the record at that place."""

    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines[place] = json.dumps({**json.loads(lines[place]), **values}).encode() + b"\n"
        return b"".join(lines)

    return change
