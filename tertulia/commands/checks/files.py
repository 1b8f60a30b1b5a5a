"""The pictures are there: those that were uploaded, and those that posts show."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from tertulia.commands.checks import Problem
from tertulia.media.image import Image
from tertulia.weblog.post import Post

_LINK = re.compile(r'(?:src|href)="([^"]+)"')


def check(seen: Counter[str]) -> Iterator[Problem]:
    """Each stored picture, and each link from a post into the media folder."""
    for image in Image.objects.order_by("id").iterator():
        seen["media"] += 1
        if not image.file.storage.exists(str(image.file.name)):
            yield Problem("media", image.url, "is not in the media folder")
    for post in Post.objects.published().order_by("id").iterator(500):
        for name in _names(post.html):
            seen["links to media"] += 1
            if not (Path(settings.MEDIA_ROOT) / name).is_file():
                yield Problem("media", post.path or "", f"shows {settings.MEDIA_URL}{name}, which is not there")


def _names(html: str) -> Iterator[str]:
    ours = urlsplit(settings.ORIGIN).netloc
    for link in _LINK.findall(html):
        parts = urlsplit(link)
        if parts.netloc in ("", ours) and parts.path.startswith(settings.MEDIA_URL):
            yield unquote(parts.path.removeprefix(settings.MEDIA_URL))
