"""The report of links, and the copies that were kept of them."""

import pytest
from django.test import Client

from tertulia.lib import clock
from tertulia.weblog.kept_link import KeptLink, LinkPlace, LinkState
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.desk.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast: Cast) -> KeptLink:
    """A link in a post, which has failed twice and of which there is a copy."""
    post = published_post(cast.weblog, "Tides", author=cast.host)
    now = clock.now()
    link = KeptLink.objects.create(
        weblog=cast.weblog,
        url="http://quay.example/tides?a=1&b=<2>",
        host="quay.example",
        first_seen_at=now,
        asked_at=now,
        failures=2,
        failing_since=now,
        state=LinkState.LIVING,
        said="404 Not Found",
        title="</title><script>alert(1)</script>",
        text="<b>High</b> water",
        copied_at=now,
    )
    LinkPlace.objects.create(link=link, post=post)
    return link


@pytest.fixture
def host(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.host)


def test_the_report_tells_what_is_known_of_each_link_and_where_it_stands(host: Client, link: KeptLink) -> None:
    page = host.get("/desk/harbour/links/").content.decode()
    assert "http://quay.example/tides?a=1&amp;b=&lt;2&gt;" in page
    assert "failed 2 times" in page
    assert "404 Not Found" in page
    assert ">Tides</a>" in page
    assert "not kept" in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("state=living", True), ("state=gone", False), ("state=nonsense", True), ("post=999999", False), ("post=x", True)],
)
def test_the_report_shows_some_of_them(query: str, is_there: bool, host: Client, link: KeptLink) -> None:
    assert ("quay.example" in host.get(f"/desk/harbour/links/?{query}").content.decode()) == is_there


def test_a_link_that_stands_nowhere_is_not_in_the_report(host: Client, link: KeptLink) -> None:
    LinkPlace.objects.all().delete()
    assert "quay.example" not in host.get("/desk/harbour/links/").content.decode()


def test_a_host_asks_again_and_says_that_it_is_not_gone(host: Client, link: KeptLink) -> None:
    assert host.post(f"/desk/harbour/links/{link.id}/sparing/").status_code == 302
    link.refresh_from_db()
    assert (link.spared, link.failures, link.due_at) == (True, 0, None)
    host.post(f"/desk/harbour/links/{link.id}/checking/")
    link.refresh_from_db()
    assert link.due_at is None
    Weblog.objects.update(keeps_links=True)
    host.post(f"/desk/harbour/links/{link.id}/checking/")
    link.refresh_from_db()
    assert link.due_at is not None
    assert not link.spared


def test_a_copy_is_text_that_can_do_nothing_for_members_alone(
    link: KeptLink, cast: Cast, sign_in: SignIn, client: Client
) -> None:
    address = f"/desk/harbour/links/{link.id}/copy/"
    answer = sign_in(cast.author).get(address)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.decode().endswith("<b>High</b> water\n")
    assert sign_in(cast.stranger).get(address).status_code == 404
    assert client.get(address).status_code == 302
