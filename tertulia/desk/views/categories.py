"""Categories: add and rename. Their addresses stay as they are, so that no link dies."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.desk import notices, seat
from tertulia.desk.forms.member import CategoryForm
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.weblog.category import add_category, rename_category


@screen("GET", "POST")
def categories(request: DeskRequest, slug: str) -> HttpResponse:
    """The headings with their counts; a form for a new one."""
    place = seat.take(request.user, slug, seat.edits_all)
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        category = add_category(place.weblog, form.cleaned_data["label"])
        notices.tell(request, _("There is the category “%s” now.") % category.label)
        return redirect("desk-categories", slug)
    return _show(request, place, form, status=422 if form.is_bound else 200)


@screen("POST")
def category(request: DeskRequest, slug: str, category_id: int) -> HttpResponse:
    """Another label for a category."""
    place = seat.take(request.user, slug, seat.edits_all)
    found = get_object_or_404(place.weblog.categories, id=category_id)
    form = CategoryForm(request.POST)
    try:
        if form.is_valid():
            rename_category(found, form.cleaned_data["label"])
            notices.tell(request, _("Renamed. The address stays, so that links to it go on working."))
        else:
            notices.warn(request, _("A category needs a label."))
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-categories", slug)


def _show(request: DeskRequest, place: Seat, form: CategoryForm, *, status: int) -> HttpResponse:
    found = place.weblog.categories.annotate(count=Count("posts")).select_related("weblog").order_by("label")
    context = {"here": "categories", "categories": found, "form": form}
    return render(request, "desk/categories.html", context, seat=place, status=status)
