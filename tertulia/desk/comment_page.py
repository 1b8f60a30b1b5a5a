"""What the screens show of comments: their evidence, their verdicts, and the page of one."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.http import HttpResponse

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.moderation import may_come
from tertulia.conversation.reading import comment_link
from tertulia.desk import queue, seat
from tertulia.desk.screen import DeskRequest, render
from tertulia.desk.verdicts import VERDICTS
from tertulia.lib import clock
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post, Status


def show(request: DeskRequest, found: Comment, *, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    """The page of a comment; ``typed`` and ``error`` give back a reply that was refused."""
    post = found.conversation.post
    context = {
        "here": "comments",
        "row": rows(request.user, [found])[0],
        "replies": found.host_replies.select_related("member"),
        "own_replies": set(seat.replies_of(request.user).filter(comment=found).values_list("id", flat=True)),
        "rewritable": set(seat.rewritable_by(request.user).filter(comment=found).values_list("id", flat=True)),
        "conversation_state": conversation_of(post).state_at(clock.now()),
        "conversation": conversation_of(post),
        "closable": _closable(request, post),
        "states": State.choices,
        "typed": typed,
        "error": error,
    }
    return render(request, "desk/comment.html", context, zone=post.weblog.zone, status=status)


def rows(user: User, found: Sequence[Comment]) -> list[dict[str, object]]:
    """What the screens show of each comment: evidence, whether it may be judged and by which buttons."""
    evidence = queue.evidence(found)
    judged = _moderated(user)
    return [
        {
            "comment": comment,
            "post": comment.conversation.post,
            "evidence": evidence[comment.id],
            "link": comment_link(comment) if _is_seen(comment) else "",
            "verdicts": [
                verdict
                for verdict in VERDICTS.values()
                if may_come(comment.state, verdict.state) and comment.conversation.post.weblog_id in judged
            ],
        }
        for comment in found
    ]


def _moderated(user: User) -> set[int]:
    members: list[Member] = list(seat.memberships(user))
    return {member.weblog_id for member in members if member.may_moderate}


def _closable(request: DeskRequest, post: Post) -> bool:
    return seat.closable_by(request.user).filter(id=post.id).exists()


def _is_seen(comment: Comment) -> bool:
    return comment.is_public and comment.conversation.post.status == Status.PUBLISHED
