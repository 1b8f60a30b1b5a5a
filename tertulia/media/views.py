"""Stored files, served so that a browser takes them for what they are and nothing more."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.static import serve

from tertulia.media.image import is_original

_IN_PAGES = ("image/", "audio/", "video/")


@require_safe
def stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored file, for ever under this name, as its digest is part of it. What is no picture, sound or film is
    fetched and not opened in the weblog's name."""
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
    return response


def _called(name: str) -> str:
    # Under its own name once it is on a disk, where nobody takes it for a page of the weblog.
    return name.rpartition("/")[2].removesuffix(".bin")
