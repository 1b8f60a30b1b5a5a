"""Images: decoded and encoded anew on arrival, so that what is served is a picture and nothing else."""

import hashlib
import io

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps

# Exotic decoders are where the remote code execution of other engines came from; these four are enough.
_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 2400


class BadImage(Exception):
    """The upload is no picture of a known kind; the message says why, for the person who sent it."""


class Image(models.Model):
    """A stored picture. ``digest`` is that of the upload, so that the same upload is kept once."""

    file = models.ImageField(upload_to="images/%Y/%m", width_field="width", height_field="height", max_length=255)
    name = models.CharField(max_length=255)
    alt = models.TextField(blank=True)
    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
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
        return known
    encoded, extension = _encode_anew(content)
    image = Image(name=(upload.name or "image")[:255], alt=alt, digest=digest)
    image.file.save(f"{digest[:16]}.{extension}", ContentFile(encoded), save=True)
    return image


def _encode_anew(content: bytes) -> tuple[bytes, str]:
    try:
        with Picture.open(io.BytesIO(content), formats=list(_FORMATS)) as picture:
            kind = picture.format or ""
            if picture.width * picture.height > _MOST_PIXELS:
                raise BadImage(_("The picture has more than 50 million pixels."))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            out = io.BytesIO()
            upright.save(out, format=kind)
    except (OSError, SyntaxError, ValueError, Picture.DecompressionBombError) as error:
        raise BadImage(_("This is no JPEG, PNG, WebP or GIF picture that can be read.")) from error
    return out.getvalue(), _FORMATS[kind]
