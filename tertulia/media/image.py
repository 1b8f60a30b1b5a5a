"""Images: decoded and encoded anew on arrival, so that what is served is a picture and nothing else."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models

from tertulia.media.encoding import BadImage, Encoded, encode_anew

__all__ = ["BadImage", "Image", "describe_image", "keep_picture", "store_image"]

_ORIGINALS = "originals"


class Image(models.Model):
    """A stored picture. ``digest`` is the SHA-256 of the upload, so that the same upload is kept once. ``original`` is
    the upload itself, of pictures that an import brought: never served, as it may tell where it was taken. ``widths``
    are those of the smaller sizes beside the picture."""

    file = models.FileField(upload_to="images/%Y/%m", max_length=255, db_index=True)
    name = models.CharField(max_length=255)
    alt = models.TextField(blank=True)
    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    original = models.CharField(max_length=255, blank=True, default="")
    widths = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address it is served from."""
        return str(self.file.url)

    @property
    def sizes(self) -> tuple[tuple[int, str], ...]:
        """Width and address of each smaller size, the smallest first."""
        return tuple((width, settings.MEDIA_URL + name) for width, name in zip(self.widths, self.smaller, strict=True))

    @property
    def smaller(self) -> list[str]:
        """The names of the files of its smaller sizes."""
        return smaller_names(str(self.file.name), self.widths)


def smaller_names(file: str, widths: Sequence[int]) -> list[str]:
    """What the smaller sizes of a picture are called."""
    stem, _dot, ending = file.rpartition(".")
    return [f"{stem}_{width}.{ending}" for width in widths]


def store_image(upload: "File[bytes]", *, alt: str = "") -> Image:
    """Keep an uploaded picture, upright, without metadata, at most 2,400 pixels long. Raises BadImage."""
    content = upload.read()
    digest = hashlib.sha256(content).hexdigest()
    if known := Image.objects.filter(digest=digest).first():
        return describe_image(known, alt) if alt else known
    encoded = encode_anew(content)
    image = _image(encoded, upload.name or "image", digest, alt=alt)
    image.file.save(f"{digest[:16]}.{encoded.ending}", ContentFile(encoded.content), save=True)
    return image


def keep_picture(content: bytes, name: str, digest: str) -> Image:
    """Keep a picture that an import brings: as it came, as it is served, and in smaller sizes; ``digest`` is its
    SHA-256. What of a known one is missing on the disk is put there again. Raises BadImage."""
    known = Image.objects.filter(digest=digest).first()
    if known and known.original and all(map(default_storage.exists, _files_of(known))):
        return known
    encoded = encode_anew(content, with_sizes=True)
    image = known or _image(encoded, name, digest)
    image.original = f"{_ORIGINALS}/{digest}.{encoded.ending}"
    image.widths = [*encoded.smaller]
    if not known:
        image.file.name = f"images/{digest[:2]}/{digest[:16]}.{encoded.ending}"
    for file, data in zip(_files_of(image), (encoded.content, content, *encoded.smaller.values()), strict=True):
        put(file, data)
    image.save()
    return image


def describe_image(image: Image, alt: str) -> Image:
    """Say anew what a picture shows, for those who cannot see it."""
    if alt != image.alt:
        image.alt = alt
        image.save(update_fields=["alt"])
    return image


def is_original(name: str) -> bool:
    """Whether the file of that name is kept for the host alone."""
    return _ORIGINALS in name.lower().split("/")


def put(name: str, content: bytes) -> None:
    """Let the media folder hold this under that name, which its digest is part of, be it there already or not."""
    if default_storage.exists(name) and default_storage.size(name) == len(content):
        return
    default_storage.delete(name)
    if default_storage.save(name, ContentFile(content)) != name:
        raise OSError(f"{name}: somebody else is writing this file.")


def _image(encoded: Encoded, name: str, digest: str, *, alt: str = "") -> Image:
    return Image(name=name[:255], alt=alt, digest=digest, width=encoded.width, height=encoded.height)


def _files_of(image: Image) -> list[str]:
    return [str(image.file.name), image.original, *image.smaller]
