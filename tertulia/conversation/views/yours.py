"""Where the author of a comment sees to it: by a link that nobody else knows."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tertulia.conversation import authorship, history, markup, reading, retracting, telling
from tertulia.conversation.answering_apart import answers_apart
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.mark_lines import lines_alone
from tertulia.lib.private import private
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.post import Status

# What authors can do with a comment as it is.
VERBS: Mapping[str, Callable[[Comment], Comment]] = {"withdrawal": retracting.retract, "return": retracting.reinstate}


@private("GET")
def yours(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Where the comment stands, and what its author can do."""
    comment = find(slug, token)
    post = comment.conversation.post
    is_seen = comment.is_public and post.status == Status.PUBLISHED
    context = {
        "post": post,
        "comment": comment,
        "here": authorship.link_of(comment),
        "link": reading.comment_link(comment) if is_seen else "",
        "told": telling.told_about(comment),
        "marks": lines_alone(comment, post) if is_seen else "",
        "initials": markup.initials(comment.name),
        "proposals": history.proposals_of(comment),
        "changes": history.changes_of(comment, all_of_them=True),
        "answers": _answers(comment) if post.status == Status.PUBLISHED else [],
    }
    return render(request, post.weblog, "conversation/yours.html", context)


@private("POST")
def standing(request: HttpRequest, slug: str, token: str, name: str) -> HttpResponse:
    """Withdraw it, or bring it back."""
    comment = find(slug, token)
    VERBS[name](comment)
    return HttpResponseRedirect(authorship.link_of(comment), status=HTTPStatus.SEE_OTHER)


def _answers(comment: Comment) -> list[tuple[Comment, str]]:
    found = list(answers_apart(comment).filter(state=CommentState.PUBLISHED))
    for answer in found:
        answer.conversation = comment.conversation
    return [(answer, reading.comment_link(answer)) for answer in found]


def find(slug: str, token: str) -> Comment:
    """The comment of a private link. Raises Http404."""
    comment = authorship.comment_of(find_weblog(slug), token)
    if comment is None:
        raise Http404("There is no such comment of yours, or no longer.")
    return comment
