"""What the screens show of comments: their evidence, their verdicts, and the page of one."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation import answering_apart, authorship, history, presence
from tertulia.conversation.collision import decided_version, version_of
from tertulia.conversation.comment import Comment, CommentKind
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.mark import MarkKind, MarkState
from tertulia.conversation.mark_lines import lines_alone
from tertulia.conversation.moderation import may_come
from tertulia.conversation.pace import KIND
from tertulia.conversation.quote_marks import marked_alone
from tertulia.conversation.reading import comment_link
from tertulia.conversation.reasons import reasons_of
from tertulia.conversation.replying import inside_version, reply_version
from tertulia.conversation.reports.report import Report
from tertulia.conversation.spam.verdict import like_spam
from tertulia.desk import queue, seat
from tertulia.desk.likeness import scores_of
from tertulia.desk.screen import DeskRequest, render
from tertulia.desk.undoing import undoable
from tertulia.desk.verdicts import VERDICTS
from tertulia.lib import clock
from tertulia.weblog.decision import last_about
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post, Status


def show(request: DeskRequest, found: Comment, *, status: int = 200, seen: str = "", **about: str) -> HttpResponse:
    """The page of a comment. Of a reply to it, ``typed`` and ``error`` give back what was refused, ``preview`` shows
    what is not written yet, by somebody who had ``seen`` what stood inside. ``apart_…`` are the same of an answer that
    stands by itself."""
    post = found.conversation.post
    presence.be_there(found, request.user)
    [row] = rows(request.user, [found])
    context = {
        "here": "comments",
        "row": row,
        "said": marked_alone(found, post),
        "undoable": undoable(row["evidence"].decisions, request.user),
        **_replies(request, found),
        **_marks(found),
        **_answers(found),
        "inside": seen or inside_version(found),
        "conversation_state": conversation_of(post).state_at(clock.now()),
        "conversation": conversation_of(post),
        "closable": _closable(request, post),
        "states": State.choices,
        "pace": conversation_of(post).pace_at(clock.now()),
        "pace_version": decided_version(last_about(f"conversation:{post.id}", KIND)),
        "proposals": history.proposals_of(found),
        "changes": history.changes_of(found, all_of_them=True),
        "yours": authorship.link_of(found) if authorship.is_author(request, found) else "",
        **about,
    }
    return render(request, "desk/comment.html", context, zone=post.weblog.zone, status=status)


def _answers(found: Comment) -> dict[str, Any]:
    return {
        "answers": answering_apart.answers_apart(found),
        "answerable": found.kind != CommentKind.PING and found.state in answering_apart.ANSWERABLE,
        "answers_version": answering_apart.answers_version(found),
    }


def _marks(found: Comment) -> dict[str, Any]:
    return {
        "marks": {one.kind: one for one in found.host_marks.exclude(state=MarkState.NONE)},
        "mark_lines": lines_alone(found, found.conversation.post),
        "mark_verbs": (
            (MarkKind.CONFIRMED, _("It confirms the comment")),
            (MarkKind.CORRECTED, _("It corrects the comment")),
            (MarkKind.QUESTION, _("It answers the question in the comment")),
        ),
        "markable": (MarkKind.CONFIRMED, MarkKind.CORRECTED, MarkKind.QUESTION),
    }


def _replies(request: DeskRequest, found: Comment) -> dict[str, Any]:
    return {
        "replies": [(reply, reply_version(reply)) for reply in found.host_replies.select_related("member")],
        "own_replies": set(seat.replies_of(request.user).filter(comment=found).values_list("id", flat=True)),
        "rewritable": set(seat.rewritable_by(request.user).filter(comment=found).values_list("id", flat=True)),
    }


def rows(user: User, found: Sequence[Comment]) -> list[dict[str, Any]]:
    """What the screens show of each comment: evidence, whether it may be judged and by which buttons."""
    evidence = queue.evidence(found)
    judged = _moderated(user)
    there = presence.others_at([comment.id for comment in found], user)
    reports = _reports(found)
    return [
        {
            "comment": comment,
            "post": comment.conversation.post,
            "evidence": evidence[comment.id],
            "version": version_of(comment, evidence[comment.id].judgement),
            "may_judge": comment.conversation.post.weblog_id in judged,
            "undoable": evidence[comment.id].undoable if comment.conversation.post.weblog_id in judged else None,
            "reasons": reasons_of(comment.conversation.post.weblog),
            "reports": reports.get(comment.id, ()),
            "presence": told_of(there.get(comment.id, ())),
            "link": comment_link(comment) if _is_seen(comment) else "",
            "verdicts": [
                verdict
                for verdict in VERDICTS.values()
                if may_come(comment.state, verdict.state) and comment.conversation.post.weblog_id in judged
            ],
        }
        for comment in found
    ]


def _reports(found: Sequence[Comment]) -> dict[int, list[Report]]:
    grouped: dict[int, list[Report]] = {}
    for report in Report.objects.open().filter(comment__in=[comment.id for comment in found]):
        grouped.setdefault(report.comment_id, []).append(report)
    return grouped


def say_how_like_spam(rows: Sequence[dict[str, Any]]) -> None:
    """Say beside each comment how much it is like spam by now, and why."""
    scores = scores_of([row["comment"] for row in rows])
    for row in rows:
        row["likeness"] = like_spam(scores[row["comment"].id])


def lead_on(rows: Sequence[dict[str, Any]], back: str) -> None:
    """Let whoever judges one of these come back to the one that follows it, as it leaves the list."""
    for place, row in enumerate(rows):
        following = rows[place + 1 :][:1] or rows[:place][-1:]
        row["back"] = f"{back}#comment-{following[0]['comment'].id}" if following else back


def told_of(there: Sequence[presence.Presence]) -> str:
    """Who reads a comment, in a sentence for each."""
    return " ".join(_told(one) for one in there)


def _told(one: presence.Presence) -> str:
    if one.minutes < 1:
        return _("%(name)s is reading this.") % {"name": one.name}
    told = ngettext(
        "%(name)s has been reading this for a minute.",
        "%(name)s has been reading this for %(count)d minutes.",
        one.minutes,
    )
    return told % {"name": one.name, "count": one.minutes}


def _moderated(user: User) -> set[int]:
    members: list[Member] = list(seat.memberships(user))
    return {member.weblog_id for member in members if member.may_moderate}


def _closable(request: DeskRequest, post: Post) -> bool:
    return seat.closable_by(request.user).filter(id=post.id).exists()


def _is_seen(comment: Comment) -> bool:
    return comment.is_public and comment.conversation.post.status == Status.PUBLISHED
