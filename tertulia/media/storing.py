"""Keep a file that an import brings: pictures with their sizes, everything else as it came, each once."""

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.files import File as Content
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from tertulia.lib import text
from tertulia.media.file import File
from tertulia.media.image import BadImage, Image, keep_picture
from tertulia.media.kinds import is_inert

LARGEST = 2 << 30
_LARGEST_PICTURE = 64 << 20
_CHUNK = 1 << 20
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
_ODD = re.compile(r"[^\w.-]+")


class Refused(Exception):
    """The file cannot be kept; the message says why."""


def store(opened: Callable[[], BinaryIO], name: str) -> Image | File:
    """Keep what ``opened`` gives (each time from the start), which was called ``name``. Raises Refused, OSError and
    whatever reading it raises."""
    digest, size, head = _measure(opened)
    name = text.clean(name)
    if head.startswith(_PICTURES) and size <= _LARGEST_PICTURE:
        with opened() as file:
            content = file.read()
        try:
            return keep_picture(content, name, digest)
        except BadImage:
            # Kept all the same: a picture that is cut off is more than none.
            return _keep_file(opened, f"{name}.bin", digest, size)
    # What calls itself a picture and is none, or is too large to be decoded, is handed on and never shown.
    ending = ".bin" if PurePosixPath(name).suffix.lower() in _PICTURE_ENDINGS else ""
    return _keep_file(opened, name + ending, digest, size)


def look(opened: Callable[[], BinaryIO]) -> None:
    """Read it to its end and keep nothing. Raises as ``store`` does."""
    _measure(opened)


def _measure(opened: Callable[[], BinaryIO]) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    with opened() as file:
        while chunk := file.read(_CHUNK):
            head = head or chunk[:16]
            digest.update(chunk)
            size += len(chunk)
            if size > LARGEST:
                raise Refused(_("it is larger than 2 GB"))
    if not size:
        raise Refused(_("it is empty"))
    return digest.hexdigest(), size, head


def _keep_file(opened: Callable[[], BinaryIO], name: str, digest: str, size: int) -> File:
    known = File.objects.filter(digest=digest).first()
    kept = known or File(name=name[:255], digest=digest, size=size)
    kept.file.name = str(kept.file.name or f"files/{digest[:16]}/{safe_name(name)}")
    if not (default_storage.exists(kept.file.name) and default_storage.size(kept.file.name) == size):
        default_storage.delete(kept.file.name)
        with opened() as file:
            default_storage.save(kept.file.name, Content(file))
    if known is None:
        kept.save()
    return kept


def safe_name(name: str) -> str:
    """What a file may be called in the media folder: a browser that knows nothing but the name does no harm with it."""
    plain = _ODD.sub("-", text.clean(name)).strip(".-_")
    stem, dot, ending = plain.rpartition(".")
    stem = (stem if dot else ending).encode()[:120].decode(errors="ignore")
    plain = f"{stem}{dot}{ending[:10] if dot else ''}" or "file"
    return plain if is_inert(plain) else f"{plain}.bin"
