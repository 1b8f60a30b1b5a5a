"""A picture beside the comments of somebody whose name is confirmed: a small square, theirs to take away."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture

from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.picturing import show_picture
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.person import person_of_email
from tertulia.lib import clock
from tertulia.media.image import Image
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.conversation.confirmed import confirmed, mailed
from tests.conversation.form import SAME_ORIGIN, page_of, send, words_of
from tests.conversation.people import published

pytestmark = pytest.mark.django_db
YOU = "/harbour/confirmation/you/"


def upload(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> SimpleUploadedFile:
    """A picture that tells where it was taken."""
    out, facts = io.BytesIO(), Picture.Exif()
    facts[0x010E] = "12 Ferry Lane"
    Picture.new("RGB", size, "teal").save(out, format=kind, exif=facts)
    return SimpleUploadedFile("me.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def ruth(client: Client, post: Post) -> Client:
    """Ruth's browser, after she has confirmed."""
    published(post)
    send(client, "/harbour/confirmation/", {"email": "ruth@example.net"})
    link, _code = mailed()
    client.post(link, {"name": "Ruth Tamm", "bore": ["Ruth Tamm"]}, headers=SAME_ORIGIN)
    return client


def files() -> list[str]:
    """What is on the disk of the pictures that there are."""
    names = [name for face in Image.objects.all() for name in (str(face.file.name), *face.smaller)]
    return [name for name in names if default_storage.exists(name)]


def faces(post: Post) -> list[dict[str, str | None]]:
    return [dict(face.attributes) for face in page_of(Client().get(post.link)).css("img.face")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_stands_beside_their_comments_as_a_small_square_that_tells_nothing(
    ruth: Client, post: Post, kind: str
) -> None:
    assert faces(post) == []
    answer = ruth.post(f"{YOU}picture/", {"picture": upload(kind)}, headers=SAME_ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, YOU)
    [face] = faces(post)
    assert (face["alt"], face["loading"], face["width"], face["height"]) == ("", "lazy", "32", "32")
    for name, side in zip(files(), (192, 96), strict=True):
        with default_storage.open(name) as file, Picture.open(file) as picture:
            assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (side, side), {})
    assert face["src"] == settings.MEDIA_URL + files()[1]
    assert files()[0] in Client().get(Commenter.objects.get().path).content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\xff\xd8\xff" + b"x" * 99]
)
def test_what_is_no_picture_is_refused_in_a_sentence(ruth: Client, post: Post, content: bytes) -> None:
    answer = ruth.post(f"{YOU}picture/", {"picture": SimpleUploadedFile("x.png", content)}, headers=SAME_ORIGIN)
    assert (answer.status_code, "picture" in words_of(answer)) == (422, True)
    assert (faces(post), Image.objects.count()) == ([], 0)


def test_taken_away_or_replaced_it_is_gone_from_pages_and_disk(ruth: Client, post: Post) -> None:
    ruth.post(f"{YOU}picture/", {"picture": upload()}, headers=SAME_ORIGIN)
    before = files()
    with_another = ruth.post(f"{YOU}picture/", {"picture": upload()}, headers=SAME_ORIGIN)
    run_due()
    assert (with_another.status_code, len(files()), set(files()) & set(before)) == (303, 2, set())
    last = files()
    ruth.post(f"{YOU}picture/", {"away": "1"}, headers=SAME_ORIGIN)
    run_due()
    assert (faces(post), Image.objects.count()) == ([], 0)
    assert not [name for name in (*before, *last) if default_storage.exists(name)]


def test_nobody_else_gives_or_takes_it(ruth: Client, post: Post) -> None:
    for client, headers in ((Client(), SAME_ORIGIN), (ruth, {"Sec-Fetch-Site": "cross-site"})):
        answer = client.post(f"{YOU}picture/", {"picture": upload()}, headers=headers)
        assert answer.status_code in (403, 404)
    assert not Image.objects.exists()


def test_an_erasure_deletes_it_once_it_is_final(post: Post) -> None:
    published(post)
    show_picture(confirmed(post.weblog), upload())
    there = files()
    erase(person_of_email(post.weblog, "ruth@example.net"), What.NAME, actor=None)
    assert (faces(post), files()) == ([], there)
    with clock.standing_at(clock.now() + GRACE + timedelta(minutes=1)):
        assert carry_out() == 1
        run_due()
    assert not [name for name in there if default_storage.exists(name)]
