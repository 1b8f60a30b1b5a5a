"""The files are there and whole: pictures in all their sizes, other files, and whatever posts show."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from tertulia.commands.checks import Problem
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post

_LINK = re.compile(r'(?:src|href)="([^"]+)"')
_CANDIDATES = re.compile(r'srcset="([^"]+)"')


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Each stored file, each address that leads to one, and each link from a post into the media folder."""
    for image in Image.objects.order_by("id").iterator():
        seen["media"] += 1
        yield from _there(*(str(name) for name in (image.file.name, *image.smaller)))
        yield from _whole(image.original, image.digest) if image.original else ()
    for file in File.objects.order_by("id").iterator():
        seen["media"] += 1
        yield from _whole(str(file.file.name), file.digest)
    for path, to in _addresses():
        yield from _there(to.removeprefix(settings.MEDIA_URL), where=path)
    for post in Post.objects.published().order_by("id").iterator(500):
        for name in _names(post.html):
            seen["links to media"] += 1
            if not (Path(settings.MEDIA_ROOT) / name).is_file():
                yield Problem("media", post.path or "", f"shows {settings.MEDIA_URL}{name}, which is not there")


def _addresses() -> "QuerySet[Address, tuple[str, str]]":
    leading = Address.objects.filter(to__startswith=settings.MEDIA_URL)
    return leading.order_by("id").values_list("path", "to")


def _there(*names: str, where: str = "") -> Iterator[Problem]:
    for name in names:
        if not default_storage.exists(name):
            yield Problem("media", where or f"{settings.MEDIA_URL}{name}", f"{name} is not in the media folder")


def _whole(name: str, digest: str) -> Iterator[Problem]:
    if not default_storage.exists(name):
        yield from _there(name)
        return
    with default_storage.open(name) as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            yield Problem("media", f"{settings.MEDIA_URL}{name}", "is not what it was: its SHA-256 is another")


def _names(html: str) -> Iterator[str]:
    ours = urlsplit(settings.ORIGIN).netloc
    candidates = (one.split(" ")[0] for found in _CANDIDATES.findall(html) for one in found.split(", "))
    for link in (*_LINK.findall(html), *candidates):
        parts = urlsplit(link)
        if parts.netloc in ("", ours) and parts.path.startswith(settings.MEDIA_URL):
            yield unquote(parts.path.removeprefix(settings.MEDIA_URL))
