"""Judge comments, one or many; open and close conversations. Each decision can be undone from the notice."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import CommentSet, CommentState
from tertulia.conversation.conversation import State
from tertulia.conversation.moderation import Collision, judge, judge_many
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, ids_in, screen, way_back
from tertulia.desk.verdicts import VERDICTS, Verdict
from tertulia.lib import text
from tertulia.weblog.decision import Decision

QUEUE = "/desk/comments/"


@screen("POST")
def verdict(request: DeskRequest, comment_id: int, name: str) -> HttpResponse:
    """One comment's verdict. ``expected`` is the state that was on the screen."""
    found = get_object_or_404(seat.judged_by(request.user), id=comment_id)
    wanted = VERDICTS[name]
    expected, reason = request.POST.get("expected", ""), text.clean(request.POST.get("reason", "")[:2000])
    try:
        decision = judge(found, wanted.state, actor=request.user, reason=reason, expected=expected)
        notices.tell(request, wanted.told(1), undo=[decision])
    except Collision as collision:
        notices.warn(request, str(collision))
    return redirect(way_back(request, QUEUE))


@screen("POST")
def verdicts(request: DeskRequest, many: str) -> HttpResponse:
    """The verdict on the comments that are ticked, as far as they still stand as the screen showed them."""
    wanted = next(v for v in VERDICTS.values() if v.many == many)
    ticked = seat.judged_by(request.user).filter(id__in=ids_in(request, "comment"))
    expected = request.POST.get("expected", "")
    standing = ticked.filter(state=expected) if expected in CommentState.values else ticked
    _judge_many(request, ticked, standing, wanted)
    return redirect(way_back(request, QUEUE))


@screen("POST")
def conversation(request: DeskRequest, post_id: int) -> HttpResponse:
    """Open or close the conversation under a post, or leave it to the weblog's policy."""
    post = get_object_or_404(seat.closable_by(request.user), id=post_id)
    state = request.POST.get("state", "")
    if state not in State.values:
        raise Http404("There is no such state of a conversation.")
    set_state(post, state, actor=request.user)
    decided = Decision.objects.filter(subject=f"conversation:{post.id}").order_by("-id").first()
    notices.tell(
        request, _("“%(post)s”: %(state)s") % {"post": post.heading, "state": State(state).label}, undo=[decided]
    )
    return redirect(way_back(request, QUEUE))


def _judge_many(request: DeskRequest, ticked: CommentSet, standing: CommentSet, wanted: Verdict) -> None:
    overtaken = ticked.count() - standing.count()
    decisions = judge_many(standing, wanted.state, actor=request.user)
    if decisions:
        notices.tell(request, wanted.told(len(decisions)), undo=decisions)
    if overtaken:
        told = ngettext(
            "One comment was left as it is: somebody else decided about it meanwhile.",
            "%d comments were left as they are: somebody else decided about them meanwhile.",
            overtaken,
        )
        notices.warn(request, told.replace("%d", str(overtaken)))
    if not decisions and not overtaken:
        notices.warn(request, _("Tick the comments first."))
