"""Upload a picture and get what to paste."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertulia.media.image import Image
from tests.desk.people import page
from tests.desk.test_settings import picture

IMAGES = "/desk/harbour/images/"


def test_a_picture_is_stored_and_its_snippet_shown(tomas: Client) -> None:
    html = page(tomas.post(IMAGES, {"upload": picture(), "alt": 'A "gate" & fog'}, follow=True))
    image = Image.objects.get()
    assert image.url in html
    assert "&lt;figure&gt;" in html
    assert "width=&quot;8&quot;" in html
    assert 'alt="A "gate"' not in html


def test_the_same_picture_twice_is_kept_once(tomas: Client) -> None:
    for _ in range(2):
        tomas.post(IMAGES, {"upload": picture()})
    assert Image.objects.count() == 1


def test_what_is_no_picture_is_refused_and_the_words_given_back(tomas: Client) -> None:
    fake = SimpleUploadedFile("x.png", b"not a picture", content_type="image/png")
    response = tomas.post(IMAGES, {"upload": fake, "alt": "Fog"})
    assert response.status_code == 422
    assert 'value="Fog"' in page(response)
    assert tomas.post(IMAGES, {}).status_code == 422
    assert not Image.objects.exists()
