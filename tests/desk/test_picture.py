"""The picture of a member, from the desk's account page to their words, and away again."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.person import person_of_email
from tertulia.lib import clock
from tertulia.media.image import Image
from tertulia.outbox.worker import run_due
from tertulia.weblog.member import Member, Role, add_member, change_role
from tertulia.weblog.picturing import show_picture
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast
from tests.conversation.form import page_of
from tests.conversation.people import say
from tests.conversation.test_picturing import faces, files, upload
from tests.desk.people import page

PICTURE = "/desk/account/picture/"


@pytest.fixture
def spoken(cast: Cast, post: Post) -> Post:
    """A post below which Marta has said something."""
    say(post, "I was there, too.", user=cast.host.user, email="")
    return post


def test_it_stands_beside_their_words_and_on_their_page(marta: Client, cast: Cast, spoken: Post) -> None:
    assert faces(spoken) == []
    told = marta.post(PICTURE, {"picture": upload()}, follow=True)
    assert "Readers see it beside your words now." in page(told)
    large, small = files()
    assert [face["src"] for face in faces(spoken)] == [settings.MEDIA_URL + small]
    own = page_of(marta.get(f"{cast.host.path}comments/"))
    assert [one.attributes["src"] for one in (*own.css("main img"), *page_of(told).css("#picture img"))] == [
        settings.MEDIA_URL + large
    ] * 2


def test_taken_away_or_replaced_it_is_gone_from_pages_and_disk(marta: Client, spoken: Post) -> None:
    marta.post(PICTURE, {"picture": upload()})
    before = files()
    marta.post(PICTURE, {"picture": upload("PNG")})
    run_due()
    assert (len(files()), set(files()) & set(before)) == (2, set())
    last = files()
    marta.post(PICTURE, {"away": "1"})
    run_due()
    assert (faces(spoken), Image.objects.count()) == ([], 0)
    assert not [name for name in (*before, *last) if default_storage.exists(name)]


def test_it_is_shown_in_all_their_weblogs_with_files_of_each(marta: Client, cast: Cast) -> None:
    add_member(create_weblog("tide"), name="Marta", role=Role.AUTHOR, user=cast.host.user)
    marta.post(PICTURE, {"picture": upload()})
    pictures = Member.objects.filter(user=cast.host.user).values_list("picture__file", flat=True)
    assert (len({*pictures}), len(files())) == (2, 4)


@pytest.mark.parametrize("sent", [{}, {"picture": SimpleUploadedFile("x.png", b"GIF89a")}])
def test_what_is_no_picture_changes_nothing_and_says_so(marta: Client, sent: dict[str, object]) -> None:
    told = marta.post(PICTURE, sent, follow=True)
    [notice] = page_of(told).css(".notice")
    assert "picture" in notice.text()
    assert not Image.objects.exists()


def test_a_name_that_an_import_brought_beside_theirs_gets_none(marta: Client, cast: Cast, spoken: Post) -> None:
    say(spoken, "Me again.", name="Marta Oyelaran", email="other@example.net")
    marta.post(PICTURE, {"picture": upload()})
    assert len(faces(spoken)) == 1
    assert Member.objects.exclude(picture=None).get() == cast.host


def test_it_goes_with_who_wishes_to_be_forgotten(cast: Cast, post: Post) -> None:
    say(post, "I have left.", name="Ilse", email=cast.moderator.email)
    show_picture(cast.moderator, upload())
    there = files()
    change_role(cast.moderator, Role.MODERATOR, actor=None, active=False)
    erase(person_of_email(cast.weblog, cast.moderator.email), What.NAME, actor=None)
    assert Member.objects.get(id=cast.moderator.id).picture is None
    with clock.standing_at(clock.now() + GRACE * 2):
        assert carry_out() == 1
        run_due()
    assert not [name for name in there if default_storage.exists(name)]
