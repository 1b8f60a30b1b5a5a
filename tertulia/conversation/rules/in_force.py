"""The rules of a weblog that are in force, kept in memory: a comment under a weblog without rules asks for none."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import uuid4

from tertulia.conversation.policy import Policy, policy_of
from tertulia.conversation.rules.rule import Rule, RuleState
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog


def rules_of(weblog: Weblog) -> Sequence[Rule]:
    """Those that are on and have not ended. No query, unless they were changed since this process asked last."""
    version = policy_of(weblog).rules
    if not version:
        return ()
    now = clock.now()
    return [rule for rule in _kept(weblog.pk, version) if not rule.is_over(now)]


def renew(weblog: Weblog) -> None:
    """Say that the weblog's rules are others now; for the verbs, inside their transaction."""
    version = uuid4().hex if Rule.objects.filter(weblog=weblog, state=RuleState.ON).exists() else ""
    Policy.objects.update_or_create(
        weblog=weblog, defaults={"rules": version}, create_defaults={"rules": version, "aged_until": clock.now()}
    )


@lru_cache(maxsize=100)
def _kept(weblog_id: int, version: str) -> Sequence[Rule]:
    return tuple(Rule.objects.filter(weblog=weblog_id, state=RuleState.ON).order_by("id"))
