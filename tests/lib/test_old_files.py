"""All addresses of one old file are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib.old_files import OldFile, old_file

ASSET = "6a00d8341c2f0953ef0120a5ab1234970b"


@pytest.mark.parametrize(
    ("url", "host", "width"),
    [
        (f"http://islands.typepad.com/.a/{ASSET}", "islands.typepad.com", 0),
        (f"https://islands.example/blog/.a/{ASSET.upper()}-800wi", "islands.example", 800),
        (f"//a7.typepad.com/{ASSET}-120si", "a7.typepad.com", 120),
        (f"http://up3.typepad.com/{ASSET}-pi", "up3.typepad.com", 0),
        (f"/.a/{ASSET}-75hi", "", 0),
        (f"/.a/{ASSET}-popup.html", "", 0),
    ],
)
def test_an_asset_of_typepads_has_one_name_on_all_its_hosts(url: str, host: str, width: int) -> None:
    assert old_file(url) == OldFile(f"/.a/{ASSET}", host, width, is_asset=True)


@pytest.mark.parametrize(
    ("url", "path", "width"),
    [
        ("http://b.example/wp-content/uploads/2010/05/quay-300x200.jpg", "/wp-content/uploads/2010/05/quay.jpg", 300),
        ("http://b.example/wp-content/uploads/quay-scaled.jpg?w=5", "/wp-content/uploads/quay.jpg", 0),
        ("http://b.example/photos/quay-300x200.jpg", "/photos/quay-300x200.jpg", 0),
        ("/.shared/image.html?/photos/low%20tide.jpg", "/photos/low tide.jpg", 0),
        (" http:\\\\b.example\\photos\\x.jpg ", "/photos/x.jpg", 0),
    ],
)
def test_other_files_are_called_by_their_path(url: str, path: str, width: int) -> None:
    found = old_file(url)
    assert found
    assert (found.path, found.width, found.is_asset) == (path, width, False)


@pytest.mark.parametrize(
    "url", ["", "#x", "storm.jpg", "http://[b", "mailto:a@b.example", "http://b.example", "/", "/%00"]
)
def test_what_names_no_path_is_none(url: str) -> None:
    assert old_file(url) is None


@given(st.text(max_size=300) | st.from_regex(r"(https?:)?//[a-z.:@\[\]]*/\S*", fullmatch=True))
def test_any_text_is_an_old_file_or_none(url: str) -> None:
    found = old_file(url)
    assert found is None or found.path.startswith("/")
