"""The files that a weblog shows: pictures and others below the media folder, found in what readers are shown."""

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db.models import Q

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import text
from tertulia.media.image import Image
from tertulia.media.kinds import is_inert
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

_LONGEST = 255


def is_good(name: str) -> bool:
    """Whether a file of that name may come into the media folder: within it, and of a kind that does no harm."""
    parts = name.split("/")
    plain = name.isprintable() and "\\" not in name and len(name.encode(errors="replace")) <= _LONGEST
    inside = all(part and not part.startswith(".") and part == part.strip() for part in parts)
    return plain and inside and not text.is_broken(name) and is_inert(name)


def files_of(weblog: Weblog) -> tuple[list[str], list[str]]:
    """The names of all files of the weblog, and of those that it links to and that are not there."""
    leading = weblog.addresses.filter(to__startswith=settings.MEDIA_URL).values_list("to", flat=True)
    named = {*_named(weblog), *_faces(weblog), *(to.removeprefix(settings.MEDIA_URL) for to in leading.iterator(500))}
    named.update(_beside(named))
    named.update(weblog.kept_links.exclude(warc="").values_list("warc", flat=True).iterator(500))
    return _parted(named)


def shown_files(weblog: Weblog) -> tuple[list[str], list[str]]:
    """The same of those that texts and the weblog show, each once: no smaller sizes of a picture, no originals, and no
    pictures of people, which nothing but our own archive can lead back to them."""
    named = _named(weblog)
    return _parted(named - {*_beside(named)})


def _named(weblog: Weblog) -> set[str]:
    named = {name for shown in _shown(weblog) for name in _names(shown)}
    return named | ({str(weblog.photo.file.name)} if weblog.photo else set())


def _faces(weblog: Weblog) -> set[str]:
    people = weblog.commenters.exclude(picture=None), weblog.members.exclude(picture=None)
    return {file for theirs in people for file in theirs.values_list("picture__file", flat=True)}


def _parted(named: set[str]) -> tuple[list[str], list[str]]:
    there = {name for name in named if is_good(name) and _is_there(name)}
    return sorted(there), sorted(named - there)


def _beside(named: Collection[str]) -> Iterator[str]:
    # What belongs to a picture: as it came, and in smaller sizes.
    for image in Image.objects.iterator(500):
        if image.file.name in named:
            yield from filter(None, (image.original, *image.smaller))


def _is_there(name: str) -> bool:
    try:
        return default_storage.exists(name)
    except (OSError, SuspiciousOperation):
        return False


def _names(shown: str) -> Iterator[str]:
    address = re.compile(re.escape(settings.MEDIA_URL) + r"""([^\s"'<>?#()]+)""")
    return (unquote(name) for name in address.findall(shown))


def _shown(weblog: Weblog) -> Iterator[str]:
    yield weblog.about_html
    yield from (str(value) for value in _values(weblog.sidebar))
    wanted = settings.MEDIA_URL
    posts = Post.objects.filter(weblog=weblog).filter(
        Q(body_html__contains=wanted) | Q(extended_html__contains=wanted) | Q(excerpt__contains=wanted)
    )
    yield from chain.from_iterable(posts.values_list("body_html", "extended_html", "excerpt").iterator(50))
    comments = Comment.objects.filter(conversation__post__weblog=weblog, html__contains=wanted)
    yield from comments.values_list("html", flat=True).iterator(500)
    replies = HostReply.objects.filter(comment__conversation__post__weblog=weblog, html__contains=wanted)
    yield from replies.values_list("html", flat=True).iterator(500)


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _values(inner)
    else:
        yield value
