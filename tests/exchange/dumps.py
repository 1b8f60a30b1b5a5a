"""Makes dumps of files, and the pictures in them."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from PIL import Image as Picture

ASSET = "6a00d8341c2f0953ef0120a5ab1234970b"
ISLANDS = "http://islands.typepad.com"


def drawn(width: int = 1000, height: int = 500, kind: str = "JPEG", **options: object) -> bytes:
    """A picture of that size, unlike any of another size."""
    file = io.BytesIO()
    Picture.linear_gradient("L").resize((width, height)).save(file, kind, **options)
    return file.getvalue()


def folder_of(files: Mapping[str, bytes], at: Path) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(content)
    return at


def zip_of(files: Mapping[str, bytes], at: Path) -> Path:
    """A ZIP file with them."""
    with ZipFile(at, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return at
