"""Changing the weblog's policy."""

import pytest
from django.core.exceptions import ValidationError

from tertulia.conversation.policy import Moderation, Policy, change_policy
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tests.cast import Cast


def test_a_change_is_kept_logged_and_makes_every_page_anew(cast: Cast) -> None:
    changed = Policy(moderation=Moderation.ALWAYS, close_after_days=30)
    change_policy(cast.weblog, changed, actor=cast.host.user)
    assert Policy.objects.get(weblog=cast.weblog).moderation == Moderation.ALWAYS
    decision = Decision.objects.get(kind="policy")
    assert decision.actor_name == "Marta Oyelaran"
    assert "newcomers → always" in decision.reason
    assert "– → 30" in decision.reason
    assert Event.objects.get(kind="policy.changed").tags == [tags.weblog(cast.weblog.id)]


def test_saying_the_same_again_is_no_decision(cast: Cast) -> None:
    change_policy(cast.weblog, Policy(depth=1), actor=cast.host.user)
    change_policy(cast.weblog, Policy.objects.get(weblog=cast.weblog), actor=cast.host.user)
    assert Decision.objects.filter(kind="policy").count() == 1
    assert Event.objects.filter(kind="policy.changed").count() == 1


@pytest.mark.parametrize("wrong", [{"moderation": "sometimes"}, {"per_page": -1}, {"order": "random"}])
def test_what_no_policy_says_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        change_policy(cast.weblog, Policy(**wrong), actor=cast.host.user)
    assert not Policy.objects.exists()
