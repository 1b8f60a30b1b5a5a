"""Pictures of people: small squares that stand beside a name, deleted from the disk when they are taken away."""

import hashlib
import io
import secrets
from collections.abc import Sequence

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image as Picture
from PIL import ImageOps

from tertulia.media.encoding import BadImage, encode_anew
from tertulia.media.image import Image, put, smaller_names

LARGEST = 12 * 1024 * 1024
_SIDE, _SMALLER = 192, 96
_FOLDER = "faces/"


def store_face(upload: "File[bytes]") -> Image:
    """Keep the middle of an uploaded picture, without anything that it tells beside what is seen. Raises BadImage."""
    if (upload.size or 0) > LARGEST:
        raise BadImage(_("The file is larger than 12 MB; make it smaller first."))
    plain = encode_anew(upload.read())
    with Picture.open(io.BytesIO(plain.content)) as picture:
        square = ImageOps.fit(picture.convert("RGBA"), (_SIDE, _SIDE))
    # A row and files of its own, whoever else has sent the same picture: they go when this person wishes it.
    digest = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
    face = Image(name="face", digest=digest, width=_SIDE, height=_SIDE, widths=[_SMALLER])
    face.file.name = f"{_FOLDER}{digest[:2]}/{digest[:32]}.webp"
    put(face.file.name, _saved(square))
    put(face.smaller[0], _saved(square.resize((_SMALLER, _SMALLER), Picture.Resampling.LANCZOS)))
    face.save()
    return face


def forget_face(face: Image) -> list[str]:
    """Delete its row; answers the files that nothing shows any longer, for ``delete_files`` once that is certain."""
    name, smaller = str(face.file.name), face.smaller
    if not name.startswith(_FOLDER):
        return []
    face.delete()
    return [name, *smaller]


def delete_files(*, files: Sequence[str], **_facts: object) -> None:
    """Take them from the disk."""
    for name in files:
        default_storage.delete(name)


def small_face(file: str) -> str:
    """The file of a picture that stands beside a comment."""
    return smaller_names(file, [_SMALLER])[0] if file.startswith(_FOLDER) else file


def _saved(picture: Picture.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, format="WEBP", quality=85)
    return out.getvalue()
