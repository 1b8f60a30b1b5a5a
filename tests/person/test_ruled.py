"""A rule about somebody goes when they are forgotten, and comes back with them."""

import pytest

from tertulia.conversation.rules.rule import Rule, RuleState
from tertulia.conversation.rules.ruling import add_rule
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.person import person_of_email
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.confirmed import confirmed
from tests.conversation.people import published, say


@pytest.fixture
def ruled(cast: Cast, post: Post) -> list[str]:
    """Ruth, about whom the host has made a rule of each kind, and one about Nils; what those about her go by."""
    published(post)
    theirs = ["ruth@example.net", "Ruth Tamm <ruth@example.net>", confirmed(cast.weblog).slug]
    for kind, value in zip(("email", "person", "commenter"), theirs, strict=True):
        add_rule(Rule(weblog=cast.weblog, kind=kind, value=value, verdict="hold"), actor=None)
    add_rule(Rule(weblog=cast.weblog, kind="email", value="nils@example.net", verdict="hold"), actor=None)
    return theirs


def test_they_learn_which_rules_are_about_them(cast: Cast, ruled: list[str]) -> None:
    kept = all_kept(person_of_email(cast.weblog, "ruth@example.net"))
    assert sorted(rule["value"] for rule in kept["rules"]) == sorted(ruled)


def test_rules_go_with_them_and_come_back(cast: Cast, post: Post, ruled: list[str]) -> None:
    assert say(post, "Held by a rule.").state == "held"
    erasure = erase(person_of_email(cast.weblog, "ruth@example.net"), "name", actor=None)
    assert [rule.value for rule in Rule.objects.all()] == ["nils@example.net"]
    take_back(erasure, actor=None)
    assert Rule.objects.filter(value__in=ruled, state=RuleState.ON).count() == 3
    assert say(post, "Held by a rule again.").state == "held"
