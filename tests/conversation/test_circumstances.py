"""How a comment came tells people from programs: alone it lets nothing wait, and together with the words it does."""

from datetime import timedelta

import pytest
from django.test import Client

from tertulia.conversation import token
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.forgetting import forget_addresses
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.conversation.spam import repetition
from tertulia.conversation.spam.circumstances import PRIORS, sender
from tertulia.conversation.spam.counts import TOTAL, number_of
from tertulia.conversation.spam.memory import Lesson, Noticed, recall
from tertulia.conversation.spam.repetition import Trace
from tertulia.conversation.spam.score import HOLDS, weigh
from tertulia.lib import clock
from tertulia.lib.networks import wider_network_of
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.conversation.people import NILS, moderate, say, submission

pytestmark = pytest.mark.django_db

WORDS = "The ferry left at nine, as I remember, and the bridge was closed by then."
NEARLY = "The ferry left at nine, as I remember, and the bridge was closed."
LINK = "I read of it there: https://pier.example/walks/9 and it was long."
SERVER = "203.0.113."


def reason_of(comment: Comment) -> str:
    return Decision.objects.get(subject=f"comment:{comment.id}").reason


@pytest.fixture(autouse=True)
def _nobody_waits(weblog: Weblog) -> None:
    moderate(weblog, Moderation.NEVER)


@pytest.mark.parametrize("circumstance", PRIORS)
def test_no_circumstance_alone_lets_anything_wait(circumstance: str) -> None:
    value = weigh([circumstance], {}).value
    assert value < HOLDS
    assert (value > 0) == (circumstance != "?akismet-ham")


def test_two_of_them_do_and_the_host_reads_which(weblog: Weblog, post: Post) -> None:
    say(post, "Wandle sprocket grommel, tiffin brindle moat.")
    made = token.timed_token(conversation_of(post), is_blank=True)
    comment = say(post, "Wandle sprocket grommel, tiffin brindle moat, 9.", token=made, **NILS)
    assert (comment.state, comment.circumstances) == (CommentState.HELD, "?fast ?repeated")
    assert "less than three seconds" in reason_of(comment)
    assert "the same words" in reason_of(comment)


def test_words_that_were_written_before_the_form_was_made_are_not_too_fast(post: Post) -> None:
    made = token.timed_token(conversation_of(post))
    assert say(post, WORDS, token=made).circumstances == ""


def test_a_form_that_took_longer_is_not_too_fast(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    made = token.timed_token(conversation_of(post), is_blank=True)
    monkeypatch.setattr(token, "HASTE", timedelta(seconds=-1))
    assert say(post, WORDS, token=made).circumstances == ""


def test_who_says_nothing_of_a_browser_is_noticed_and_published(client: Client, post: Post) -> None:
    made = token.lasting_token(conversation_of(post))
    sent = {"name": "Ruth", "text": WORDS, "token": made}
    address = f"{post.stem}comments/" if post.stem.endswith("/") else f"{post.stem}/comments/"
    of_a_browser = {"User-Agent": "Mozilla/5.0", "Accept": "text/html", "Accept-Language": "et"}
    client.post(address, sent, headers={"Sec-Fetch-Site": "same-origin"})
    more = {**sent, "name": "Nils", "text": "Mud."}
    client.post(address, more, headers={"Sec-Fetch-Site": "same-origin", **of_a_browser})
    rows = Comment.objects.order_by("id").values_list("state", "circumstances")
    assert list(rows) == [("published", "?headers"), ("published", "")]


def test_the_same_link_in_a_third_conversation_is_noticed(weblog: Weblog, post: Post) -> None:
    posts = [post, published_post(weblog, "Mud"), published_post(weblog, "Tide")]
    came = [say(one, f"{number}. {LINK}", name=f"P{number}").circumstances for number, one in enumerate(posts)]
    assert ["?repeated-link" in one for one in came] == [False, False, True]


def test_what_many_people_say_is_no_repetition(weblog: Weblog, post: Post) -> None:
    other = published_post(weblog, "Mud")
    say(post, "Thank you, Marta!")
    assert say(other, "Thank you, Marta!").circumstances == ""


def test_after_a_week_nobody_repeats_anything(post: Post) -> None:
    say(post, WORDS)
    assert Trace.objects.exists()
    with clock.standing_at(clock.now() + timedelta(days=8)):
        assert say(post, WORDS, name="Nils").circumstances == ""
        assert repetition.forget_old() == 2
        assert repetition.forget_old() == 0
        assert Trace.objects.count() == 2


def test_members_are_not_judged(cast: Cast, post: Post) -> None:
    say(post, WORDS)
    assert say(post, WORDS, user=cast.host.user).circumstances == ""


def test_an_edit_is_judged_by_how_its_comment_came(post: Post) -> None:
    say(post, WORDS)
    comment = say(post, NEARLY, name="Nils", circumstances="?x")
    assert comment.circumstances == "?repeated ?x"
    assert edit_comment(comment, submission("The ferry left at ten.")).text == "The ferry left at ten."


def test_networks_from_which_spam_came_are_known_until_their_addresses_are_dropped(cast: Cast, post: Post) -> None:
    for number in range(3):
        spam = say(post, f"Number {number}.", name=f"N{number}", email="", ip=f"{SERVER}{number}")
        judge(spam, CommentState.SPAM, actor=cast.host.user)
    network = number_of(f"~network {wider_network_of(SERVER + '200')}")
    assert recall([network])[network] == (3, 0)
    Comment.objects.update(created_at=clock.now() - timedelta(days=31))
    assert forget_addresses() == 3
    assert not Noticed.objects.filter(id=network).exists()
    assert not any(network in lesson.things for lesson in Lesson.objects.all())
    assert recall([])[TOTAL] == (3, 0)


def test_a_person_of_whom_much_was_published_is_believed_and_a_spammer_is_not(cast: Cast, post: Post) -> None:
    for number in range(4):
        good = say(post, f"I saw mud {number}.", name="Ruth", email="ruth@example.net")
        judge(good, CommentState.HELD, actor=cast.host.user)
        judge(good, CommentState.PUBLISHED, actor=cast.host.user)
        judge(say(post, f"I saw tide {number}.", name="Bot", email="b@example.net"), "spam", actor=cast.host.user)
    values = []
    for name, email in (("Ruth", "ruth@example.net"), ("Nils", "nils@example.net"), ("Bot", "b@example.net")):
        things = sender(name=name, email=email, ip=None)
        values.append(weigh(things, recall(map(number_of, things))).value)
    assert values[0] < values[1] == 0 < values[2]
    held = say(post, "I saw the tide.", name="Bot", email="b@example.net")
    assert "this e-mail address" in reason_of(held)
