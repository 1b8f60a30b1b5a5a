"""Files that an import brings are kept as they came, once, and harm nobody who asks for them."""

import io
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import Image as Picture

from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.media.kinds import is_inert
from tertulia.media.storing import Refused, safe_name, store
from tests.exchange.dumps import drawn

pytestmark = pytest.mark.django_db


def kept(content: bytes, name: str) -> Image | File:
    return store(lambda: io.BytesIO(content), name)


def test_a_picture_is_kept_as_it_came_and_in_smaller_sizes(media_folder: Path) -> None:
    exif = Picture.Exif()
    exif[0x010F] = "Secret Camera"
    content = drawn(1200, 600, exif=exif)
    image = kept(content, "storm.jpg")
    assert isinstance(image, Image)
    assert (media_folder / image.original).read_bytes() == content
    assert image.widths == [480, 960]
    for width, name in zip(image.widths, image.smaller, strict=True):
        with Picture.open(media_folder / name) as smaller:
            assert smaller.size == (width, width // 2)
        assert b"Secret" not in (media_folder / name).read_bytes()
    assert b"Secret" not in (media_folder / str(image.file.name)).read_bytes()


def test_the_original_is_for_the_host_alone(client: Client) -> None:
    image = kept(drawn(), "storm.jpg")
    assert isinstance(image, Image)
    for path in (image.original, f"images/../{image.original}", image.original.replace("originals", "Originals")):
        assert client.get(f"/media/{path}").status_code == 404


def test_what_was_lost_on_the_disk_is_put_there_again(media_folder: Path) -> None:
    image, document = kept(drawn(), "storm.jpg"), kept(b"%PDF", "times.pdf")
    before = {path: path.read_bytes() for path in media_folder.rglob("*") if path.is_file()}
    for number, path in enumerate(before):
        path.write_bytes(b"") if number % 2 else path.unlink()
    assert (kept(drawn(), "storm.jpg"), kept(b"%PDF", "times.pdf")) == (image, document)
    assert {path: path.read_bytes() for path in media_folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "content", "ending", "is_attached"),
    [
        ("song.mp3", b"ID3", ".mp3", False),
        ("times.pdf", b"%PDF", ".pdf", True),
        ("page.html", b"<script>alert(1)</script>", ".html.bin", True),
        ("plan.svg", b"<svg onload='alert(1)'/>", ".svg.bin", True),
        ("evil.jpg", b"<html><script>alert(1)</script>", ".jpg.bin", True),
        ("a.php", b"<?php", ".php.bin", True),
        ("noname", b"x", "noname.bin", True),
    ],
)
def test_what_a_browser_could_run_is_fetched_and_not_opened(
    client: Client, name: str, content: bytes, ending: str, is_attached: bool
) -> None:
    file = kept(content, name)
    assert file.url.endswith(ending)
    answer = client.get(file.url)
    assert b"".join(answer) == content
    answer.close()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"].startswith(("audio/", "application/"))
    assert answer.get("Content-Disposition", "").startswith("attachment") == is_attached


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused):
        kept(b"", "x.pdf")


class AnyName(TestCase):
    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=300), st.binary(min_size=1, max_size=64), st.sampled_from([b"", b"\xff\xd8\xff", b"GIF8"]))
    def test_any_file_of_any_name_is_kept(self, name: str, content: bytes, head: bytes) -> None:
        file = store(lambda: io.BytesIO(head + content), name)
        assert file.file.storage.size(str(file.file.name)) == len(head + content)

    @given(st.text(max_size=300))
    def test_any_name_becomes_one_that_does_no_harm(self, name: str) -> None:
        safe = safe_name(name)
        assert is_inert(safe)
        assert not set(safe) & set("/\\\0?#% ")
        assert 0 < len(safe.encode()) < 200
