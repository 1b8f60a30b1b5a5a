"""Headers that every answer carries, so that a page may do little even if something slips through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Frames of the known video hosts are made by a click only (theme/static/embeds.js). No page holds a style itself:
# those in posts become classes (styles.py).
VIDEO_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://www.dailymotion.com")

_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: https: http:",
        f"frame-src {' '.join(VIDEO_HOSTS)}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

# Screens for one person, some of which allauth's views make without saying so.
_PRIVATE = ("/accounts/", "/desk/")


class SecurityHeaders:
    """Django middleware: Content-Security-Policy and its neighbours on every answer (nosniff is Django's own).

    Nothing is kept without asking anew, unless the answer says for how long: browsers would keep even a redirect for
    ever, and what moved may move back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        response.headers.setdefault("X-Frame-Options", "DENY")
        is_private = request.path_info.startswith(_PRIVATE)
        response.headers.setdefault("Cache-Control", "no-store" if is_private else "no-cache")
        if "no-store" in response.headers["Cache-Control"]:  # Django says more, which contradicts it
            response.headers["Cache-Control"] = "no-store"
        return response
