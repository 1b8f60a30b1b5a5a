"""Make rules, change them, switch and remove them: each is a decision in the weblog's log, and can be undone."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tertulia.conversation.collision import Collision
from tertulia.conversation.rules.in_force import renew
from tertulia.conversation.rules.rule import NETWORK_LASTS, TRUSTED_KINDS, Rule, RuleKind, RuleState, RuleVerdict
from tertulia.conversation.rules.values import value_of
from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide, last_about
from tertulia.weblog.stale import take_turn

KIND = "rule"
MOST = 500


def checked(rule: Rule) -> Rule:
    """The rule with everything in its one form. Raises ValidationError, with a sentence for a field or for all."""
    try:
        rule.value = value_of(rule.kind, rule.value)
    except ValidationError as error:
        raise ValidationError({"value": error.messages}) from error
    if rule.verdict == RuleVerdict.PASS and rule.kind not in TRUSTED_KINDS:
        raise ValidationError({"verdict": _("Only a person can be let through: by name and e-mail, or confirmed.")})
    rule.sentence = rule.sentence.strip() if rule.verdict == RuleVerdict.REFUSE else ""
    if rule.kind == RuleKind.NETWORK and rule.until is None:
        rule.until = clock.now() + NETWORK_LASTS
    return rule


@transaction.atomic
def add_rule(rule: Rule, *, actor: User | None, reason: str = "") -> Decision:
    """Put a new rule in force. Raises ValidationError."""
    take_turn(rule.weblog_id)
    checked(rule)
    standing = Rule.objects.filter(weblog=rule.weblog_id).exclude(state=RuleState.REMOVED)
    if standing.filter(kind=rule.kind, value=rule.value).exists():
        raise ValidationError({"value": _("There is a rule about this already; change that one.")})
    if standing.count() >= MOST:
        raise ValidationError({"value": _("There are 500 rules already. Remove some first.")})
    rule.state, rule.changed_at = RuleState.ON, clock.now()
    rule.save(force_insert=True)
    return _decided(rule, actor, RuleState.REMOVED, reason)


@transaction.atomic
def change_rule(rule: Rule, *, actor: User | None, reason: str = "") -> Decision:
    """Give a rule what stands in ``rule`` now. Raises ValidationError."""
    take_turn(rule.weblog_id)
    checked(rule)
    others = Rule.objects.filter(weblog=rule.weblog_id, kind=rule.kind, value=rule.value).exclude(pk=rule.pk)
    if others.exclude(state=RuleState.REMOVED).exists():
        raise ValidationError({"value": _("There is a rule about this already; change that one.")})
    rule.changed_at = clock.now()
    rule.save(update_fields=["kind", "value", "verdict", "sentence", "until", "changed_at"])
    return _decided(rule, actor, rule.state, reason)


@transaction.atomic
def set_rule_state(rule: Rule, state: str, *, actor: User | None, expected: str = "", reason: str = "") -> Decision:
    """Switch a rule on or off, remove it or bring it back. Raises Collision unless it is as ``expected``."""
    take_turn(rule.weblog_id)
    found = Rule.objects.get(pk=rule.pk)
    before, wanted = found.state, RuleState(state)
    if expected and before != expected:
        raise Collision(None, last_about(f"rule:{rule.pk}", KIND))
    found.state, found.changed_at = wanted, clock.now()
    found.save(update_fields=["state", "changed_at"])
    return _decided(found, actor, before, reason)


def _decided(rule: Rule, actor: User | None, before: str, reason: str) -> Decision:
    renew(rule.weblog)
    decision = decide(
        rule.weblog,
        KIND,
        actor=actor,
        subject=f"rule:{rule.pk}",
        about=f"{rule}: {rule.get_verdict_display()}",
        before=before,
        after=rule.state,
        reason=reason,
    )
    record("rule.changed", weblog_id=rule.weblog_id)
    return decision
