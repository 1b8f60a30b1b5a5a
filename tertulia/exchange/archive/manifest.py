"""The list of what an archive holds, which says whether all of it is there as it was written."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tertulia.exchange.archive.schema import FORMAT, KINDS, VERSION
from tertulia.exchange.archive.values import COUNT, number, string
from tertulia.exchange.records import BrokenExport

NAME = "manifest.json"
# A weblog of 40,000 posts has so many pages, with the feeds of its conversations.
MOST_FILES = 200_000
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SIZE = number()


@dataclass(frozen=True)
class Listed:
    """How long a file is, and its SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself: whose it is, how many records of each kind, which files."""

    weblog: str
    origin: str
    software: str
    records: Mapping[str, int]
    files: Mapping[str, Listed]


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as it stands in the archive."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "software": manifest.software,
        "weblog": manifest.weblog,
        "origin": manifest.origin,
        "records": manifest.records,
        "files": {name: {"bytes": file.size, "sha256": file.digest} for name, file in manifest.files.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes. Raises BrokenExport: it is none, or one of another version."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _broken(_("is no JSON that can be read")) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _broken(_("is not that of a weblog’s archive"))
    _check_version(told.get("version"))
    if not (_is_text(told, "weblog", "origin", "software") and _is_counts(told.get("records"))):
        raise _broken(_("does not say all that it must"))
    return Manifest(told["weblog"], told["origin"], told["software"], told["records"], _files(told.get("files")))


def _check_version(version: Any) -> None:
    if type(version) is not int or version < 1:
        raise _broken(_("has no version that was ever written"))
    if version > VERSION:
        sentence = _("it is of version {version} of the format, and this program knows {known}: update it first.")
        raise BrokenExport(sentence.format(version=version, known=VERSION))


def _is_text(told: Mapping[str, Any], *names: str) -> bool:
    return all(string().fits(told.get(name)) for name in names)


def _is_counts(records: Any) -> bool:
    named = {kind.name for kind in KINDS}
    return isinstance(records, dict) and records.keys() == named and all(map(COUNT.fits, records.values()))


def _files(files: Any) -> dict[str, Listed]:
    if not isinstance(files, dict) or not all(map(_is_listed, files.values())):
        raise _broken(_("does not list files as it must"))
    if missing := [kind.file for kind in KINDS if kind.file not in files]:
        raise _broken(_("does not list {file}").format(file=missing[0]))
    return {name: Listed(file["bytes"], file["sha256"]) for name, file in files.items()}


def _is_listed(file: Any) -> bool:
    if not isinstance(file, dict) or file.keys() != {"bytes", "sha256"} or not _SIZE.fits(file["bytes"]):
        return False
    return isinstance(file["sha256"], str) and bool(_SHA256.fullmatch(file["sha256"]))


def _broken(why: str) -> BrokenExport:
    return BrokenExport(f"{NAME}: {why}.")
