"""The rules of a weblog that are about one person: they go with the person, and come back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from tertulia.conversation.rules.in_force import renew
from tertulia.conversation.rules.rule import Rule, RuleKind
from tertulia.exchange.person.owned import commenters_of
from tertulia.exchange.person.person import Person
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

_COLUMNS = ("id", "kind", "value", "verdict", "state", "sentence", "until")


def rules_about(person: Person) -> QuerySet[Rule]:
    """Those that go by their address, by their name with it, or by the name they have confirmed."""
    if not person.email:
        return Rule.objects.none()
    theirs = Q(kind=RuleKind.EMAIL, value=person.email) | Q(kind=RuleKind.PERSON, value__endswith=f" <{person.email}>")
    slugs = [commenter.slug for commenter in commenters_of(person)]
    return Rule.objects.filter(theirs | Q(kind=RuleKind.COMMENTER, value__in=slugs), weblog=person.weblog)


def take_out_rules(person: Person) -> list[dict[str, Any]]:
    """Let no rule know them; answers what was there."""
    found = list(rules_about(person).order_by("id"))
    Rule.objects.filter(id__in=[rule.id for rule in found]).delete()
    if found:
        renew(person.weblog)
    return [{name: _plain(getattr(rule, name)) for name in _COLUMNS} for rule in found]


def put_back_rules(weblog: Weblog, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let them be there again."""
    for row in rows:
        until = datetime.fromisoformat(row["until"]) if row["until"] else None
        Rule.objects.create(weblog=weblog, changed_at=clock.now(), **{**row, "until": until})
    if rows:
        renew(weblog)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
