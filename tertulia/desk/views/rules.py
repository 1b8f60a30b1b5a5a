"""Rules: try one on past comments, save it, switch it, remove it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.conversation.collision import Collision
from tertulia.conversation.rules.rule import Rule, RuleKind, RuleState, RuleVerdict
from tertulia.conversation.rules.ruling import add_rule, change_rule, set_rule_state
from tertulia.conversation.rules.trial import tried_on_past
from tertulia.desk import notices, seat
from tertulia.desk.forms.rule import RuleForm, made_from
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.lib import clock

_TOLD = {
    RuleState.ON: gettext_lazy("The rule is on."),
    RuleState.OFF: gettext_lazy("The rule is off."),
    RuleState.REMOVED: gettext_lazy("The rule is removed."),
}


@screen("GET", "POST")
def rules(request: DeskRequest, slug: str) -> HttpResponse:
    """The rules there are, and a form for a new one."""
    place = seat.take(request.user, slug, seat.moderates)
    form = RuleForm(request.POST or None, rule=_first(request, place))
    if _is_saved(request, form):
        try:
            notices.tell(request, _("The rule is in force."), undo=[add_rule(form.rule, actor=request.user)])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("desk-rules", slug)
    standing = place.weblog.rules.exclude(state=RuleState.REMOVED).order_by("kind", "value")
    found = [(rule, rule.is_over(clock.now())) for rule in standing]
    return _show(request, place, form, "desk/rules.html", rules=found)


@screen("GET", "POST")
def rule(request: DeskRequest, slug: str, rule_id: int) -> HttpResponse:
    """Change a rule."""
    place = seat.take(request.user, slug, seat.moderates)
    form = RuleForm(request.POST or None, rule=_find(place, rule_id))
    if _is_saved(request, form):
        try:
            change_rule(form.rule, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            notices.tell(request, _("Saved."))
            return redirect("desk-rules", slug)
    return _show(request, place, form, "desk/rule.html", rule_id=rule_id)


@screen("POST")
def state(request: DeskRequest, slug: str, rule_id: int) -> HttpResponse:
    """Switch a rule on or off, or remove it."""
    place = seat.take(request.user, slug, seat.moderates)
    found, wanted = _find(place, rule_id), request.POST.get("state", "")
    if wanted not in RuleState.values:
        raise Http404("There is no such state of a rule.")
    try:
        decision = set_rule_state(found, wanted, actor=request.user, expected=found.state)
        notices.tell(request, str(_TOLD[RuleState(wanted)]), undo=[decision])
    except Collision as collision:
        notices.warn(request, str(collision))
    return redirect("desk-rules", slug)


def _find(place: Seat, rule_id: int) -> Rule:
    found = get_object_or_404(place.weblog.rules.exclude(state=RuleState.REMOVED), id=rule_id)
    found.weblog = place.weblog
    return found


def _first(request: DeskRequest, place: Seat) -> Rule:
    # A comment is named by its number: no address of this desk may tell an e-mail or IP address.
    asked = request.GET.get("from", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        comment = get_object_or_404(
            seat.judged_by(request.user).select_related("commenter"),
            id=int(asked),
            conversation__post__weblog=place.weblog,
        )
        made = made_from(comment, request.GET.get("kind", ""), request.GET.get("host", "")[:300])
        made.weblog = place.weblog
        return made
    return Rule(weblog=place.weblog, kind=RuleKind.WORDS, verdict=RuleVerdict.HOLD)


def _is_saved(request: DeskRequest, form: RuleForm) -> bool:
    return "try" not in request.POST and form.is_valid()


def _show(request: DeskRequest, place: Seat, form: RuleForm, template: str, **context: Any) -> HttpResponse:
    is_tried = form.is_bound and form.is_valid()
    known = {"here": "rules", "form": form, "trial": tried_on_past(form.rule) if is_tried else None, **context}
    return render(request, template, known, seat=place, status=200 if is_tried or not form.is_bound else 422)
