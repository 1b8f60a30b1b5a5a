"""What is kept of one person: all of it, and nothing of anybody else."""

import json
from io import BytesIO
from zipfile import ZipFile

import html5lib
import pytest

from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.packed import packed_person
from tertulia.exchange.person.person import Person, person_of_comment, person_of_email
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.people import NILS, published, say
from tests.conversation.talk import talk


@pytest.fixture
def ruth(cast: Cast, post: Post) -> Person:
    """Ruth has said this and that; Nils too."""
    first = published(post, "Who *signed* it?", ip="198.51.100.77", url="https://ruth.example/")
    reply_inside(first, "I have asked them.", member=cast.host)
    judge(say(post, "Held for her reasons.", ip="2001:db8::7"), "spam", actor=cast.host.user, reason="A second time")
    published(post, "Nils answers.", parent=first.number, ip="203.0.113.9", **NILS)
    return person_of_email(cast.weblog, " Ruth@Example.net ")


def test_every_comment_is_there_whatever_its_state_with_what_belongs_to_it(ruth: Person) -> None:
    kept = all_kept(ruth)
    shown, spam = kept["comments"]
    assert (kept["person"]["email"], kept["person"]["names"]) == ("ruth@example.net", ["Ruth Tamm"])
    assert (shown["state"], shown["number"], shown["ip"], shown["text"]) == (
        "published",
        1,
        "198.51.100.77",
        "Who *signed* it?",
    )
    assert shown["url"].endswith(f"#comment-{shown['id']}")
    assert [(reply["by"], reply["text"]) for reply in shown["replies"]] == [("Marta Oyelaran", "I have asked them.")]
    assert (spam["state"], spam["url"], spam["learned"]) == ("spam", None, "spam")
    assert spam["decisions"][-1]["reason"] == "A second time"


def test_nothing_of_others_is_there(ruth: Person) -> None:
    told = packed_text(ruth)
    for secret in ("Nils", "nils@example.net", "203.0.113.9", "marta@example.org"):
        assert secret not in told


def test_the_page_holds_the_same_and_is_html_without_errors(ruth: Person) -> None:
    with ZipFile(BytesIO(packed_person(ruth))) as archive:
        assert archive.namelist() == ["person.json", "person.html"]
        page, kept = archive.read("person.html").decode(), json.loads(archive.read("person.json"))
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert "<style" not in page
    for comment in kept["comments"]:
        assert comment["html"] in page
        assert comment["ip"] in page
    assert "I have asked them." in page


def test_a_person_without_an_address_is_known_by_name_and_web_address(cast: Cast) -> None:
    post = published_post(cast.weblog)
    [one] = talk(post, 1, email="", name="Ann", url="https://ann.example/")
    talk(post, 1, email="", name="Ann", url="https://another-ann.example/")
    talk(post, 1, email="ann@example.org", name="Ann", url="https://ann.example/")
    found = person_of_comment(cast.weblog, one.id)
    assert found
    assert [comment.id for comment in found.comments] == [one.id]


def test_a_person_without_an_address_is_known_by_the_profile_that_is_gone(cast: Cast) -> None:
    post = published_post(cast.weblog)
    [one] = talk(post, 1, email="", name="Ann", source="mt", source_key="x-1 6p00d8341c")
    talk(post, 1, email="", name="Ann", source="mt", source_key="y-1 6p00d8342d")
    found = person_of_comment(cast.weblog, one.id)
    assert found
    assert (found.profile, [comment.id for comment in found.comments]) == ("6p00d8341c", [one.id])


def test_what_one_signed_in_wrote_is_theirs_by_their_account(cast: Cast, post: Post) -> None:
    comment = say(post, "By the way.", name="Ilse", email="", user=cast.moderator.user)
    kept = all_kept(person_of_email(cast.weblog, "ilse@example.org"))
    assert [one["id"] for one in kept["comments"]] == [comment.id]
    assert [one["role"] for one in kept["memberships"]] == ["moderator"]


def test_another_weblog_keeps_to_itself(ruth: Person, tide: object) -> None:
    post = published_post(tide)  # type: ignore[arg-type]
    published(post, "Said elsewhere.")
    assert "Said elsewhere." not in packed_text(ruth)


def packed_text(person: Person) -> str:
    with ZipFile(BytesIO(packed_person(person))) as archive:
        return archive.read("person.json").decode() + archive.read("person.html").decode()
