"""Where a commenter sees to what is kept about them: a link by mail, then a file of it, or its erasure.

Nothing is done by GET, as programs follow the links in mails. Nothing here is stored, passed on in a Referer header, or
told to anybody but the reader of the mail; there is no cookie."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.link import DataLink, ask, erase_by, take_back_by
from tertulia.exchange.person.packed import file_name, packed_person
from tertulia.lib import client, text
from tertulia.lib.private import private
from tertulia.weblog.mailed_link import LinkGone, TooOften
from tertulia.weblog.page import find_weblog, render, speaking
from tertulia.weblog.weblog import Weblog

_LONGEST = 254


@private("GET", "POST")
def my_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the link. The answer is the same whether there is such a person or not."""
    weblog = find_weblog(slug)
    if request.method != "POST":
        return _asking(request, weblog)
    email = text.clean(request.POST.get("email", "")).strip()
    try:
        validate_email(email)
        if len(email) > _LONGEST:
            raise ValidationError("too long")
        ask(weblog, email, client.address_of(request))
    except ValidationError:
        with speaking(weblog):
            error = _("This is not an e-mail address; one looks like ruth@example.org.")
        return _asking(request, weblog, email=email[:_LONGEST], error=error, status=400)
    except TooOften:
        with speaking(weblog):
            error = _("That is too often. Try again in an hour.")
        return _asking(request, weblog, email=email, error=error, status=429)
    return render(request, weblog, "person/asked.html")


@private("GET")
def link_page(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """What the link leads to: how much there is, and what can be done."""
    link = _find(slug, token)
    return _show(request, link, token)


@private("POST")
def download(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """All of it as a file."""
    link = _find(slug, token)
    if link.erasure:
        raise Http404("Nothing is known of this person any longer.")
    person = link.person
    headers = {"Content-Disposition": f'attachment; filename="{file_name(person)}"'}
    return HttpResponse(packed_person(person), content_type="application/zip", headers=headers)


@private("POST")
def erasure(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Be forgotten. The link takes it back from then on, and does nothing else."""
    link = _find(slug, token)
    what = request.POST.get("what", "")
    if link.erasure is None:
        try:
            if what not in What.values:
                raise ValidationError(_("Choose what is to go."))
            erase_by(link, what)
        except LinkGone as error:
            raise Http404("There is no such link any longer.") from error
        except ValidationError as error:
            return _show(request, link, token, error=error.messages[0], status=422)
    return HttpResponseRedirect(text.path_encoded(f"{link.weblog.path}my-data/{token}/"), status=303)


@private("POST")
def taking_back(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Take the erasure back."""
    link = _find(slug, token)
    try:
        take_back_by(link)
    except ValidationError as error:
        return _show(request, link, token, error=error.messages[0], status=409)
    return render(request, link.weblog, "person/back.html")


def _find(slug: str, token: str) -> DataLink:
    try:
        return DataLink.find(find_weblog(slug), token)
    except LinkGone as error:
        raise Http404("There is no such link, or no longer.") from error


def _asking(
    request: HttpRequest, weblog: Weblog, *, email: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    return render(request, weblog, "person/my_data.html", {"email": email, "error": error}, status=status)


def _show(request: HttpRequest, link: DataLink, token: str, *, error: str = "", status: int = 200) -> HttpResponse:
    person = link.person
    context = {
        "link": link,
        "here": f"{link.weblog.path}my-data/{token}/",
        "count": 0 if link.erasure else person.comments.count(),
        "is_member": not link.erasure and any(member.active for member in person.members),
        "whats": What.choices,
        "days": GRACE.days,
        "error": error,
    }
    return render(request, link.weblog, "person/link.html", context, status=status)


# What can be done by a link, each at an address below its own.
VERBS = {"export": download, "erasure": erasure, "taking-back": taking_back}
