"""What the doors of the comment form share: read what was typed, and never lose it again, whatever goes wrong."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from tertulia.conversation.identity import browser
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.spam import circumstances
from tertulia.conversation.submission import Submission, cleaned
from tertulia.lib import client
from tertulia.lib.origin import Sender, sender_of

log = logging.getLogger(__name__)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Too big, too many fields, broken parts, another character set than UTF-8, a connection that ended.
_UNREADABLE = (SuspiciousOperation, MultiPartParserError, BadRequest, UnreadablePostError)


@dataclass(frozen=True)
class Typed:
    """What a form sent. ``is_own``: it was a form made for this one reader, so an empty box was left empty by them."""

    submission: Submission
    remember: bool
    is_own: bool


def read(request: HttpRequest) -> Typed:
    """What was typed into the comment form. The session is believed only if one of our own pages sent the form."""
    sent = request.POST
    names = ("name", "email", "url", "text", "token", "key")
    submission = Submission(
        **{name: sent.get(name, "") for name in names},
        parent=_number(sent.get("parent", "")),
        trap=sent.get("fax", ""),
        tell=bool(sent.get("tell")),
        ip=client.address_of(request),
        user=_user(request),
        proofs=_proofs(request),
        circumstances=circumstances.of_headers(request.META),
    )
    return Typed(cleaned(submission), remember="remember" in sent, is_own=bool(submission.key))


def refuse_foreign(request: HttpRequest) -> None:
    """Raise Refused for a form that another web site sent."""
    if sender_of(request) is Sender.FOREIGN:
        raise Refused(Reason.FOREIGN)


def door(view: View[P]) -> View[P]:
    """Decorate a view of the form: needs no session against forgery (``refuse_foreign`` and the token do that), is
    never stored by anybody, and gives the text back even if the form cannot be read or the database fails."""

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            response = _rescue(request, 404, _("There is no such entry here any more. These were your words:"))
        except _UNREADABLE as error:
            response = _unreadable(error)
        except (DatabaseError, OSError):  # no database, or a full disk
            log.exception("a comment could not be kept")
            response = _rescue(request, 503, _("Your comment could not be kept just now. Please post it once more."))
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


def _number(value: str) -> int | None:
    # No conversation has a comment 0, so that what is no number is told like a comment that is gone.
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _user(request: HttpRequest) -> User | None:
    if sender_of(request) is not Sender.OURS or not request.user.is_authenticated:
        return None
    return request.user


def _proofs(request: HttpRequest) -> frozenset[str]:
    return frozenset(browser.proofs_of(request)) if sender_of(request) is Sender.OURS else frozenset()


def _unreadable(error: Exception) -> HttpResponse:
    if isinstance(error, RequestDataTooBig):
        return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too large to be read. Go back and shorten it."))
    return _bare(HTTPStatus.BAD_REQUEST, _("This form could not be read. Go back and post it once more."))


def _rescue(request: HttpRequest, status: int, message: Promise) -> HttpResponse:
    try:
        return _bare(status, message, typed=read_without_session(request), action=request.path if status == 503 else "")
    except _UNREADABLE as error:
        return _unreadable(error)


def read_without_session(request: HttpRequest) -> dict[str, str]:
    """The form's fields as they came: for an answer that must not ask the database."""
    return {
        name: request.POST.get(name, "") for name in ("name", "email", "url", "text", "token", "key", "parent", "tell")
    }


def _bare(status: int, message: Promise, *, typed: dict[str, str] | None = None, action: str = "") -> HttpResponse:
    # Neither the weblog nor its sidebar: this page must come when nothing else does.
    context = {"message": message, "typed": typed or {}, "action": action}
    return HttpResponse(loader.render_to_string("conversation/rescue.html", context), status=status)
