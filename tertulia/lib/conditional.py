"""Conditional GET: “nothing new” (304) for who has the very same answer already, by ETag or by date."""

import hashlib
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from tertulia.lib import clock

# Last-Modified counts in seconds: what changed within this one may change once more without being told by it.
_SETTLED = timedelta(seconds=2)


def answer(request: HttpRequest, body: str, media_type: str, changed: datetime | None = None) -> HttpResponse:
    """``body`` as UTF-8, or 304. ``changed`` is when it last changed, if a moment tells that for everything in it."""
    content = body.encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    modified = int(changed.timestamp()) if changed and changed < clock.now() - _SETTLED else None
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers={"ETag": etag})
    response.headers["Cache-Control"] = "no-cache"
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    known = get_conditional_response(request, etag, modified, response)
    return known if isinstance(known, HttpResponse) else response
