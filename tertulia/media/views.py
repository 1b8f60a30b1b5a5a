"""Stored files, served so that a browser takes them for what they are and nothing more."""

from collections.abc import Iterator
from typing import IO, cast

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.static import serve

from tertulia.lib.ranges import span
from tertulia.media.image import is_original

_IN_PAGES = ("image/", "audio/", "video/")
_PIECE = 1 << 16


@require_safe
def stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored file or a part of it, for ever under this name, as its digest is part of it. What is no picture, sound
    or film is fetched and not opened in the weblog's name."""
    if is_original(name):
        raise Http404(name)
    try:
        response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError) as error:  # a way out of the folder, a name no disk can hold
        raise Http404 from error
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith(_IN_PAGES) or "svg" in kind:
        response.headers["Content-Disposition"] = content_disposition_header(True, _called(name)) or "attachment"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    file = response.file_to_stream if isinstance(response, FileResponse) else None
    return _part(request, cast(FileResponse, response), file) if file else response


def _part(request: HttpRequest, response: FileResponse, file: IO[bytes]) -> HttpResponseBase:
    # Players look at the end of a film before they show its beginning, and some show none without (RFC 9110, 14).
    response.headers["Accept-Ranges"] = "bytes"
    length, wanted = int(response.headers["Content-Length"]), request.headers.get("Range", "")
    if request.method != "GET" or request.headers.get("If-Range") not in (None, response.headers["Last-Modified"]):
        return response
    try:
        part = span(wanted, length)
    except ValueError:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{length}"})
    if part:
        first, last = part
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{length}"
        response.headers["Content-Length"] = str(last + 1 - first)
        response.streaming_content = _bytes(file, first, last + 1)
    return response


def _bytes(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end and (piece := file.read(min(_PIECE, end - start))):
        start += len(piece)
        yield piece


def _called(name: str) -> str:
    # Under its own name once it is on a disk, where nobody takes it for a page of the weblog.
    return name.rpartition("/")[2].removesuffix(".bin")
