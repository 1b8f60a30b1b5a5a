"""The form of a rule, and what it begins with when it is made from a comment."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.rules.rule import Rule, RuleKind, RuleVerdict
from tertulia.conversation.rules.ruling import checked
from tertulia.conversation.rules.values import LONGEST, person
from tertulia.lib import text
from tertulia.lib.networks import network_of


class RuleForm(forms.Form):
    """What the rule goes by, what it does, until when."""

    kind = forms.ChoiceField(label=_("The rule is about"), choices=RuleKind.choices)
    value = forms.CharField(
        label=_("Which one"),
        max_length=LONGEST,
        help_text=_(
            "A word or several in a row (* at the end: whatever follows), ruth@example.org, example.org, 192.0.2.7 or "
            "192.0.2.0/24, Ruth Tamm <ruth@example.org>, or the address of a person’s page."
        ),
    )
    verdict = forms.ChoiceField(label=_("What happens to such a comment"), choices=RuleVerdict.choices)
    sentence = forms.CharField(
        label=_("What its author reads if it is refused"), max_length=500, required=False, widget=forms.Textarea
    )
    until = forms.DateField(
        label=_("The last day of the rule"),
        required=False,
        help_text=_("Empty: for good; a rule about a network ends after 30 days."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        self.rule, self.zone = rule, rule.weblog.zone
        until = rule.until and (rule.until - timedelta(seconds=1)).astimezone(self.zone).date()
        names = ("kind", "value", "verdict", "sentence")
        super().__init__(*args, **kwargs)
        self.initial = {**{name: getattr(rule, name) for name in names}, "until": until}
        self.fields["sentence"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            for name in ("kind", "value", "verdict"):
                setattr(self.rule, name, data[name])
            self.rule.sentence = text.clean(data["sentence"])
            self.rule.until = _end_of(data["until"], self.zone)
            checked(self.rule)
        return data

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and not 2000 <= day.year <= 9000:
            raise ValidationError(gettext("Choose a year from 2000 on."))
        return day


def made_from(comment: Comment, kind: str, host: str) -> Rule:
    """A rule to begin with, about what this comment shows: its author, address, network or the host of a link."""
    values = {
        RuleKind.EMAIL: comment.email,
        RuleKind.NETWORK: network_of(comment.ip) if comment.ip else "",
        RuleKind.DOMAIN: host,
        RuleKind.PERSON: person(comment.name, comment.email) if comment.email else "",
        RuleKind.COMMENTER: comment.commenter.slug if comment.commenter else "",
    }
    known = kind if kind in RuleKind.values else RuleKind.WORDS
    weblog = comment.conversation.post.weblog
    return Rule(weblog=weblog, kind=known, value=values.get(RuleKind(known), ""), verdict=RuleVerdict.HOLD)


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC) if day else None
