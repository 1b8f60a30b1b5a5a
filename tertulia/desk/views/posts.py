"""The list of a weblog's posts and pages, and what is done with one without opening it."""

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tertulia.conversation.conversation import State
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.lib import text
from tertulia.weblog import writing
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Kind, Post, PostSet, Status

PER_PAGE = 40


@screen("GET")
def weblog(request: DeskRequest, slug: str) -> HttpResponse:
    """Where a weblog's name leads: to its posts, or for moderators to its comments."""
    place = seat.take(request.user, slug, seat.takes_part)
    if place.member.may_write:
        return redirect("desk-posts", slug)
    return redirect(f"/desk/comments/?weblog={text.path_encoded(slug)}")


@screen("GET")
def posts(request: DeskRequest, slug: str) -> HttpResponse:
    """Posts and pages, newest first; by status, kind and words."""
    place = seat.take(request.user, slug, seat.writes)
    status = request.GET.get("status", "")
    found = _filtered(place.posts, status, request.GET.get("kind", ""), request.GET.get("q", ""))
    context = {
        "here": "posts",
        "page": page_of(found, request.GET.get("page", "1")),
        "status": status,
        "statuses": Status.choices,
        "kind": request.GET.get("kind", ""),
        "kinds": Kind.choices,
        "states": State.choices,
        "q": request.GET.get("q", ""),
    }
    return render(request, "desk/posts.html", context, seat=place)


@screen("POST")
def discard(request: DeskRequest, slug: str, post_id: int) -> HttpResponse:
    """Put a post aside."""
    place = seat.take(request.user, slug, seat.writes)
    post = place.find_post(post_id)
    writing.discard(post, actor=request.user)
    notices.tell(request, _("“%s” is put aside; nothing is deleted.") % post.heading, undo=[last_decision(post)])
    return redirect("desk-posts", slug)


@screen("POST")
def restore(request: DeskRequest, slug: str, post_id: int) -> HttpResponse:
    """Bring a discarded post back as a draft."""
    place = seat.take(request.user, slug, seat.writes)
    post = place.find_post(post_id)
    writing.restore(post, actor=request.user)
    notices.tell(request, _("“%s” is a draft again.") % post.heading, undo=[last_decision(post)])
    return redirect("desk-post", slug, post.id)


def last_decision(post: Post) -> Decision | None:
    """The decision that a verb has just written about the post."""
    return Decision.objects.filter(weblog=post.weblog_id, subject=f"post:{post.id}").order_by("-id").first()


def page_of(found: "PostSet", number: str) -> "Page[Post]":
    """One page of the list; numbers out of range give the nearest."""
    return Paginator(found, PER_PAGE).get_page(number)


def _filtered(found: PostSet, status: str, kind: str, words: str) -> PostSet:
    found = found.filter(status=status) if status in Status.values else found.exclude(status=Status.DISCARDED)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    for word in words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(body__icontains=word) | Q(extended__icontains=word))
    return found.select_related("author", "conversation", "weblog__policy").order_by("-published_at", "-id")
