"""What posts show and what is not here is listed once, with the posts that show it."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.exchange.missing import MissingFile, missing_files
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.desk.people import page
from tests.exchange.dumps import ASSET, ISLANDS, drawn, zip_of
from tests.exchange.loading import Export

pytestmark = pytest.mark.django_db

BODY = f"""
<img src="{ISLANDS}/photos/here.jpg"><img src="{ISLANDS}/photos/gone.jpg"> <img src="/.a/{ASSET}-320wi">
<img src="http://a3.typepad.com/{ASSET}-800wi"> <a href="{ISLANDS}/blog/2009/x.html">Post</a>
<img src="http://www.geocities.com/~marta/boat.gif"> <img src="https://pictures.example/a.jpg">
<img src="https://pictures.example/b.png"> <a href="https://elsewhere.example/paper.pdf">Paper</a>
"""


@pytest.fixture
def harbour(weblog: Weblog, tmp_path: Path) -> Weblog:
    """The Harbour Gate, with one of the files that its two posts show."""
    Weblog.objects.filter(id=weblog.id).update(hosts=["islands.typepad.com"])
    weblog.refresh_from_db()
    for number in range(2):
        published_post(weblog, f"Boats {number}", body=BODY)
    Export(zip_of({"photos/here.jpg": drawn()}, tmp_path / "dump.zip")).load_file(weblog)
    return weblog


def test_each_file_is_listed_once_with_its_posts(harbour: Weblog) -> None:
    found = missing_files(harbour)
    posts = [str(post.path) for post in harbour.posts.order_by("id")]
    assert found.files == [
        MissingFile(f"{ISLANDS}/photos/gone.jpg", True, posts),
        MissingFile(f"/.a/{ASSET}-320wi", True, posts),
        MissingFile("http://www.geocities.com/~marta/boat.gif", False, posts),
    ]
    assert found.elsewhere == {"pictures.example": 2}


def test_the_host_sees_them_at_the_desk(harbour: Weblog, cast: Cast, marta: Client) -> None:
    shown = page(marta.get("/desk/harbour/import/missing/"))
    assert f"{ISLANDS}/photos/gone.jpg" in shown
    assert "Its host is gone." in shown
    assert "pictures.example: 2" in shown
    assert "here.jpg" not in shown


def test_the_host_is_told_when_nothing_is_missing(cast: Cast, marta: Client) -> None:
    assert "Every file of the weblog that its posts show is here." in page(marta.get("/desk/harbour/import/missing/"))
