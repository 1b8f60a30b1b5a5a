"""People at the desk: look for somebody, see what is kept of them, hand it to them."""

from io import BytesIO
from zipfile import ZipFile

from django.test import Client

from tertulia.exchange.person.erasure import Erasure
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.people import NILS, say
from tests.conversation.talk import talk
from tests.desk.people import page

PEOPLE = "/desk/harbour/people/"


def test_somebody_is_found_by_a_part_of_name_or_address(marta: Client, post: Post) -> None:
    ruths, _nils = say(post), say(post, "Nils says.", **NILS)
    for words in ("ruth", "TAMM", "ruth@example"):
        shown = page(marta.get(PEOPLE, {"q": words}))
        assert f'href="{PEOPLE}{ruths.id}/">Ruth Tamm</a>' in shown
        assert "nils@" not in shown
    assert "Nobody matches." in page(marta.get(PEOPLE, {"q": "otto"}))
    assert "@" not in page(marta.get(PEOPLE))


def test_those_of_one_name_are_kept_apart_where_nothing_says_that_they_are_one(marta: Client, post: Post) -> None:
    talk(post, 2, name="Ann", email="", url="https://ann.example/")
    talk(post, 1, name="Ann", email="", url="https://other.example/")
    talk(post, 1, name="Ann", email="", source="mt", source_key="x-1 6p00d8341c")
    shown = page(marta.get(PEOPLE, {"q": "ann"}))
    assert (shown.count("without an e-mail address"), "6p00d8341c" in shown) == (3, True)


def test_a_person_gets_all_of_theirs_as_a_file(marta: Client, post: Post) -> None:
    comment, _nils = say(post, "Mine."), say(post, "His.", **NILS)
    assert "Mine." in page(marta.get(f"{PEOPLE}{comment.id}/"))
    answer = marta.post(f"{PEOPLE}{comment.id}/export/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="harbour-my-data.zip"'
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(BytesIO(answer.content)) as archive:
        told = archive.read("person.json").decode()
    assert ("Mine." in told, "His." in told) == (True, False)


def test_a_person_of_another_weblog_is_not_known_here(marta: Client, cast: Cast, tide: object, post: Post) -> None:
    comment = say(post)
    cast.weblog.members.filter(id=cast.host.id).update(weblog=tide)
    assert marta.get(f"/desk/tide/people/{comment.id}/").status_code == 404
    assert marta.post(f"/desk/tide/people/{comment.id}/export/").status_code == 404


def test_a_wish_to_be_forgotten_is_carried_out_and_can_be_taken_back(marta: Client, post: Post) -> None:
    comment = say(post, "Mine.")
    assert marta.post(f"{PEOPLE}{comment.id}/erasure/").status_code == 422
    assert marta.post(f"{PEOPLE}{comment.id}/erasure/", {"what": "name"}).headers["Location"] == PEOPLE
    comment.refresh_from_db()
    assert (comment.name, comment.text) == ("Somebody who left", "Mine.")
    shown = page(marta.get(PEOPLE))
    assert "1 comment of somebody" in shown
    assert marta.get(f"{PEOPLE}{comment.id}/").status_code == 404
    address = shown.partition(f'action="{PEOPLE}erasures/')[2].partition('"')[0]
    marta.post(f"{PEOPLE}erasures/{address}")
    comment.refresh_from_db()
    assert comment.name == "Ruth Tamm"


def test_of_those_without_an_address_only_ticked_comments_go(marta: Client, post: Post) -> None:
    mine, other = talk(post, 2, name="Ann", email="", url="https://ann.example/")
    assert marta.post(f"{PEOPLE}{mine.id}/erasure/", {"what": "words"}).status_code == 422
    marta.post(f"{PEOPLE}{mine.id}/erasure/", {"what": "words", "comment": [mine.id]})
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.name, other.name) == ("Somebody who left", "Ann")


def test_another_weblogs_erasure_is_not_taken_back_here(marta: Client, post: Post, tide: Weblog) -> None:
    foreign = Erasure.objects.create(weblog=tide, what="name", due_at=clock.now())
    assert marta.post(f"{PEOPLE}erasures/{foreign.id}/").status_code == 404
