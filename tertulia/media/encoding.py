"""From the bytes of an upload to a picture and nothing else: decoded within bounds, encoded anew."""

import io
import struct
import zlib
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps, ImageSequence

# Exotic decoders are where the remote code execution of other engines came from; these four are enough.
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
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
# Plain JPEG files are made smaller while they are read; of others every pixel is held in memory, some of them twice.
_MOST_PIXELS, _MOST_AT_ONCE = 50_000_000, 15_000_000
_LONGEST_SIDE = 2400
# What a phone shows, what a tablet or a column of text on a fine screen does.
WIDTHS = (480, 960, 1600)
_QUALITY = 88


class BadImage(Exception):
    """The upload is no picture of a known kind; the message says why, for the person who sent it."""


@dataclass
class Encoded:
    """A picture as it is served: upright, without metadata. ``smaller`` are sizes of it by their widths."""

    content: bytes
    ending: str
    width: int
    height: int
    smaller: dict[int, bytes] = field(default_factory=dict)


def encode_anew(content: bytes, *, with_sizes: bool = False) -> Encoded:
    """The picture in these bytes, at most 2,400 pixels long. Raises BadImage."""
    try:
        with Picture.open(io.BytesIO(content), formats=list(ENDINGS)) as picture:
            return _encode(picture, with_sizes=with_sizes)
    except (*_BROKEN, Picture.DecompressionBombError) as e:
        raise BadImage(_("This is no JPEG, PNG, WebP or GIF picture that can be read.")) from e


def _encode(picture: Picture.Image, *, with_sizes: bool) -> Encoded:
    kind, count = picture.format or "", getattr(picture, "n_frames", 1)
    if kind == _SEVERAL_JPEGS:
        kind, count = "JPEG", 1
    most = _MOST_PIXELS if kind == "JPEG" and "progressive" not in picture.info else _MOST_AT_ONCE
    if picture.width * picture.height * count > most:
        raise BadImage(_("The picture has more than {count} million pixels.").format(count=most // 1_000_000))
    picture.draft(picture.mode, (_LONGEST_SIDE, _LONGEST_SIDE))
    frames = [_prepared(frame, count) for frame in islice(ImageSequence.Iterator(picture), count)]
    moving: dict[str, object] = {}
    if len(frames) > 1:
        durations = [frame.info.get("duration", 100) for frame in frames]
        moving = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
    first = frames[0]
    encoded = Encoded(_saved(first, kind, **moving), ENDINGS[kind], *first.size)
    if with_sizes and len(frames) == 1:
        encoded.smaller = {width: _saved(_narrowed(first, width), kind) for width in WIDTHS if width < first.width}
    return encoded


def _saved(picture: Picture.Image, kind: str, **moving: object) -> bytes:
    out = io.BytesIO()
    quality = {"quality": _QUALITY} if kind in ("JPEG", "WEBP") else {}
    picture.save(out, format=kind, **quality, **moving)
    return out.getvalue()


def _narrowed(picture: Picture.Image, width: int) -> Picture.Image:
    # Palettes cannot be averaged.
    full = picture if picture.mode not in ("P", "1") else picture.convert("RGBA")
    return full.resize((width, max(1, round(picture.height * width / picture.width))), Picture.Resampling.LANCZOS)


def _prepared(frame: Picture.Image, count: int) -> Picture.Image:
    smaller = frame if count == 1 else frame.copy()
    smaller.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(smaller)
    # What remains are pixels and, for frames, their duration: no place, camera, comment or colour profile.
    upright.info = {key: value for key, value in upright.info.items() if key in ("duration", "transparency")}
    return upright
