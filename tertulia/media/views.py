"""Stored files, served so that a browser takes them for what they are and nothing more."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored image, for ever under this name, as its digest is part of it."""
    try:
        response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, OSError) as error:  # a way out of the folder, a name no disk can hold
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
