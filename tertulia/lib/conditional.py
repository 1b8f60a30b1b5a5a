"""Conditional GET: “nothing new” (304) for who has the very same answer already, by ETag."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def answer(request: HttpRequest, body: str, media_type: str) -> HttpResponse:
    """``body`` as UTF-8, or 304. Not by date: what is taken away leaves none behind. (Stored pages have the date on
    which they were stored.)"""
    content = body.encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers={"ETag": etag})
    response.headers["Cache-Control"] = "no-cache"
    known = get_conditional_response(request, etag, None, response)
    return known if isinstance(known, HttpResponse) else response
