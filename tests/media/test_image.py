"""Pictures are decoded and encoded anew: what is served is a picture and nothing else."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture

from tertulia.media.image import BadImage, Image, store_image

pytestmark = pytest.mark.django_db


def drawn(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    file = io.BytesIO()
    Picture.linear_gradient("L").resize(size).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "storm.png") -> "ContentFile[bytes]":
    return ContentFile(content, name=name)


def kept(image: Image) -> bytes:
    return Path(image.file.path).read_bytes()


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "gif")])
def test_the_four_kinds_are_kept_with_their_sizes(kind: str, ending: str) -> None:
    image = store_image(upload(drawn(kind)), alt="A storm")
    found = Image.objects.get()
    assert (found.width, found.height, found.alt) == (40, 20, "A storm")
    assert image.url.endswith(f".{ending}")


def test_of_a_phones_several_pictures_in_one_file_the_first_is_kept() -> None:
    file, second = io.BytesIO(), Picture.new("RGB", (40, 20), "blue")
    Picture.new("RGB", (40, 20), "red").save(file, "MPO", save_all=True, append_images=[second])
    image = store_image(upload(file.getvalue(), "IMG_0001.JPG"))
    assert image.url.endswith(".jpg")
    with Picture.open(image.file.path) as stored:
        assert (stored.format, stored.getpixel((5, 5))) == ("JPEG", (254, 0, 0))


def test_the_same_upload_is_kept_once() -> None:
    assert store_image(upload(drawn())) == store_image(upload(drawn(), "other.png"))


def test_a_later_description_is_kept_and_none_takes_none_away() -> None:
    store_image(upload(drawn()), alt="A storm")
    assert store_image(upload(drawn()), alt="A storm over the gate").alt == "A storm over the gate"
    store_image(upload(drawn()))
    assert Image.objects.get().alt == "A storm over the gate"


def test_a_large_picture_becomes_at_most_2400_pixels_long() -> None:
    image = store_image(upload(drawn("JPEG", (3000, 1000))))
    assert (image.width, image.height) == (2400, 800)


def test_where_it_was_taken_is_not_told() -> None:
    exif = Picture.Exif()
    exif[0x010F] = "Secret Camera"
    image = store_image(upload(drawn("JPEG", exif=exif)))
    assert b"Secret Camera" not in kept(image)


def test_it_stands_upright_as_the_camera_was_held() -> None:
    exif = Picture.Exif()
    exif[0x0112] = 6  # turned by a quarter
    image = store_image(upload(drawn("JPEG", exif=exif)))
    assert (image.width, image.height) == (20, 40)


def test_what_is_hidden_behind_a_picture_is_left_behind() -> None:
    image = store_image(upload(drawn() + b"<script>alert(1)</script>"))
    assert b"<script>" not in kept(image)


def test_a_moving_picture_goes_on_moving() -> None:
    frames = [Picture.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    image = store_image(upload(file.getvalue(), "moving.gif"))
    with Picture.open(image.file.path) as moving:
        assert getattr(moving, "n_frames", 1) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        drawn()[:-30],
        drawn("TIFF"),
        drawn("BMP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"<html>",
    ],
    ids=["empty", "only a head", "cut off", "TIFF", "BMP", "SVG", "PostScript", "HTML"],
)
def test_anything_else_is_refused(content: bytes, media_folder: Path) -> None:
    with pytest.raises(BadImage):
        store_image(upload(content))
    assert not media_folder.exists()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")
    with pytest.raises(BadImage):
        store_image(upload(bomb))


def test_it_is_served_for_ever_and_as_nothing_but_a_picture(client: Client) -> None:
    answer = client.get(store_image(upload(drawn())).url)
    answer.close()
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["nothing.png", "../tertulia.sqlite3", "%2e%2e/secret-key", "images/", ""])
def test_nothing_beside_the_pictures_is_served(client: Client, name: str, media_folder: Path) -> None:
    (media_folder / "images").mkdir(parents=True)
    (media_folder.parent / "secret-key").write_text("secret")
    assert client.get(f"/media/{name}").status_code == 404
