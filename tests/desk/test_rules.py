"""Rules at the desk: tried before they are saved, made from a comment, switched, removed and brought back."""

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.rules.rule import Rule
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import words_of
from tests.conversation.people import published, say

RULES = "/desk/harbour/rules/"
FERRY = {"kind": "words", "value": "ferry", "verdict": "hold", "sentence": "", "until": ""}


def test_a_rule_is_tried_and_nothing_is_saved(ilse: Client, post: Post) -> None:
    published(post, "The ferry is late.")
    say(post, "A ferry of mine.", name="Nils", email="nils@example.net")
    answer = ilse.post(RULES, {**FERRY, "try": "1"})
    assert answer.status_code == 200
    told = words_of(answer)
    assert "Of the last 2 comments here the rule would have caught 1 that is published and 1 other." in told
    assert "The ferry is late." in told
    assert not Rule.objects.exists()
    assert not Decision.objects.filter(kind="rule").exists()


def test_a_rule_is_saved_switched_removed_and_brought_back(ilse: Client, cast: Cast, post: Post) -> None:
    published(post, "Words of mine.")
    ilse.post(RULES, FERRY)
    rule = Rule.objects.get()
    assert say(post, "The ferry.").state == "held"
    assert words_of(ilse.get(RULES)).count("ferry") == 1
    for state, shown in (("off", "Switch on"), ("on", "Switch off"), ("removed", "None yet.")):
        ilse.post(f"{RULES}{rule.id}/state/", {"state": state})
        assert shown in words_of(ilse.get(RULES))
    assert say(post, "The ferry, late.").state == "published"
    last = Decision.objects.filter(kind="rule").latest("id")
    ilse.post("/desk/undoings/", {"decision": [last.id]})
    assert say(post, "The ferry, later.").state == "held"
    assert "rule" in words_of(ilse.get("/desk/harbour/log/"))


def test_a_rule_is_changed(ilse: Client, cast: Cast, post: Post) -> None:
    ilse.post(RULES, FERRY)
    rule = Rule.objects.get()
    assert 'value="ferry"' in ilse.get(f"{RULES}{rule.id}/").content.decode()
    ilse.post(f"{RULES}{rule.id}/", {**FERRY, "verdict": "spam", "until": "2090-01-31"})
    rule.refresh_from_db()
    assert (rule.verdict, rule.until and rule.until.isoformat()) == ("spam", "2090-01-31T23:00:00+00:00")
    assert 'value="2090-01-31"' in ilse.get(f"{RULES}{rule.id}/").content.decode()


@pytest.mark.parametrize("typed", [{"value": ""}, {"kind": "network", "value": "mud"}, {"verdict": "pass"}])
def test_what_is_no_rule_is_given_back(ilse: Client, cast: Cast, typed: dict[str, str]) -> None:
    answer = ilse.post(RULES, {**FERRY, **typed})
    assert answer.status_code == 422
    assert "Not saved yet" in words_of(answer)
    assert not Rule.objects.exists()


def test_two_rules_about_the_same_are_one(ilse: Client, cast: Cast) -> None:
    ilse.post(RULES, FERRY)
    assert "There is a rule about this already" in words_of(ilse.post(RULES, FERRY))
    assert Rule.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("person", "Ruth Tamm &lt;ruth@example.net&gt;"),
        ("email", "ruth@example.net"),
        ("network", "2001:db8::/64"),
        ("domain&amp;host=ferry.example", "ferry.example"),
    ],
)
def test_a_rule_begins_with_what_a_comment_shows(ilse: Client, post: Post, kind: str, value: str) -> None:
    comment = say(post, "See https://ferry.example", ip="2001:db8::7")
    shown = ilse.get(f"/desk/comments/{comment.id}/").content.decode()
    assert f"{RULES}?from={comment.id}&amp;kind={kind}#new" in shown
    form = ilse.get(f"{RULES}?from={comment.id}&kind={kind.replace('&amp;', '&')}").content.decode()
    assert f'name="value" value="{value}"' in form
    assert Comment.objects.get().state == "held"


def test_the_log_names_no_address_of_anybody(ilse: Client, cast: Cast) -> None:
    ilse.post(RULES, {**FERRY, "kind": "email", "value": "ruth@example.net"})
    ilse.post(RULES, {**FERRY, "kind": "network", "value": "198.51.100.7"})
    logged = " ".join(Decision.objects.filter(kind="rule").values_list("about", flat=True))
    assert "Rule" in logged
    assert "example.net" not in logged
    assert "198.51" not in logged


def test_a_rule_about_a_network_ends_by_itself(ilse: Client, cast: Cast) -> None:
    ilse.post(RULES, {**FERRY, "kind": "network", "value": "198.51.100.7"})
    assert Rule.objects.get().until is not None
