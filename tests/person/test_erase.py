"""Whoever wishes to be forgotten is hidden at once, can be brought back for some days, and is then gone for good."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.spam.memory import Lesson, Noticed
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import GRACE, Erased, Erasure, What
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.person import Person, person_of_email
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, add_member, change_role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.people import NILS, moderate, published, say
from tests.exchange.archives import archived, restored, wipe
from tests.person import traces

TRACES = ["Quillfeather", "ottilie@example.net", "ottilie.example", "198.51.100.77", "2001:db8::77"]
OTTILIE: dict[str, Any] = {
    "name": "Ottilie Quillfeather",
    "email": "ottilie@example.net",
    "url": "https://ottilie.example/",
    "ip": "198.51.100.77",
}
WORDS = "Marmalade"


@pytest.fixture
def ottilie(cast: Cast, post: Post) -> Person:
    """Ottilie in all states, answered by Nils and by the host; what the host was mailed waits here."""
    moderate(cast.weblog, Moderation.ALWAYS)
    first = published(post, f"{WORDS} is not a plan.", **OTTILIE)
    reply_inside(first, "It is a start.", member=cast.host)
    published(post, "Well said.", parent=first.number, **NILS)
    say(post, f"Held: {WORDS}.", **{**OTTILIE, "ip": "2001:db8::77"})
    spam = say(post, f"{WORDS} for sale.", **OTTILIE)
    judge(spam, "spam", actor=cast.host.user, reason="Ottilie Quillfeather sells")
    run_due()
    return person_of_email(cast.weblog, "ottilie@example.net")


def pages(client: Client, post: Post) -> str:
    told = [
        client.get(address).content.decode()
        for address in (
            post.link,
            f"{post.stem}/comments/atom.xml",
            "/harbour/comments/",
            "/harbour/search/?q=quill",
            "/harbour/search/?q=marma",
            "/harbour/comments/feed.json",
        )
    ]
    return "".join(told)


def later() -> None:
    """The days in which it can be taken back are over."""
    with clock.standing_at(clock.now() + GRACE + timedelta(minutes=1)):
        assert carry_out() == 1


@pytest.mark.parametrize("what", list(What))
def test_readers_find_them_no_more_at_once_and_the_conversation_stays(
    client: Client, cast: Cast, ottilie: Person, post: Post, what: str
) -> None:
    erase(ottilie, what, actor=cast.host.user)
    told = pages(client, post)
    assert [trace for trace in TRACES if trace.lower() in told.lower()] == []
    assert "Somebody who left" in told
    assert "It is a start." in told
    assert "Well said." in told
    assert (f"{WORDS} is not a plan." in told) == (what == What.NAME)
    assert ("This comment was erased at its author’s wish." in told) == (what == What.WORDS)
    assert [comment.number for comment in Comment.objects.published()] == [1, 2]


@pytest.mark.parametrize("what", list(What))
def test_when_it_is_carried_out_no_table_holds_anything_of_them(cast: Cast, ottilie: Person, what: str) -> None:
    gone = TRACES if what == What.NAME else [*TRACES, WORDS]
    assert traces.in_tables(gone)
    erase(ottilie, what, actor=cast.host.user)
    later()
    assert traces.in_tables(gone) == []
    assert not Erased.objects.exists()
    assert Erasure.objects.get().done_at


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's file")
def test_the_file_of_the_database_holds_nothing_of_them_once_it_is_packed(cast: Cast, ottilie: Person) -> None:
    erase(ottilie, What.WORDS, actor=cast.host.user)
    assert traces.in_file(TRACES) != []
    later()
    assert traces.in_file([*TRACES, WORDS]) == []


@pytest.mark.parametrize("what", list(What))
def test_it_can_be_taken_back_until_then_as_if_it_had_never_been(cast: Cast, ottilie: Person, what: str) -> None:
    def kept() -> dict[str, Any]:
        told = {**all_kept(ottilie), "made_at": ""}
        for comment in told["comments"]:
            comment["changed_at"] = ""
        return told

    before, lessons, things = kept(), Lesson.objects.count(), set(Noticed.objects.exclude(spam=0, good=0).values_list())
    log = list(Decision.objects.order_by("id").values_list())
    erasure = erase(ottilie, what, actor=None)
    assert all_kept(ottilie)["comments"] == []
    take_back(erasure, actor=None)
    assert kept() == before
    assert (Lesson.objects.count(), set(Noticed.objects.exclude(spam=0, good=0).values_list())) == (lessons, things)
    assert list(Decision.objects.order_by("id").values_list())[: len(log)] == log
    with pytest.raises(ValidationError):
        take_back(erasure, actor=None)
    assert carry_out() == 0


def test_what_was_carried_out_cannot_be_taken_back(ottilie: Person) -> None:
    erasure = erase(ottilie, What.NAME, actor=None)
    assert carry_out() == 0
    later()
    with pytest.raises(ValidationError):
        take_back(erasure, actor=None)


def test_two_who_left_the_same_conversation_are_told_apart(cast: Cast, ottilie: Person) -> None:
    erase(ottilie, What.NAME, actor=None)
    erase(person_of_email(cast.weblog, NILS["email"]), What.NAME, actor=None)
    assert set(Comment.objects.values_list("name", flat=True)) == {"Somebody who left", "Somebody who left (2)"}


def test_the_log_says_that_it_was_done_and_not_of_whom(cast: Cast, ottilie: Person) -> None:
    erase(ottilie, What.NAME, actor=cast.host.user)
    later()
    rows = list(Decision.objects.filter(kind="erasure").order_by("id").values_list("actor_name", "before", "after"))
    assert rows == [("Marta Oyelaran", "", "asked"), ("", "asked", "done")]


def test_nobody_else_is_touched(cast: Cast, ottilie: Person) -> None:
    before = Comment.objects.filter(email=NILS["email"]).values().get()
    erase(ottilie, What.WORDS, actor=None)
    assert Comment.objects.filter(email=NILS["email"]).values().get() == before


def test_a_member_is_not_forgotten_as_long_as_they_are_one(cast: Cast, post: Post) -> None:
    say(post, "By the way.", name="Ilse", email="", user=cast.moderator.user)
    with pytest.raises(ValidationError):
        erase(person_of_email(cast.weblog, "ilse@example.org"), What.NAME, actor=None)


def test_of_those_without_an_address_only_what_was_chosen_goes(cast: Cast, post: Post) -> None:
    mine, other = published(post, "Mine.", name="Ann", email=""), published(post, "Not mine.", name="Ann", email="")
    erase(Person(cast.weblog, name="Ann", chosen=[mine.id]), What.NAME, actor=None)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.name, other.name) == ("Somebody who left", "Ann")


def test_of_a_membership_that_has_ended_no_address_or_account_is_left(cast: Cast, post: Post) -> None:
    comment = say(post, "By the way.", name="Ilse", email="", user=cast.moderator.user)
    judge(comment, "held", actor=cast.moderator.user, reason="Not yet")
    change_role(cast.moderator, "moderator", actor=cast.host.user, active=False)
    before = Member.objects.filter(id=cast.moderator.id).values().get()
    log = list(Decision.objects.order_by("id").values_list())
    erasure = erase(person_of_email(cast.weblog, "ilse@example.org"), What.NAME, actor=None)
    row = Member.objects.get(id=cast.moderator.id)
    assert (row.name, row.email, row.user, "ilse" in row.slug) == ("Somebody who left", "", None, False)
    assert not Decision.objects.filter(about__contains="Ilse").exists()
    take_back(erasure, actor=None)
    assert Member.objects.filter(id=cast.moderator.id).values().get() == before
    assert list(Decision.objects.order_by("id").values_list())[: len(log)] == log


def test_an_account_goes_with_its_person_unless_another_weblog_knows_it(cast: Cast, post: Post, tide: Weblog) -> None:
    for member, elsewhere in ((cast.moderator, None), (cast.author, tide)):
        assert member.user
        say(post, "By the way.", name=member.name, email="", user=member.user)
        change_role(member, member.role, actor=cast.host.user, active=False)
        if elsewhere:
            add_member(elsewhere, name="T. B.", role="author", user=member.user, email=member.email)
        erase(person_of_email(cast.weblog, member.email), What.WORDS, actor=None)
    accounts = set(User.objects.values_list("email", flat=True))
    with clock.standing_at(clock.now() + GRACE):
        assert carry_out() == 2
    assert accounts - {*User.objects.values_list("email", flat=True)} == {"ilse@example.org"}
    assert traces.in_tables(["ilse@example.org", "Ilse Vis"]) == []


@pytest.mark.parametrize("what", list(What))
def test_an_archive_holds_nothing_of_them_and_comes_back_to_the_byte(
    cast: Cast, ottilie: Person, tmp_path: Path, what: str
) -> None:
    erase(ottilie, what, actor=cast.host.user)
    before = archived(cast.weblog, tmp_path / "kept.zip")
    with ZipFile(tmp_path / "kept.zip") as packed:
        told = "".join(packed.read(name).decode() for name in packed.namelist()).lower()
    assert [trace for trace in TRACES if trace.lower() in told] == []
    assert (WORDS.lower() in told) == (what == What.NAME)
    wipe("harbour")
    assert archived(restored(tmp_path / "kept.zip").weblog, tmp_path / "again.zip") == before
