"""Where commenters confirm that a name is theirs: a mail with a link and a code, then a button.

Nothing is confirmed by GET, as programs follow the links in mails. The answer to whoever asks is the same whether
anybody commented with an address or not."""

from http import HTTPStatus

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tertulia.conversation.identity import browser, confirmation
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirmation import Confirmation, WrongCode
from tertulia.conversation.identity.confirming import confirm, names_of
from tertulia.conversation.policy import policy_of
from tertulia.conversation.submission import LONGEST_EMAIL, LONGEST_NAME
from tertulia.conversation.views.yours import find
from tertulia.lib import client, text
from tertulia.lib.origin import Sender, sender_of
from tertulia.lib.private import private
from tertulia.weblog.mailed_link import LinkGone, TooOften
from tertulia.weblog.page import find_weblog, render, speaking
from tertulia.weblog.weblog import Weblog


@private("GET", "POST")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the mail."""
    weblog = find_weblog(slug)
    if request.method != "POST":
        return _asking(request, weblog)
    email = text.clean(request.POST.get("email", "")).strip()
    with speaking(weblog):
        wrong = _("This is not an e-mail address; one looks like ruth@example.org.")
        often = _("That is too often. Try again in an hour.")
    try:
        validate_email(email)
        if len(email) > LONGEST_EMAIL:
            return _asking(request, weblog, error=wrong, status=HTTPStatus.BAD_REQUEST)
        asked = confirmation.ask(weblog, email, client.address_of(request))
    except ValidationError:
        return _asking(request, weblog, email=email[:LONGEST_EMAIL], error=wrong, status=HTTPStatus.BAD_REQUEST)
    except TooOften:
        return _asking(request, weblog, email=email, error=often, status=HTTPStatus.TOO_MANY_REQUESTS)
    return render(request, weblog, "identity/asked.html", {"handle": asked.handle})


@private("POST")
def ask_for(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The same for the address of a comment, from the private page of its author."""
    comment = find(slug, token)
    weblog = comment.conversation.post.weblog
    try:
        asked = confirmation.ask(weblog, comment.email, client.address_of(request))
    except TooOften:
        with speaking(weblog):
            often = _("That is too often. Try again in an hour.")
        return _asking(request, weblog, error=often, status=HTTPStatus.TOO_MANY_REQUESTS)
    return render(request, weblog, "identity/asked.html", {"handle": asked.handle})


@private("POST")
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the code instead of opening the link."""
    weblog, handle = find_weblog(slug), request.POST.get("handle", "")
    try:
        token = confirmation.token_by_code(weblog, handle, request.POST.get("code", "")[:40])
    except WrongCode:
        context = {"handle": handle, "is_wrong": True}
        return render(request, weblog, "identity/asked.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _to(weblog, f"confirmation/{token}/")


@private("GET", "POST")
def answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """What the link leads to: the name, what stands under that address, and the button that confirms."""
    weblog = find_weblog(slug)
    try:
        asked = Confirmation.find(weblog, token)
        if request.method != "POST":
            return _show(request, asked, _likely_name(asked))
        name = request.POST.get("name", "")
        commenter = confirm(asked, name, request.POST.getlist("bore"), user=_signed_in(request, weblog))
    except LinkGone as error:
        raise Http404("There is no such link, or no longer.") from error
    except ValidationError as error:
        return _show(request, asked, name, error=error.messages[0], status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response = _to(weblog, "confirmation/you/")
    browser.trust(request, response, commenter)
    return response


def _signed_in(request: HttpRequest, weblog: Weblog) -> User | None:
    # An account without an address, as other sites give them, proves by this whose comments are its own.
    is_ours = sender_of(request) is Sender.OURS and policy_of(weblog).sign_in
    return request.user if is_ours and request.user.is_authenticated else None


def _likely_name(asked: Confirmation) -> str:
    known = Commenter.objects.filter(weblog=asked.weblog, email=asked.email).first()
    bore = names_of(asked.weblog, asked.email)
    return known.name if known else next((one.name for one in bore), "")


def _asking(
    request: HttpRequest, weblog: Weblog, *, email: str = "", error: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    return render(request, weblog, "identity/ask.html", {"email": email, "error": error}, status=status)


def _show(
    request: HttpRequest, asked: Confirmation, name: str, *, error: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    chosen = set(request.POST.getlist("bore"))
    bore = [(one, error == "" or one.name in chosen) for one in names_of(asked.weblog, asked.email)]
    context = {"name": name, "bore": bore, "error": error, "longest": LONGEST_NAME}
    return render(request, asked.weblog, "identity/confirm.html", context, status=status)


def _to(weblog: Weblog, path: str) -> HttpResponse:
    return HttpResponseRedirect(text.path_encoded(weblog.path + path), status=HTTPStatus.SEE_OTHER)
