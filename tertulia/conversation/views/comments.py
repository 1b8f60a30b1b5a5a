"""The doors of the comment form: post, preview, reply; and the lasting address of a comment by its number."""

from collections.abc import Callable
from http import HTTPStatus
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.views.decorators.http import require_safe

from tertulia.conversation import (
    arrival,
    authorship,
    forms,
    markup,
    posting,
    quote_marks,
    quoting,
    reading,
    remembering,
)
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.door import Typed, door, read, refuse_foreign
from tertulia.conversation.page import pace_shown
from tertulia.conversation.refusal import Reason, Refused
from tertulia.weblog.page import render
from tertulia.weblog.post import Post

STATUS = {
    Reason.CLOSED: HTTPStatus.CONFLICT,
    Reason.NONE: HTTPStatus.CONFLICT,
    Reason.EXPIRED: HTTPStatus.FORBIDDEN,
    Reason.FOREIGN: HTTPStatus.FORBIDDEN,
    Reason.INVALID: HTTPStatus.BAD_REQUEST,
    Reason.TOO_LONG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Reason.TOO_FAST: HTTPStatus.TOO_MANY_REQUESTS,
    Reason.TOO_MANY: HTTPStatus.TOO_MANY_REQUESTS,
    Reason.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
    Reason.NOT_SHOWN: HTTPStatus.CONFLICT,
    Reason.OVERTAKEN: HTTPStatus.CONFLICT,
    Reason.RULED: HTTPStatus.FORBIDDEN,
    Reason.PAUSED: HTTPStatus.CONFLICT,
    Reason.TOO_SOON: HTTPStatus.TOO_MANY_REQUESTS,
}


@door
def post_comment(request: HttpRequest, stem: str) -> HttpResponse:
    """Post a comment: 303 to it, or a page that says it waits for the host."""
    if request.method != "POST":
        return _to_the_form(request, reading.find_post(stem))
    post, typed = reading.find_bare_post(stem), read(request)
    try:
        refuse_foreign(request)
        comment = posting.post_comment(post, typed.submission)
    except Refused as refusal:
        return _refused(request, stem, typed, refusal)
    is_theirs = authorship.may_be_given(comment, typed.submission.key, typed.submission.ip)
    response = _taken(request, comment, authorship.link_of(comment) if is_theirs else "")
    if is_theirs:
        authorship.give(request, response, comment)
    _remember(request, response, typed)
    return response


@door
def preview(request: HttpRequest, stem: str) -> HttpResponse:
    """Show the comment as it will look, with the form below it."""
    post = reading.find_post(stem)
    if request.method != "POST":
        return _to_the_form(request, post)
    typed, conversation = read(request), conversation_of(post)
    html = posting.rendered(typed.submission, post)
    try:
        refuse_foreign(request)
        is_member = arrival.member_of(post.weblog, typed.submission.user) is not None
        posting.check(conversation, typed.submission, html, is_member=is_member)
        arrival.check_name(post.weblog, typed.submission)
    except Refused as refusal:
        return _refused(request, stem, typed, refusal)
    form = forms.filled_form(conversation, typed.submission, remember=typed.remember, errors={})
    answered = _answered(post, form.parent)
    html = quote_marks.marked(html, quoting.preview(post, html, answered), quote_marks.Setting.of(post))
    context = {"post": post, "form": form, "html": html, "initials": markup.initials(form.name)}
    return render(request, post.weblog, "conversation/preview.html", {**context, "answered": answered})


@door
@require_safe
def comment(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """The lasting address of a comment: sends to its permalink on whichever page shows it today."""
    return HttpResponseRedirect(reading.comment_link(reading.find_placed(reading.find_post(stem), number)))


@door
@require_safe
def reply(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """The comment with a form to answer it."""
    return answering(request, stem, number)


def answering(
    request: HttpRequest, stem: str, number: int, words_of: Callable[[Comment], str] = lambda _comment: ""
) -> HttpResponse:
    """The page of a form to answer a comment, which begins with these words of it."""
    post = reading.find_post(stem)
    answered = _find(post, number)
    try:
        user = request.user if request.user.is_authenticated else None
        posting.check_open(conversation_of(post), is_member=arrival.member_of(post.weblog, user) is not None)
    except Refused as refusal:
        context = {"post": post, "refusal": refusal, "form": None, "typed": None}
        return render(request, post.weblog, "conversation/refused.html", context, status=STATUS[refusal.reason])
    form = forms.reply_form(answered, remembering.remembered(request), words_of(answered))
    context = {"post": post, "answered": answered, "form": form, "initials": markup.initials(answered.name)}
    return render(request, post.weblog, "conversation/reply.html", context)


def _to_the_form(request: HttpRequest, post: Post) -> HttpResponse:
    # Whoever reloads the address bar after a refused form lands where the conversation is.
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return HttpResponseRedirect(f"{post.link}#conversation")


def _taken(request: HttpRequest, comment: Comment, link: str) -> HttpResponse:
    if comment.is_public:
        return HttpResponseRedirect(reading.comment_link(comment), status=HTTPStatus.SEE_OTHER)
    post = comment.conversation.post
    said, letters = quote_marks.marked_alone(comment, post), markup.initials(comment.name)
    context = {"post": post, "comment": comment, "said": said, "initials": letters, "link": link}
    return render(request, post.weblog, "conversation/held.html", context)


def _refused(request: HttpRequest, stem: str, typed: Typed, refusal: Refused) -> HttpResponse:
    # Found anew, as the conversation may have changed since the form was read, and its token with it.
    post = reading.find_post(stem)
    form = None
    if refusal.reason not in (Reason.CLOSED, Reason.NONE, Reason.PAUSED):
        form = forms.filled_form(
            conversation_of(post), typed.submission, remember=typed.remember, errors=refusal.errors
        )
    answered = _answered(post, form.parent if form else None)
    context = {"post": post, "refusal": refusal, "form": form, "typed": typed.submission, "answered": answered}
    context["pace"] = pace_shown(conversation_of(post)) if refusal.reason == Reason.PAUSED else None
    response = render(request, post.weblog, "conversation/refused.html", context, status=STATUS[refusal.reason])
    if refusal.wait:
        response["Retry-After"] = str(ceil(refusal.wait.total_seconds()))
    return response


def _remember(request: HttpRequest, response: HttpResponse, typed: Typed) -> None:
    said = typed.submission
    if typed.remember:
        remembering.remember(response, {"name": said.name, "email": said.email, "url": said.url})
    elif typed.is_own and remembering.COOKIE in request.COOKIES:
        remembering.forget(response)


def _answered(post: Post, number: int | None) -> Comment | None:
    return Comment.objects.published().filter(conversation=post.pk, number=number).first() if number else None


def _find(post: Post, number: int) -> Comment:
    found = _answered(post, number)
    if found is None:
        raise Http404(f"The conversation has no comment {number}.")
    found.conversation = conversation_of(post)
    return found
