"""The door through which readers report a comment to the host."""

from math import ceil

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from tertulia.conversation import forms, markup, reading
from tertulia.conversation.comment import Comment
from tertulia.conversation.door import Typed, door, read, refuse_foreign
from tertulia.conversation.quote_marks import marked_alone
from tertulia.conversation.refusal import Refused
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.views.comments import STATUS
from tertulia.lib.text import path_encoded
from tertulia.weblog.page import render


@door
def report(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """Tell the host about a comment: thanks, or the form with what was typed. What readers see stays as it is."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    post = reading.find_post(stem)
    comment = reading.find_placed(post, number)
    if not comment.is_public:
        raise Http404(f"The comment {number} is not shown.")
    if request.method != "POST":
        return HttpResponseRedirect(f"{path_encoded(post.stem)}/comments/{number}/more/#report")
    typed, reason = read(request), request.POST.get("reason", "")
    try:
        refuse_foreign(request)
        report_comment(comment, reason, typed.submission)
    except Refused as refusal:
        return _refused(request, comment, typed, reason, refusal)
    context = {"post": post, "comment": comment, "link": reading.comment_link(comment)}
    return render(request, post.weblog, "conversation/reported.html", context)


def _refused(request: HttpRequest, comment: Comment, typed: Typed, reason: str, refusal: Refused) -> HttpResponse:
    post = comment.conversation.post
    context = {
        "post": post,
        "comment": comment,
        "said": marked_alone(comment, post),
        "initials": markup.initials(comment.name),
        "link": reading.comment_link(comment),
        "refusal": refusal,
        "report": forms.report_form(comment, typed.submission, reason=reason, errors=refusal.errors),
    }
    response = render(request, post.weblog, "conversation/report.html", context, status=STATUS[refusal.reason])
    if refusal.wait:
        response["Retry-After"] = str(ceil(refusal.wait.total_seconds()))
    return response
