"""Images: decoded and encoded anew on arrival, so that what is served is a picture and nothing else."""

import hashlib
import io
import struct
import zlib
from itertools import islice

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps, ImageSequence

# Exotic decoders are where the remote code execution of other engines came from; these four are enough.
_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
# What decoders stumble over in broken files.
_BROKEN = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# What Pillow calls a JPEG file that many phones write: the picture, and smaller ones or one for brightness behind it.
_SEVERAL_JPEGS = "MPO"
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 2400


class BadImage(Exception):
    """The upload is no picture of a known kind; the message says why, for the person who sent it."""


class Image(models.Model):
    """A stored picture. ``digest`` is that of the upload, so that the same upload is kept once."""

    file = models.FileField(upload_to="images/%Y/%m", max_length=255)
    name = models.CharField(max_length=255)
    alt = models.TextField(blank=True)
    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address it is served from."""
        return str(self.file.url)


def store_image(upload: "File[bytes]", *, alt: str = "") -> Image:
    """Keep an uploaded picture, upright, without metadata, at most 2,400 pixels long. Raises BadImage."""
    content = upload.read()
    digest = hashlib.sha256(content).hexdigest()
    if known := Image.objects.filter(digest=digest).first():
        return describe_image(known, alt) if alt else known
    encoded, kind, (width, height) = _encode_anew(content)
    image = Image(name=(upload.name or "image")[:255], alt=alt, digest=digest, width=width, height=height)
    image.file.save(f"{digest[:16]}.{_FORMATS[kind]}", ContentFile(encoded), save=True)
    return image


def describe_image(image: Image, alt: str) -> Image:
    """Say anew what a picture shows, for those who cannot see it."""
    if alt != image.alt:
        image.alt = alt
        image.save(update_fields=["alt"])
    return image


def _encode_anew(content: bytes) -> tuple[bytes, str, tuple[int, int]]:
    try:
        with Picture.open(io.BytesIO(content), formats=list(_FORMATS)) as picture:
            return _encode(picture)
    except (*_BROKEN, Picture.DecompressionBombError) as e:
        raise BadImage(_("This is no JPEG, PNG, WebP or GIF picture that can be read.")) from e


def _encode(picture: Picture.Image) -> tuple[bytes, str, tuple[int, int]]:
    kind, count = picture.format or "", getattr(picture, "n_frames", 1)
    if kind == _SEVERAL_JPEGS:
        kind, count = "JPEG", 1
    if picture.width * picture.height * count > _MOST_PIXELS:
        raise BadImage(_("The picture has more than 50 million pixels."))
    frames = [_prepared(frame) for frame in islice(ImageSequence.Iterator(picture), count)]
    moving: dict[str, object] = {}
    if len(frames) > 1:
        durations = [frame.info.get("duration", 100) for frame in frames]
        moving = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
    out = io.BytesIO()
    frames[0].save(out, format=kind, **moving)
    return out.getvalue(), kind, frames[0].size


def _prepared(frame: Picture.Image) -> Picture.Image:
    upright = ImageOps.exif_transpose(frame)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # What remains are pixels and, for frames, their duration: no place, camera, comment or colour profile.
    upright.info = {key: value for key, value in upright.info.items() if key in ("duration", "transparency")}
    return upright
