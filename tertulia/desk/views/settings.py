"""A weblog's settings, and its conversation's policy."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tertulia.conversation.policy import change_policy, policy_of
from tertulia.desk import notices, seat
from tertulia.desk.forms.weblog import PolicyForm, WeblogForm
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.lib import markup
from tertulia.weblog.weblog import change_settings


@screen("GET", "POST")
def settings(request: DeskRequest, slug: str) -> HttpResponse:
    """Title, words about the host, photo, language, time zone."""
    place = seat.take(request.user, slug, seat.administers)
    posted = request.method == "POST"
    form = WeblogForm(request.POST if posted else None, request.FILES if posted else None, instance=place.weblog)
    if posted and form.is_valid():
        place.weblog.about_html = markup.comment_html(place.weblog.about)
        change_settings(place.weblog, [*form.Meta.fields, "about_html", "photo"])
        notices.tell(request, _("Saved."))
        return redirect("desk-settings", slug)
    context = {"here": "settings", "form": form}
    return render(request, "desk/settings.html", context, seat=place, status=422 if posted else 200)


@screen("GET", "POST")
def policy(request: DeskRequest, slug: str) -> HttpResponse:
    """Who may comment, for how long, what waits for approval, how comments are shown."""
    place = seat.take(request.user, slug, seat.administers)
    form = PolicyForm(request.POST if request.method == "POST" else None, instance=policy_of(place.weblog))
    if form.is_valid():
        change_policy(place.weblog, form.instance, actor=request.user)
        notices.tell(request, _("Saved."))
        return redirect("desk-policy", slug)
    context = {"here": "policy", "form": form}
    return render(request, "desk/policy.html", context, seat=place, status=422 if form.is_bound else 200)
