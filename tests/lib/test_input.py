"""What nobody may bring: text that is none, and from strangers files that fill the disk."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tertulia.weblog.post import Post
from tests.conversation.form import fields_of
from tests.desk.people import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings: Settings, tmp_path: Path) -> Path:
    """A form may hold 5,000 bytes; files wait in a folder of their own."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 5000, 0
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def film() -> SimpleUploadedFile:
    return SimpleUploadedFile("film.png", b"x" * 10_000)


@pytest.mark.parametrize("address", ["/accounts/login/", "/harbour/", "/desk/harbour/import/", "/nothing/"])
def test_a_strangers_file_is_refused_before_it_is_kept(address: str, small: Path, post: Post) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["tertulia_csrf"] = "a" * 32
    assert browser.post(address, {"upload": film()}).status_code in (400, 403, 404, 405)
    assert list(small.iterdir()) == []


def test_at_the_comment_form_it_is_told_in_a_sentence(client: Client, small: Path, post: Post) -> None:
    response = client.post(f"{post.stem}/comments/", {"upload": film()})
    assert response.status_code == 413
    assert "too large" in page(response)


def test_a_members_file_is_taken(marta: Client, small: Path, post: Post) -> None:
    response = marta.post("/desk/harbour/images/", {"upload": film()})
    assert response.status_code == 422
    assert "no JPEG, PNG, WebP or GIF" in page(response)


def test_a_cookie_that_is_no_text_is_none(client: Client, post: Post) -> None:
    broken = {"Cookie": 'tertulia_session="' + "\\000" * 32 + '"', "Sec-Fetch-Site": "same-origin"}
    assert client.get("/desk/", headers=broken).status_code == 302
    sent = {**fields_of(client.get(post.link)), "name": "Ruth", "text": "Who signed it?"}
    assert client.post(f"{post.stem}/comments/", sent, headers=broken).status_code == 200


def test_a_forged_form_is_refused_in_a_sentence(post: Post) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "marta@example.org"})
    assert response.status_code == 403
    assert "Go back" in page(response)
