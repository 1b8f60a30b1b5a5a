"""Where the author of a comment says that no more mail about it is wanted: programs that read mail may press it too."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tertulia.conversation import authorship, telling
from tertulia.lib.private import private
from tertulia.weblog.page import find_weblog


@private("GET", "POST")
def silence(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Write no more to the address of this comment; by GET only the way to the button."""
    comment = authorship.comment_of(find_weblog(slug), token)
    if comment is None:
        raise Http404("There is no such comment of yours, or no longer.")
    if request.method == "POST":
        telling.stop(comment)
    return HttpResponseRedirect(f"{authorship.link_of(comment)}#mail", status=HTTPStatus.SEE_OTHER)
