"""The rescue desk: how the pieces of a weblog fit together, and the questions that they leave open."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.comment import Comment
from tertulia.conversation.rearranging import before, join_comment, split_comment
from tertulia.desk import notices, seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.desk.undoing import may_undo
from tertulia.exchange.answering import alike_to, answer, answer_alike
from tertulia.exchange.answers import Said, answers_to, takes_name
from tertulia.exchange.crosschecks import crosschecks
from tertulia.exchange.question import Question, QuestionKind, QuestionSet
from tertulia.lib import text
from tertulia.lib.difference import Piece, difference, shortened
from tertulia.weblog.decision import Decision

PER_PAGE = 50
_PARAGRAPH = re.compile(r"\n\s*\n+(?=\S)")
MOST_SHOWN = 200


@screen("GET")
def rescue(request: DeskRequest, slug: str) -> HttpResponse:
    """What was imported, what is lost or missing, how many questions wait."""
    place = seat.take(request.user, slug, seat.moderates)
    questions, found = _questions(place), crosschecks(place.weblog)
    context = {
        "here": "rescue",
        "open": questions.open().count(),
        "answered": questions.answered().count(),
        "pieces": place.weblog.decisions.filter(kind="import").order_by("-id")[:PER_PAGE],
        "runs": place.weblog.import_runs.filter(stage="done").order_by("-id")[:PER_PAGE],
        "missing": found[:MOST_SHOWN],
        "more": max(0, len(found) - MOST_SHOWN),
    }
    return render(request, "desk/rescue.html", context, seat=place)


@screen("GET")
def questions(request: DeskRequest, slug: str) -> HttpResponse:
    """The first question that waits."""
    place = seat.take(request.user, slug, seat.moderates)
    first = _questions(place).open().first()
    return redirect("desk-question", slug, first.id) if first else redirect("desk-rescue", slug)


@screen("GET", "POST")
def question(request: DeskRequest, slug: str, question_id: int) -> HttpResponse:
    """One question with its evidence; its answer."""
    place = seat.take(request.user, slug, seat.moderates)
    found = get_object_or_404(_questions(place), id=question_id)
    if request.method != "POST":
        return _show(request, place, found)
    form = request.POST
    said = Said(
        form.get("answer", ""), text.clean(form.get("name", ""))[:255], text.clean(form.get("reason", ""))[:2000]
    )
    try:
        done = (answer_alike if form.get("alike") else _answer_one)(found, said, actor=request.user)
    except ValidationError as error:
        return _show(request, place, found, error=" ".join(error.messages), status=422)
    notices.tell(request, ngettext("Settled.", "%(n)d questions are settled.", len(done)) % {"n": len(done)}, undo=done)
    return redirect("desk-questions", slug)


@screen("POST")
def splitting(request: DeskRequest, slug: str, question_id: int) -> HttpResponse:
    """Make two comments of the one that a question is about, before the paragraph that the form names."""
    comment, at = _comment(request, slug, question_id), request.POST.get("at", "")
    try:
        place = int(at) if at.isascii() and at.isdecimal() and len(at) < 9 else 0
        notices.tell(
            request, _("These are two comments now."), undo=[split_comment(comment, place, actor=request.user)]
        )
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-question", slug, question_id)


@screen("POST")
def joining(request: DeskRequest, slug: str, question_id: int) -> HttpResponse:
    """Make one comment of the one that a question is about and the one before it."""
    comment = _comment(request, slug, question_id)
    try:
        notices.tell(request, _("These are one comment now."), undo=[join_comment(comment, actor=request.user)])
    except ValidationError as error:
        notices.warn(request, " ".join(error.messages))
    return redirect("desk-question", slug, question_id)


@screen("GET")
def answered(request: DeskRequest, slug: str) -> HttpResponse:
    """The questions that are settled, the last one first; each answer can be taken back."""
    place = seat.take(request.user, slug, seat.moderates)
    page = Paginator(_questions(place).answered(), PER_PAGE).get_page(request.GET.get("page", "1"))
    rows = [(one, _undoable(one.decision, request)) for one in page]
    return render(request, "desk/answered.html", {"here": "rescue", "page": page, "rows": rows}, seat=place)


def _show(request: DeskRequest, place: Seat, found: Question, *, error: str = "", status: int = 200) -> HttpResponse:
    waiting = list(_questions(place).open().values_list("id", flat=True))
    number = waiting.index(found.id) if found.id in waiting else 0
    around = [waiting[number - 1] if number else None, waiting[number + 1] if number + 1 < len(waiting) else None]
    comment = found.comment
    context = {
        "here": "rescue",
        "question": found,
        "before": before(comment) if comment else None,
        "answers": [(place, one) for place, one in enumerate(answers_to(found), 1)],
        "takes_name": takes_name(found),
        "difference": _difference(found),
        "alike": alike_to(found).count(),
        "cuts": _cuts(comment.text) if comment else [],
        "number": number + 1,
        "count": len(waiting),
        "previous": around[0],
        "next": around[1],
        "decision": _undoable(found.decision, request),
        "error": error,
    }
    return render(request, "desk/question.html", context, seat=place, status=status)


def _questions(place: Seat) -> QuestionSet:
    together = ("post__weblog", "comment__conversation__post__weblog", "reply", "other")
    asked = Question.objects.filter(weblog=place.weblog).select_related(*together)
    return asked if place.member.may_edit_all else asked.filter(comment__isnull=False)


def _difference(found: Question) -> Sequence[Piece]:
    sides = [side["text"] for side in found.sides] if found.kind == QuestionKind.TEXT else []
    return shortened(difference(sides[0], sides[1])) if len(sides) > 1 else ()


def _answer_one(found: Question, said: Said, *, actor: User | None) -> list[Decision]:
    return [answer(found, said, actor=actor)]


def _cuts(words: str) -> list[tuple[int, str]]:
    # Where each paragraph but the first begins, with its first words.
    return [(found.end(), words[found.end() :][:80]) for found in _PARAGRAPH.finditer(words.rstrip())]


def _comment(request: DeskRequest, slug: str, question_id: int) -> Comment:
    place = seat.take(request.user, slug, seat.moderates)
    found = get_object_or_404(_questions(place), id=question_id, comment__isnull=False)
    return get_object_or_404(Comment.objects.select_related("conversation__post__weblog"), id=found.comment_id)


def _undoable(decision: Decision | None, request: DeskRequest) -> Decision | None:
    return decision if decision and may_undo(decision, request.user) else None


# What an answer may do with a comment, by the last part of its address.
VERBS = (("splitting", splitting), ("joining", joining))
