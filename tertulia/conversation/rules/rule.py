"""A rule: what the host has decided beforehand about comments with certain words, addresses or people."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog

# So long a rule about a network lasts unless the host says otherwise: tomorrow somebody else may have the address.
NETWORK_LASTS = timedelta(days=30)


class RuleKind(models.TextChoices):
    """What a rule goes by. A commenter is one who has confirmed their address; a person, a name with an e-mail."""

    WORDS = "words", gettext_lazy("Word or phrase")
    EMAIL = "email", gettext_lazy("E-mail address")
    DOMAIN = "domain", gettext_lazy("Domain of a link, web or e-mail address")
    NETWORK = "network", gettext_lazy("IP address or network")
    PERSON = "person", gettext_lazy("Person: name and e-mail")
    COMMENTER = "commenter", gettext_lazy("Person with a confirmed name")


class RuleVerdict(models.TextChoices):
    """What becomes of a comment that a rule meets."""

    HOLD = "hold", gettext_lazy("Hold it for approval")
    SPAM = "spam", gettext_lazy("Put it with the spam")
    REFUSE = "refuse", gettext_lazy("Refuse it and say why")
    PASS = "pass", gettext_lazy("Never hold this person")


class RuleState(models.TextChoices):
    """Whether a rule is in force. A removed one is kept for a while, so that this can be undone."""

    ON = "on", gettext_lazy("On")
    OFF = "off", gettext_lazy("Off")
    REMOVED = "removed", gettext_lazy("Removed")


# What only few people know or can prove, so that a rule may trust it.
TRUSTED_KINDS = (RuleKind.PERSON, RuleKind.COMMENTER)
# What tells who somebody is: never written into the log, which outlives the rule.
PERSONAL_KINDS = (RuleKind.EMAIL, RuleKind.NETWORK, *TRUSTED_KINDS)


class Rule(models.Model):
    """One rule of a weblog. ``value`` is in its one form (``values.py``). ``sentence`` is what somebody reads whose
    comment is refused, ``until`` when the rule ends by itself."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=10, choices=RuleKind.choices)
    value = models.CharField(max_length=600)
    verdict = models.CharField(max_length=10, choices=RuleVerdict.choices)
    state = models.CharField(max_length=10, choices=RuleState.choices, default=RuleState.ON)
    sentence = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        if self.kind in PERSONAL_KINDS:
            return _("Rule %(id)s (%(kind)s)") % {"id": self.id, "kind": self.get_kind_display()}
        return _("Rule %(id)s (%(kind)s: “%(value)s”)") % {
            "id": self.id,
            "kind": self.get_kind_display(),
            "value": self.value,
        }

    def is_over(self, moment: datetime) -> bool:
        """Whether it has ended by itself."""
        return self.until is not None and moment >= self.until


def forget_rules() -> int:
    """Drop rules that were removed 30 days ago, and those about networks that ended then; answers how many."""
    before = clock.now() - NETWORK_LASTS
    removed = Q(state=RuleState.REMOVED, changed_at__lt=before)
    return Rule.objects.filter(removed | Q(kind=RuleKind.NETWORK, until__lt=before)).delete()[0]
