"""Judge comments, one or many; open and close conversations. Each decision can be undone from the notice. Who decides
about what somebody else has decided meanwhile is told so, and asked again."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tertulia.conversation.closing import set_state
from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.moderation import judge, judge_seen
from tertulia.desk import collision_page, notices, seat
from tertulia.desk.collision_page import QUEUE
from tertulia.desk.screen import DeskRequest, ids_in, render, screen, way_back
from tertulia.desk.undoing import undoable
from tertulia.desk.verdicts import VERDICTS, words_with
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post


@screen("POST")
def verdict(request: DeskRequest, comment_id: int, name: str) -> HttpResponse:
    """One comment's verdict. ``seen`` is the version that was on the screen."""
    found = get_object_or_404(seat.judged_by(request.user), id=comment_id)
    wanted, words = VERDICTS[name], words_with(request.POST)
    try:
        decision = judge(found, wanted.state, actor=request.user, seen=request.POST.get("seen", ""), **words)
    except Collision as collision:
        return _overtaken(request, [collision], words)
    notices.tell(request, wanted.told(1), undo=[decision])
    return redirect(way_back(request, QUEUE))


@screen("POST")
def verdicts(request: DeskRequest, many: str) -> HttpResponse:
    """The verdict on the comments that are ticked, as far as they still are as the screen showed them."""
    wanted, words = next(v for v in VERDICTS.values() if v.many == many), words_with(request.POST)
    ticked = seat.judged_by(request.user).filter(id__in=ids_in(request, "comment"))
    seen = {comment.id: request.POST.get(f"seen-{comment.id}", "") for comment in ticked}
    decisions, overtaken = judge_seen(ticked, wanted.state, actor=request.user, seen=seen, **words)
    if decisions:
        notices.tell(request, wanted.told(len(decisions)), undo=decisions)
    elif not overtaken:
        notices.warn(request, _("Tick the comments first."))
    return _overtaken(request, overtaken, words) if overtaken else redirect(way_back(request, QUEUE))


@screen("POST")
def conversation(request: DeskRequest, post_id: int) -> HttpResponse:
    """Open or close the conversation under a post, or leave it to the weblog's policy."""
    post = get_object_or_404(seat.closable_by(request.user), id=post_id)
    state = request.POST.get("state", "")
    if state not in State.values:
        raise Http404("There is no such state of a conversation.")
    try:
        set_state(post, state, actor=request.user, seen=request.POST.get("seen", ""))
    except Collision as collision:
        return _conversation_overtaken(request, post, State(state), collision)
    decided = Decision.objects.filter(subject=f"conversation:{post.id}").order_by("-id").first()
    told = _("“%(post)s”: %(state)s") % {"post": post.heading, "state": State(state).label}
    notices.tell(request, told, undo=[decided])
    return redirect(way_back(request, QUEUE))


def _overtaken(request: DeskRequest, overtaken: Sequence[Collision], words: dict[str, str]) -> HttpResponse:
    # Two who think the same are told so, and have nothing to choose.
    if not any(words.values()) and all(one.comment and one.comment.state == one.wanted for one in overtaken):
        for one in overtaken:
            notices.warn(request, str(one))
        return redirect(way_back(request, QUEUE))
    return collision_page.show(request, overtaken, **words)


def _conversation_overtaken(request: DeskRequest, post: Post, wanted: State, collision: Collision) -> HttpResponse:
    decided = collision.decision
    context = {
        "here": "comments",
        "post": post,
        "decision": decided,
        "undoable": undoable([decided], request.user) if decided else (),
        "now": conversation_of(Post.objects.get(id=post.id)).state,
        "wanted": wanted,
        "back": way_back(request, QUEUE),
    }
    return render(request, "desk/conversation_collision.html", context, zone=post.weblog.zone, status=409)
