"""The desk's first screen, the member's account, and the mail that waits."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.comment import CommentState
from tertulia.desk import notices, queue, seat
from tertulia.desk.accounts import takes_passkeys
from tertulia.desk.forms.weblog import NewWeblogForm
from tertulia.desk.providers import addable, joined
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.media.image import BadImage
from tertulia.outbox.message import Message
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.picturing import show_picture, take_picture_away
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog, create_weblog


@screen("GET")
def overview(request: DeskRequest) -> HttpResponse:
    """The member's weblogs and what waits in each."""
    rows = [(member, _facts(request, member)) for member in seat.memberships(request.user)]
    context = {"rows": rows, "may_start": _may_start(request), "ownerless": _ownerless(request)}
    return render(request, "desk/overview.html", context)


@screen("GET", "POST")
def new_weblog(request: DeskRequest) -> HttpResponse:
    """Start a weblog; for who hosts the installation."""
    if not _may_start(request):
        raise Http404("Who hosts this installation starts weblogs.")
    form = NewWeblogForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            zone, language = data["timezone"], data["language"]
            started = create_weblog(data["slug"], title=data["title"], timezone=zone, language=language)
        except ValidationError as error:
            form.add_error("slug", error)
        else:
            _own(request, started)
            return redirect("desk-posts", started.slug)
    return render(request, "desk/new_weblog.html", {"form": form}, status=422 if form.is_bound else 200)


@screen("POST")
def ownership(request: DeskRequest, slug: str) -> HttpResponse:
    """Become the owner of a weblog that has none, as one made by an import on the command line."""
    found = get_object_or_404(_ownerless(request), slug=slug)
    _own(request, found)
    notices.tell(request, _("“%s” is yours now.") % found.title)
    return redirect("desk-posts", found.slug)


@screen("GET")
def messages(request: DeskRequest) -> HttpResponse:
    """Mail that waits here because no mail server is set up. Others' mail holds codes to sign in with, so only who
    hosts the installation reads it all."""
    found = Message.objects.order_by("-id")
    if not seat.hosts_installation(request.user):
        found = found.filter(_to(request.user))
    page = Paginator(found, 30).get_page(request.GET.get("page", "1"))
    return render(request, "desk/messages.html", {"here": "messages", "page": page})


@screen("GET")
def account(request: DeskRequest) -> HttpResponse:
    """How the member signs in."""
    keys = Authenticator.objects.filter(user=request.user)
    context = {
        "here": "account",
        "emails": EmailAddress.objects.filter(user=request.user),
        "passkeys": keys.filter(type=Authenticator.Type.WEBAUTHN),
        "others": keys.exclude(type=Authenticator.Type.WEBAUTHN),
        "takes_passkeys": takes_passkeys(request),
        "joined": joined(request, request.user),
        "addable": addable(request, request.user),
        "pictured": seat.memberships(request.user).filter(picture__isnull=False).select_related("picture").first(),
    }
    return render(request, "desk/account.html", context)


@screen("POST")
def picture(request: DeskRequest) -> HttpResponse:
    """Show a picture beside what the member says, in all weblogs of theirs; or with the other button none."""
    members, upload = list(seat.memberships(request.user)), request.FILES.get("picture")
    if not members:
        raise Http404("A picture stands beside what members say.")
    try:
        if not (upload or "away" in request.POST):
            raise BadImage(_("Choose a picture first."))
        _picture(members, upload)
    except BadImage as error:
        notices.warn(request, str(error))
    else:
        notices.tell(request, _("Readers see it beside your words now.") if upload else _("No picture is shown now."))
    return redirect("desk-account")


def _picture(members: Sequence[Member], upload: "File[bytes] | None") -> None:
    with transaction.atomic():
        for member in members:
            if upload:
                upload.seek(0)
                show_picture(member, upload)
            else:
                take_picture_away(member)


def _facts(request: DeskRequest, member: Member) -> dict[str, object]:
    of_status = Count("id", filter=Q(status=Status.DRAFT)), Count("id", filter=Q(status=Status.SCHEDULED))
    posts = seat.Seat(member).posts.aggregate(
        drafts=of_status[0], scheduled=of_status[1], last=Max("published_at", filter=Q(status=Status.PUBLISHED))
    )
    comments = seat.comments_of(request.user).filter(conversation__post__weblog=member.weblog_id)
    return {
        **posts,
        "held": comments.filter(state=CommentState.HELD).count(),
        "reported": queue.reported(comments).count(),
        "latest": comments.filter(state=CommentState.PUBLISHED).order_by("-created_at")[:3],
    }


def _to(user: User) -> Q:
    # Verified ones only: an address is easily claimed, and the mail to it may make its reader an owner.
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return reduce(or_, (Q(to__iexact=email) for email in own), Q(pk=None))


def _may_start(request: DeskRequest) -> bool:
    return seat.hosts_installation(request.user) or not Weblog.objects.exists()


def _ownerless(request: DeskRequest) -> QuerySet[Weblog]:
    if not seat.hosts_installation(request.user):
        return Weblog.objects.none()
    owned = Member.objects.filter(role=Role.OWNER, active=True, user__isnull=False).values("weblog")
    return Weblog.objects.exclude(id__in=owned).order_by("title")


def _own(request: DeskRequest, weblog: Weblog) -> None:
    name = request.user.get_full_name() or request.user.email.partition("@")[0]
    add_member(weblog, name=name, role=Role.OWNER, user=request.user, email=request.user.email, actor=request.user)
