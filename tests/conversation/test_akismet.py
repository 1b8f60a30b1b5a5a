"""A second opinion of Akismet: asked by the worker about what waits and is unsure, and deciding nothing. Against a real
server on this machine that speaks the protocol."""

import logging
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from django.test import Client
from pytest_django import Settings

from tertulia.conversation.comment import Comment
from tertulia.conversation.moderation import judge, undo
from tertulia.conversation.policy import Moderation, policy_of
from tertulia.conversation.spam.akismet import second_opinion
from tertulia.conversation.spam.akismet.errand import AkismetErrand
from tertulia.conversation.spam.akismet.second_opinion import run_errand
from tertulia.conversation.spam.judging import judge as score_of
from tertulia.conversation.spam.judging import noticed_of
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.people import say, set_policy
from tests.desk.people import page
from tests.strangers import Stranger, answer, stranger

UNSURE = "Wandle sprocket grommel, tiffin brindle moat."


class Akismet:
    """What it answers to each kind of request, and what it was told."""

    def __init__(self) -> None:
        self.answers = {"comment-check": answer(b"true"), "submit-spam": THANKS, "submit-ham": THANKS}
        self.told: list[tuple[str, dict[str, str]]] = []

    def __call__(self, request: bytes, _there: Stranger) -> Iterator[bytes]:
        head, _empty, body = request.partition(b"\r\n\r\n")
        method, path, _version = head.split(b"\r\n")[0].decode().split()
        assert method == "POST"
        assert b"application/x-www-form-urlencoded" in head
        what = path.removeprefix("/1.1/")
        fields = parse_qs(body.decode(), keep_blank_values=True, strict_parsing=True)
        self.told.append((what, {name: value for name, [value] in fields.items()}))
        yield self.answers[what]


THANKS = answer(b"Thanks for making the web a better place.")


@pytest.fixture
def akismet(near: Settings, weblog: Weblog) -> Iterator[Akismet]:
    """The server, asked by this weblog, where every comment waits."""
    asked = Akismet()
    set_policy(weblog, moderation=Moderation.ALWAYS, asks_akismet=True)
    with stranger(asked) as there:
        near.AKISMET_KEY, near.AKISMET_URL = "k3y", f"{there.origin}/1.1/"
        yield asked


def held(post: Post, text: str = UNSURE, **fields: str) -> Comment:
    """A comment that waits, after the worker has come to all there is to do."""
    comment = say(post, text, **{"ip": "198.51.100.7", **fields})
    assert comment.state == "held"
    work()
    comment.refresh_from_db()
    return comment


def work() -> None:
    run_due()
    while run_errand():
        pass


def test_what_it_says_is_one_more_reason_and_moves_nothing(akismet: Akismet, post: Post) -> None:
    comment = held(post)
    assert (comment.state, comment.circumstances) == ("held", "?akismet")
    told = score_of(noticed_of(comment))
    assert "?akismet" in told.telling
    comment.circumstances = ""
    assert told.value > score_of(noticed_of(comment)).value
    akismet.answers["comment-check"] = answer(b"false")
    other = held(post, "Wandle sprocket grommel, tiffin brindle moat, 9 and 11.", email="else@example.net")
    assert (other.state, "?akismet-ham" in other.circumstances.split()) == ("held", True)


def test_it_is_told_what_the_guides_say_and_nothing_else(akismet: Akismet, post: Post) -> None:
    comment = held(post, url="https://ruth.example/")
    [(what, facts)] = akismet.told
    assert what == "comment-check"
    assert facts == {
        "api_key": "k3y",
        "blog": "http://127.0.0.1:8000/harbour/",
        "blog_lang": "en",
        "blog_charset": "UTF-8",
        "user_ip": "198.51.100.7",
        "permalink": post.url,
        "comment_type": "comment",
        "comment_author": "Ruth Tamm",
        "comment_author_email": "ruth@example.net",
        "comment_author_url": "https://ruth.example/",
        "comment_content": UNSURE,
        "comment_date_gmt": f"{comment.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def test_nothing_leaves_unless_host_and_operator_wish_it(akismet: Akismet, near: Settings, weblog: Weblog) -> None:
    post = weblog.posts.first() or pytest.fail("there is a post")
    near.AKISMET_KEY = ""
    held(post, "No key.")
    near.AKISMET_KEY, near.FETCH = "k3y", 0
    held(post, "Nothing is fetched.")
    near.FETCH = 1
    set_policy(weblog, asks_akismet=False)
    held(post, "The host does not wish it.")
    assert akismet.told == []


@pytest.fixture(autouse=True)
def _there_is_a_post(post: Post) -> Post:
    return post


def test_only_what_waits_and_is_unsure_is_asked_about(
    akismet: Akismet, cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(post, "I am a member.", user=cast.host.user, ip="198.51.100.7")
    say(post, "A trap.", trap="1", ip="198.51.100.7")
    say(post, "From a door that knows no address.")
    judged = say(post, "Judged before the worker came.", ip="198.51.100.7")
    judge(judged, "published", actor=cast.host.user)
    monkeypatch.setattr(second_opinion, "_UNSURE", (90.0, 99.0))
    say(post, "Surely good.", ip="198.51.100.8")
    work()
    assert akismet.told == []


def test_what_members_decide_is_sent_back(akismet: Akismet, cast: Cast, post: Post) -> None:
    comment = held(post)
    first = judge(comment, "published", actor=cast.host.user)
    work()
    undo(first, actor=cast.host.user)
    work()
    judge(comment, "spam", actor=cast.moderator.user)
    work()
    assert [what for what, _facts in akismet.told] == ["comment-check", "submit-ham", "submit-spam"]
    assert akismet.told[1][1]["comment_content"] == UNSURE


def test_what_it_was_never_asked_it_is_not_told(akismet: Akismet, cast: Cast, post: Post, weblog: Weblog) -> None:
    set_policy(weblog, asks_akismet=False)
    comment = held(post)
    set_policy(weblog, asks_akismet=True)
    judge(comment, "spam", actor=cast.host.user)
    work()
    assert akismet.told == []


@pytest.mark.parametrize(
    "broken",
    [
        answer(b"invalid", X_akismet_debug_help="Empty 'blog' value"),
        answer(b"true", status="500 Oops"),
        answer(b"", status="302 Found", Location="http://127.0.0.1/"),
        b"nonsense\r\n\r\n",
    ],
)
def test_if_it_does_not_answer_that_is_logged_and_says_nothing(
    akismet: Akismet, post: Post, caplog: pytest.LogCaptureFixture, broken: bytes
) -> None:
    akismet.answers["comment-check"] = broken
    with caplog.at_level(logging.WARNING):
        comment = held(post)
    assert (comment.state, comment.circumstances) == ("held", "")
    assert len([one for one in caplog.messages if one.startswith("Akismet")]) == 1
    assert UNSURE not in caplog.text
    assert not AkismetErrand.objects.exists()
    assert len(akismet.told) == 1, "asked once and not again"


def test_the_desk_offers_it_only_with_a_key_and_shows_what_came_of_it(
    akismet: Akismet, near: Settings, marta: Client, post: Post
) -> None:
    comment = held(post)
    assert "Akismet takes it for spam" in page(marta.get(f"/desk/comments/{comment.id}/"))
    settings = "/desk/harbour/conversation/"
    assert "goes to Akismet" in page(marta.get(settings))
    near.AKISMET_KEY = ""
    assert "Akismet" not in page(marta.get(settings))
    assert policy_of(Weblog.objects.get()).asks_akismet
