"""Why: from a list that the host edits, into the log, with a note to the author where there is something to say."""

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.policy import Policy
from tertulia.conversation.reasons import reasons_of
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.desk.people import Say, page

QUEUE = "/desk/comments/"
RULES = {
    "moderation": "always",
    "depth": "0",
    "order": "newest",
    "per_page": "50",
    "show_reasons": "on",
    "edit_minutes": "15",
    "per_minute": "60",
    "spam_days": "30",
}


@pytest.fixture
def held(post: Post, say: Say) -> Comment:
    return say(post)


def test_a_host_who_has_written_no_list_finds_one_in_the_weblogs_language(weblog: Weblog, marta: Client) -> None:
    [first, *_others] = reasons_of(weblog)
    assert first in page(marta.get("/desk/harbour/conversation/"))


def test_the_list_is_the_hosts(marta: Client, held: Comment) -> None:
    marta.post("/desk/harbour/conversation/", {**RULES, "reasons": "Shouting\r\n\r\n  Shouting \r\nOff  topic"})
    weblog = Weblog.objects.select_related("policy").get()
    assert reasons_of(weblog) == ["Shouting", "Off topic"]
    html = page(marta.get(QUEUE))
    assert html.count("<option>Off topic</option>") == 2
    assert "reasons to choose from" in page(marta.get("/desk/harbour/log/"))


def test_a_list_left_as_it_was_stays_in_the_weblogs_language(weblog: Weblog, marta: Client) -> None:
    marta.post("/desk/harbour/conversation/", {**RULES, "reasons": "\r\n".join(reasons_of(weblog))})
    assert Policy.objects.get().reasons == ""


def test_a_list_changes_no_page(weblog: Weblog, marta: Client) -> None:
    marta.post("/desk/harbour/conversation/", RULES)
    marta.post("/desk/harbour/conversation/", {**RULES, "reasons": "Shouting"})
    assert [event.tags for event in Event.objects.filter(kind="policy.changed")] == [[f"weblog:{weblog.id}"], []]


def test_more_reasons_than_anybody_reads_are_refused(marta: Client) -> None:
    lines = "\n".join(f"Reason {n}" for n in range(51))
    assert marta.post("/desk/harbour/conversation/", {**RULES, "reasons": lines}).status_code == 422


@pytest.mark.parametrize("own", ["", "It shouts"])
def test_reason_and_note_stand_in_the_log_and_are_found_there(own: str, marta: Client, held: Comment) -> None:
    form = {"reason": "Off topic", "own_reason": own, "note": "Try the\r\nother post."}
    marta.post(f"{QUEUE}{held.id}/withdrawal/", form)
    decision = Decision.objects.latest("id")
    assert (decision.reason, decision.note) == (own or "Off topic", "Try the\nother post.")
    for words in (own or "topic", "other post"):
        assert "to the author:" in page(marta.get("/desk/harbour/log/", {"q": words}))


def test_many_are_given_one_reason(marta: Client, post: Post, say: Say) -> None:
    comments = [say(post, name=name) for name in ("Ada", "Bo")]
    marta.post(f"{QUEUE}withdrawals/", {"comment": [c.id for c in comments], "reason": "Off topic", "note": "Sorry."})
    decided = Decision.objects.filter(kind="comment")
    assert list(decided.values_list("reason", "note")) == [("Off topic", "Sorry.")] * 2


def test_an_undo_stands_wherever_a_decision_is_shown(marta: Client, cast: Cast, held: Comment) -> None:
    marta.post(f"{QUEUE}{held.id}/spam/")
    decision = Decision.objects.latest("id")
    for screen in (f"{QUEUE}?state=spam", f"{QUEUE}{held.id}/", "/desk/harbour/log/"):
        assert f'name="decision" value="{decision.id}"' in page(marta.get(screen)), screen
    marta.post(f"{QUEUE}{held.id}/spam/", {"note": "Said once more, without another state."})
    marta.post("/desk/undoings/", {"decision": decision.id})
    assert Comment.objects.get().state == "held"
    assert Decision.objects.latest("id").takes_back
