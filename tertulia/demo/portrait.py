"""The picture beside “About”: an island in contour lines, drawn here and now."""

import io
import math

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

_SIZE = 480
_HEIGHTS = ((210, "#dfe8e4"), (180, "#cfdccb"), (146, "#bccb9f"), (112, "#c9b982"), (80, "#b99a63"), (48, "#94744b"))


def portrait() -> "ContentFile[bytes]":
    """A PNG as somebody would upload it."""
    picture = Image.new("RGB", (_SIZE, _SIZE), "#b9cfd6")
    draw = ImageDraw.Draw(picture)
    for radius, colour in _HEIGHTS:
        draw.polygon([_shore(radius, step) for step in range(180)], fill=colour, outline="#5f5340")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return ContentFile(file.getvalue(), name="island.png")


def _shore(radius: float, step: int) -> tuple[float, float]:
    angle = math.radians(step * 2)
    wave = 1 + 0.09 * math.sin(3 * angle + radius / 40) + 0.05 * math.sin(7 * angle)
    shift = (210 - radius) / 6
    return _SIZE / 2 + shift + radius * wave * math.cos(angle), _SIZE / 2 - shift + radius * wave * math.sin(angle)
