"""The one-time link. Opening it only shows a form, so that a mail scanner that follows links cannot burn it."""

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tertulia.desk import notices
from tertulia.desk.forms.invitation import ConfirmForm, InvitationForm
from tertulia.desk.invitations import accept_as_new
from tertulia.desk.screen import in_language
from tertulia.weblog import invitation
from tertulia.weblog.invitation import Invitation, InvitationGone


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@in_language
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for, and the button that accepts it."""
    try:
        asked = invitation.find_invitation(token)
        if request.method == "POST":
            return _accept(request, token, asked)
    except InvitationGone:
        return render(request, "desk/invitation_gone.html", status=410)
    return _show(request, asked, _form(request, asked))


def _accept(request: HttpRequest, token: str, asked: Invitation) -> HttpResponse:
    form = _form(request, asked)
    if not form.is_valid():
        return _show(request, asked, form, status=422)
    name = form.cleaned_data["name"]
    if isinstance(request.user, AnonymousUser):
        email, password = form.cleaned_data["email"], form.cleaned_data["password"]
        user = accept_as_new(token, name=name, email=email, password=password)
        _sign_in(request, user)
    else:
        try:
            invitation.accept(token, request.user, name=name)
        except ValidationError as error:
            form.add_error(None, error)
            return _show(request, asked, form, status=422)
    notices.tell(request, _welcome(asked))
    return redirect("desk")


def _form(request: HttpRequest, asked: Invitation) -> ConfirmForm | InvitationForm:
    data = request.POST if request.method == "POST" else None
    if isinstance(request.user, AnonymousUser):
        return InvitationForm(data, initial={"email": asked.email})
    return ConfirmForm(data, initial={"name": request.user.get_full_name()})


def _show(
    request: HttpRequest, asked: Invitation, form: ConfirmForm | InvitationForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "desk/invitation.html", {"invitation": asked, "form": form}, status=status)


def _sign_in(request: HttpRequest, user: User) -> None:
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")


def _welcome(asked: Invitation) -> str:
    if asked.weblog:
        return _("Welcome to “%s”.") % asked.weblog.title
    return _("Welcome. This installation is yours to host now.")
