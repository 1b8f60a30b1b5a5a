"""Write and edit: one form; each of its buttons posts to the address of what it does."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tertulia.conversation.closing import set_state
from tertulia.conversation.conversation import State, conversation_of
from tertulia.desk import notices, seat
from tertulia.desk.forms.post import PostForm, overtaken
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.desk.views.posts import last_decision
from tertulia.lib import clock, markup, text
from tertulia.weblog import writing
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.stale import take_turn

Then = Callable[[DeskRequest, Post, PostForm], None]


@screen("GET", "POST")
def write(request: DeskRequest, slug: str) -> HttpResponse:
    """A new post or page (``?kind=page``), kept as a draft."""
    place = seat.take(request.user, slug, seat.writes)
    if request.method == "POST":
        return _save(request, place, None, _keep)
    form = PostForm(place, None)
    form.initial["kind"] = request.GET.get("kind", Kind.POST)
    return _show(request, place, None, form)


@screen("GET", "POST")
def edit(request: DeskRequest, slug: str, post_id: int) -> HttpResponse:
    """A post as it is; saving leaves its status."""
    place = seat.take(request.user, slug, seat.writes)
    post = place.find_post(post_id)
    if request.method == "POST":
        return _save(request, place, post, _keep)
    return _show(request, place, post, PostForm(place, post))


@screen("POST")
def publication(request: DeskRequest, slug: str, post_id: int | None = None) -> HttpResponse:
    """Save and publish now, or under a date that has passed."""
    place = seat.take(request.user, slug, seat.writes)
    return _save(request, place, place.find_post(post_id) if post_id else None, _publish)


@screen("POST")
def schedule(request: DeskRequest, slug: str, post_id: int | None = None) -> HttpResponse:
    """Save and publish at the given date."""
    place = seat.take(request.user, slug, seat.writes)
    return _save(request, place, place.find_post(post_id) if post_id else None, _schedule)


@screen("POST")
def unpublication(request: DeskRequest, slug: str, post_id: int) -> HttpResponse:
    """Save, and take the post back into the drafts."""
    place = seat.take(request.user, slug, seat.writes)
    return _save(request, place, place.find_post(post_id), _unpublish)


@screen("POST")
def preview(request: DeskRequest, slug: str) -> HttpResponse:
    """How the text in the form would look; nothing is saved."""
    place = seat.take(request.user, slug, seat.writes)
    form = PostForm(place, None, request.POST)
    form.is_valid()
    data = form.cleaned_data
    fmt = data.get("format", Format.HTML)
    links = links_of(place.weblog)
    body, extended = (markup.post_html(data.get(part, ""), fmt, links=links) for part in ("body", "extended"))
    removed = [*body.removed, *(note for note in extended.removed if note not in body.removed)]
    context = {"title": data.get("title", ""), "body": body.html, "extended": extended.html, "removed": removed}
    return render(request, "desk/post_preview.html", context, seat=place)


def _save(request: DeskRequest, place: Seat, post: Post | None, then: Then) -> HttpResponse:
    form = PostForm(place, post, request.POST)
    if form.is_valid():
        try:
            saved = _write(request, place, post, form, then)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("desk-post", place.weblog.slug, saved.id)
    return _show(request, place, post, form, status=422)


@transaction.atomic
def _write(request: DeskRequest, place: Seat, post: Post | None, form: PostForm, then: Then) -> Post:
    if post:
        _hold(post)
        saved = writing.rewrite_post(post, form.writing(), actor=request.user)
    else:
        saved = writing.write_post(place.weblog, form.writing(), actor=request.user)
    state = State(form.cleaned_data["comments"])
    if conversation_of(saved).state != state:
        set_state(saved, state, actor=request.user)
    then(request, saved, form)
    return saved


def _hold(post: Post) -> None:
    # Between the form's check and this moment another request may have saved; from here on it waits for this one.
    take_turn(post.weblog_id)
    current = Post.objects.only("changed_at", "weblog").get(id=post.id)
    if current.changed_at != post.changed_at:
        raise ValidationError(overtaken(current))


def _keep(request: DeskRequest, post: Post, form: PostForm) -> None:
    notices.tell(request, _("Saved."))


def _publish(request: DeskRequest, post: Post, form: PostForm) -> None:
    date = form.cleaned_data["published_at"]
    if date and date > clock.now() and post.status != Status.SCHEDULED:
        raise ValidationError(
            {"published_at": _("This date is still to come: press Schedule, or empty it to publish now.")}
        )
    writing.publish(post, actor=request.user, at=date if date and date <= clock.now() else clock.now())
    notices.tell(request, _("Published."), undo=[last_decision(post)])


def _schedule(request: DeskRequest, post: Post, form: PostForm) -> None:
    date = form.cleaned_data["published_at"]
    if not date or date <= clock.now():
        raise ValidationError({"published_at": _("Give a date that is still to come.")})
    writing.publish(post, actor=request.user, at=date)
    local = date_format(timezone.localtime(date, post.weblog.zone), "DATETIME_FORMAT")
    notices.tell(request, _("Scheduled for %s") % local, undo=[last_decision(post)])


def _unpublish(request: DeskRequest, post: Post, form: PostForm) -> None:
    writing.unpublish(post, actor=request.user)
    notices.tell(request, _("It is a draft again; readers no longer see it."), undo=[last_decision(post)])


def _show(request: DeskRequest, place: Seat, post: Post | None, form: PostForm, *, status: int = 200) -> HttpResponse:
    stem = text.path_encoded(post.stem) if post else ""
    context = {"here": "posts" if post else "write", "post": post, "stem": stem, "form": form}
    return render(request, "desk/write.html", context, seat=place, status=status)
