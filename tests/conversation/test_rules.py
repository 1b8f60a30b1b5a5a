"""Rules of the host: what each kind meets and does not meet, and what becomes of a comment."""

import pytest
from django.core.exceptions import ValidationError

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.policy import Moderation
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.rules.meeting import Facts, meets
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.rules.ruling import add_rule, change_rule, set_rule_state
from tertulia.conversation.rules.trial import tried_on_past
from tertulia.conversation.rules.values import value_of
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast
from tests.conversation.confirmed import confirmed
from tests.conversation.people import moderate, published, say, set_policy, submission


def rule(weblog: Weblog, kind: str, value: str, verdict: str = "hold", **fields: object) -> Rule:
    """A rule in force."""
    made = Rule(weblog=weblog, kind=kind, value=value, verdict=verdict, **fields)
    add_rule(made, actor=None)
    return made


def is_met(kind: str, value: str, **facts: object) -> bool:
    return meets(Rule(kind=kind, value=value_of(kind, value)), Facts(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("casino", "The best CASINO, here"),
        ("casino", "c\u0430sino"),
        ("casino", "cas\u200bino"),
        ("casino", "ｃａｓｉｎｏ"),
        ("casino", "cas<b>in</b>o"),
        ("casino", "c&#97;sino"),
        ("casino", "see casino-online.example"),
        ("cas*", "casinos!"),
        ("cheap pills", "Cheap,\npills"),
        ("cheap pil*", "cheap pillows"),
        ("café", "CAFE"),
        ("viagra", "v1agra"),
    ],
)
def test_words_are_met_however_they_are_written(value: str, text: str) -> None:
    assert is_met("words", value, text=text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("cas", "casino"),
        ("modem", "a modern bridge"),
        ("pills cheap", "cheap pills"),
        ("cheap pills", "cheap blue pills"),
        ("cheap", ""),
    ],
)
def test_other_words_are_not_met(value: str, text: str) -> None:
    assert not is_met("words", value, text=text)


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "http://example.org/x"},
        {"text": "https://www.EXAMPLE.org:8080/x"},
        {"text": '<a href="//a@deep.down.example.org./">here</a>'},
        {"text": "see example.org today"},
        {"text": "https:\\\\example.org\\x"},
        {"text": "https&#58;//example.org/"},
        {"url": "https://example.org"},
        {"email": "nils@mail.example.org"},
    ],
)
def test_a_domain_is_met_wherever_it_stands(facts: dict[str, str]) -> None:
    assert is_met("domain", "example.org", **facts)


@pytest.mark.parametrize("host", ["notexample.org", "example.org.evil.example", "example.com", "org"])
def test_a_domain_is_compared_by_its_labels_and_never_by_the_end_of_a_text(host: str) -> None:
    # Discourse CVE-2026-33393.
    facts = {"text": f"https://{host}/example.org.html", "url": f"https://{host}/", "email": f"nils@{host}"}
    assert not is_met("domain", "example.org", **{**facts, "text": f"https://{host}/"})


def test_a_domain_in_another_script_is_the_same_in_ascii() -> None:
    assert is_met("domain", "bücher.example", text="https://xn--bcher-kva.example/")
    assert is_met("domain", "xn--bcher-kva.example", text="https://shop.BÜCHER.example/")


@pytest.mark.parametrize(
    ("network", "ip", "met"),
    [
        ("192.0.2.0/24", "192.0.2.77", True),
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.0/24", "192.0.3.1", False),
        ("2001:db8::/32", "2001:db8:1::9", True),
        ("2001:db8::/32", "192.0.2.7", False),
        ("192.0.2.0/24", None, False),
    ],
)
def test_a_network_holds_its_addresses(network: str, ip: str | None, met: bool) -> None:
    assert is_met("network", network, ip=ip) is met


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("words", ""),
        ("words", "..."),
        ("words", "*"),
        ("words", "a * b"),
        ("email", "ruth"),
        ("domain", "org"),
        ("network", "192.0.2"),
        ("network", "0.0.0.0/0"),
        ("person", "Ruth"),
        ("words", "x" * 301),
    ],
)
def test_what_is_no_rule_is_told_so(kind: str, value: str) -> None:
    with pytest.raises(ValidationError):
        value_of(kind, value)


def test_a_rule_holds_and_the_log_says_which(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    assert say(post, "About the ferry.").state == CommentState.PUBLISHED
    made = rule(weblog, "words", "ferry")
    held = say(post, "The ferry again.")
    assert held.state == CommentState.HELD
    reason = Decision.objects.get(subject=f"comment:{held.id}").reason
    assert f"Rule {made.id}" in reason
    assert "ferry" in reason


def test_a_rule_marks_as_spam(weblog: Weblog, post: Post) -> None:
    rule(weblog, "domain", "cheap.example", "spam")
    assert say(post, "https://cheap.example").state == CommentState.SPAM


def test_a_rule_refuses_with_the_sentence_of_the_host(weblog: Weblog, post: Post) -> None:
    rule(weblog, "email", "ruth@example.net", "refuse", sentence="Write to me instead.")
    with pytest.raises(Refused) as caught:
        say(post)
    assert (caught.value.reason, caught.value.message) == (Reason.RULED, "Write to me instead.")
    assert not Comment.objects.exists()


def test_somebody_is_never_held(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.ALWAYS)
    rule(weblog, "words", "ferry", "refuse")
    rule(weblog, "person", "Ruth Tamm <ruth@example.net>", "pass")
    assert say(post, "The ferry: https://a.example https://b.example https://c.example").state == "published"
    assert say(post, "By a program.", trap="1").state == CommentState.SPAM
    with pytest.raises(Refused):
        say(post, "The ferry, by another.", email="else@example.net")


def test_a_borrowed_name_does_not_open_what_its_owner_may(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.ALWAYS)
    ruth = confirmed(weblog)
    rule(weblog, "person", "Ruth Tamm <ruth@example.net>", "pass")
    rule(weblog, "commenter", ruth.slug, "pass")
    assert say(post).state == CommentState.HELD
    assert say(post, "It is me.", proofs=frozenset({ruth.proof})).state == CommentState.PUBLISHED


def test_the_strictest_rule_wins_in_whatever_order(weblog: Weblog, post: Post) -> None:
    rule(weblog, "words", "ferry", "spam")
    rule(weblog, "words", "gate", "hold")
    assert say(post, "The ferry and the gate").state == CommentState.SPAM
    assert say(post, "The gate and the ferry").state == CommentState.SPAM


def test_only_people_can_be_let_through(weblog: Weblog) -> None:
    with pytest.raises(ValidationError):
        rule(weblog, "words", "ferry", "pass")


def test_members_are_met_by_no_rule(cast: Cast, post: Post) -> None:
    rule(cast.weblog, "words", "ferry", "refuse")
    assert say(post, "The ferry.", user=cast.host.user).state == CommentState.PUBLISHED


def test_rules_of_another_weblog_say_nothing(weblog: Weblog, post: Post) -> None:
    rule(create_weblog("bilge", title="Bilge Water"), "words", "ferry", "refuse")
    assert say(post, "The ferry.")


def test_an_edit_into_what_a_rule_holds_waits(weblog: Weblog, post: Post) -> None:
    comment = published(post)
    rule(weblog, "words", "ferry")
    edited = edit_comment(comment, submission("The ferry."))
    assert edited.text == "The letter says more than that."
    assert edited.revisions.waiting().get().text == "The ferry."


def test_a_rule_is_switched_removed_changed_and_brought_back(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    made = rule(weblog, "words", "ferry")
    for number, (state, expected) in enumerate([("off", "published"), ("on", "held"), ("removed", "published")]):
        set_rule_state(made, state, actor=None)
        assert say(post, f"The ferry {number}").state == expected
    set_rule_state(made, "on", actor=None)
    made.value = "gate"
    change_rule(made, actor=None)
    assert say(post, "The ferry is back").state == CommentState.PUBLISHED
    assert say(post, "The gate is back").state == CommentState.HELD
    set_policy(weblog, edit_minutes=3)
    assert say(post, "The gate stays").state == CommentState.HELD


def test_a_rule_is_tried_on_what_was_said_before(weblog: Weblog, post: Post) -> None:
    published(post, "The ferry is late.")
    held = say(post, "A ferry of mine.", name="Nils", email="nils@example.net")
    say(post, "Nothing of it.")
    trial = tried_on_past(Rule(weblog=weblog, kind="words", value="ferry"))
    assert (trial.tried, trial.published_count, trial.others_count) == (3, 1, 1)
    assert [one.id for one in trial.others] == [held.id]
    assert not Rule.objects.exists()
