"""Whoever has confirmed a name and wishes to be forgotten owns it no longer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.accounts import make_account, recognise
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirming import own
from tertulia.conversation.rearranging import assign_comments
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.person import Person, person_of_comment, person_of_email
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.confirmed import confirmed
from tests.conversation.people import published
from tests.person import traces

OTTILIE = {"name": "Ottilie Quillfeather", "email": "ottilie@example.net"}


@pytest.fixture
def ottilie(cast: Cast, post: Post) -> Person:
    """She owns her name; the host has given her an old comment."""
    published(post, "Mine.", **OTTILIE)
    old = published(post, "From a page.", **{**OTTILIE, "email": ""})
    assign_comments(confirmed(cast.weblog, **OTTILIE), [old], actor=cast.host.user)
    return person_of_email(cast.weblog, OTTILIE["email"])


@pytest.fixture
def another(ottilie: Person, post: Post) -> Comment:
    """Somebody else speaks under her name."""
    return published(post, "Another.", **{**OTTILIE, "email": "x@example.org"})


def standings() -> list[str]:
    return list(Comment.objects.order_by("id").values_list("standing", flat=True))


def test_it_is_told_what_is_theirs(cast: Cast, ottilie: Person) -> None:
    kept = all_kept(ottilie)
    [own] = kept["person"]["confirmed"]
    assert (own["name"], own["picture"]) == (OTTILIE["name"], None)
    assert own["url"].endswith("/harbour/people/ottilie-quillfeather/")
    assert [comment["text"] for comment in kept["comments"]] == ["Mine.", "From a page."]
    assert person_of_comment(cast.weblog, Comment.objects.get(text="From a page.").id) == ottilie


@pytest.mark.usefixtures("another")
def test_their_page_is_gone_at_once_and_the_name_is_nobodys(client: Client, cast: Cast, ottilie: Person) -> None:
    assert standings() == ["confirmed", "confirmed", "unconfirmed"]
    erasure = erase(ottilie, What.NAME, actor=cast.host.user)
    assert client.get("/harbour/people/ottilie-quillfeather/").status_code == 404
    assert standings() == ["", "", ""]
    take_back(erasure, actor=cast.host.user)
    assert standings() == ["confirmed", "confirmed", "unconfirmed"]
    assert client.get("/harbour/people/ottilie-quillfeather/").status_code == 200


@pytest.mark.usefixtures("another")
def test_taken_back_too_late_the_name_stays_with_who_has_it_now(cast: Cast, ottilie: Person) -> None:
    erasure = erase(ottilie, What.NAME, actor=cast.host.user)
    confirmed(cast.weblog, OTTILIE["name"], "x@example.org")
    take_back(erasure, actor=cast.host.user)
    assert standings() == ["unconfirmed", "unconfirmed", "confirmed"]
    assert Commenter.objects.get(email=OTTILIE["email"]).refused_at


def test_in_the_end_no_trace_is_left(cast: Cast, ottilie: Person) -> None:
    erase(ottilie, What.NAME, actor=cast.host.user)
    with clock.standing_at(clock.now() + GRACE + timedelta(minutes=1)):
        assert carry_out() == 1
    assert traces.in_tables([OTTILIE["email"], "Quillfeather", "ottilie-quill"]) == []


@pytest.mark.parametrize("is_known_elsewhere", [False, True])
def test_a_readers_account_goes_with_the_name_unless_another_weblog_knows_it(
    cast: Cast, tide: Weblog, *, is_known_elsewhere: bool
) -> None:
    user = make_account(confirmed(cast.weblog, **OTTILIE))
    if is_known_elsewhere:
        assert recognise(tide, user) is None
        own(tide, OTTILIE["email"], "Ottilie Q.", [], user=user)
    erase(person_of_email(cast.weblog, OTTILIE["email"]), What.NAME, actor=None)
    with clock.standing_at(clock.now() + GRACE):
        assert carry_out() == 1
    assert User.objects.filter(pk=user.pk).exists() is is_known_elsewhere
