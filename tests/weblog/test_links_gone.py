"""Pages that were linked to and copied, and are gone: readers are told when they stay away, and when they are back."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings
from warcio.archiveiterator import ArchiveIterator

from tertulia.conversation.replying import reply_inside
from tertulia.outbox.worker import run_due
from tertulia.weblog import link_keeping
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import change_settings
from tests.cast import Cast, published_post
from tests.strangers import Stranger, answer, stranger
from tests.weblog.linking import PAGE, check_all, keep_links, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(cast: Cast, near: Settings) -> Iterator[tuple[Stranger, Cast]]:
    """A weblog that keeps links and has one, to a page that is there as long as nobody takes it down."""
    down: list[str] = []

    def answering(_request: bytes, here: Stranger) -> Iterator[bytes]:
        if here.paths[-1] == "/robots.txt":
            yield answer(b"", "404 Not Found")
        else:
            yield answer(b"", down[-1]) if down else answer(PAGE, Content_Type="text/html; charset=utf-8")

    with stranger(answering) as there:
        there.down = down  # type: ignore[attr-defined]
        keep_links(cast.weblog)
        published_post(cast.weblog, body=f'<p><a href="{there.origin}/tides">Tides</a></p>', author=cast.host)
        run_due()
        yield there, cast


def take_down(there: Stranger, status: str) -> None:
    there.down.append(status)  # type: ignore[attr-defined]


def test_a_page_is_copied_once_as_text_and_record(linked: tuple[Stranger, Cast]) -> None:
    there, _cast = linked
    assert check_all() == 1
    link = KeptLink.objects.get()
    assert (link.state, link.title, link.text) == (LinkState.LIVING, "Tide & time", "Tides\nHigh water at six.")
    with default_storage.open(link.warc) as file:
        records = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
            for one in ArchiveIterator(file)
        ]
    assert records[1] == ("response", f"{there.origin}/tides", PAGE)
    assert check_all(60) == 1
    assert there.paths == ["/robots.txt", "/tides", "/tides"]
    assert KeptLink.objects.get().copied_at == link.copied_at


def test_a_link_that_failed_for_weeks_is_gone_for_readers_until_it_is_back(
    linked: tuple[Stranger, Cast], client: Client
) -> None:
    there, _cast = linked
    check_all()
    take_down(there, "404 Not Found")
    post = Post.objects.get()
    before = client.get(post.path or "").content
    source = post.body
    for days in (40, 53, 66):
        assert b"gone since" not in client.get(post.path or "").content
        check_all(days)
    link = KeptLink.objects.get()
    assert (link.state, link.failures, link.said) == (LinkState.GONE, 3, "404 Not Found")
    shown = client.get(post.path or "").content.decode()
    assert f'</a> <small>(gone since {link.gone_at:%B %Y}; <a href="{link.archived_at}"' in shown
    assert link.archived_at == f"https://web.archive.org/web/{post.published_at:%Y%m%d}/{there.origin}/tides"
    assert Post.objects.get().body == source
    there.down.clear()  # type: ignore[attr-defined]
    check_all(400)
    assert KeptLink.objects.get().state == LinkState.LIVING
    assert client.get(post.path or "").content == before


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Too Many Requests", "401 Unauthorized"])
def test_a_server_that_lets_nobody_in_is_not_gone(status: str, linked: tuple[Stranger, Cast]) -> None:
    take_down(linked[0], status)
    for days in (1, 60, 120, 180, 240):
        check_all(days)
    assert KeptLink.objects.get().state == LinkState.LIVING


def test_a_host_who_says_that_it_is_not_gone_is_believed(linked: tuple[Stranger, Cast]) -> None:
    take_down(linked[0], "410 Gone")
    for days in (1, 14, 28):
        check_all(days)
    link = KeptLink.objects.get()
    assert link.state == LinkState.GONE
    assert "gone since" in Post.objects.get().body_html
    link_keeping.spare(link)
    run_due()
    assert "gone since" not in Post.objects.get().body_html
    check_all(200)
    check_all(300)
    assert KeptLink.objects.get().state == LinkState.LIVING


def test_comments_and_replies_say_what_is_gone_too_and_new_ones_at_once(
    linked: tuple[Stranger, Cast], client: Client
) -> None:
    there, cast = linked
    post = Post.objects.get()
    comment = said(post, f"See {there.origin}/tides")
    reply = reply_inside(comment, f"Yes, {there.origin}/tides", member=cast.host)
    run_due()
    take_down(there, "404 Not Found")
    for days in (1, 14, 28):
        check_all(days)
    comment.refresh_from_db()
    reply.refresh_from_db()
    assert "gone since" in comment.html
    assert "gone since" in reply.html
    assert "gone since" in said(post, f"Again {there.origin}/tides").html
    run_due()
    assert client.get(post.path or "").content.count(b"<small>(gone since") == 4
    cast.weblog.keeps_links = False
    change_settings(cast.weblog, ["keeps_links"])
    run_due()
    assert client.get(post.path or "").content.count(b"<small>(gone since") == 0


def test_a_site_that_shows_its_front_page_for_everything_is_gone(cast: Cast, near: Settings) -> None:
    def parked(_request: bytes, here: Stranger) -> Iterator[bytes]:
        yield answer(PAGE) if here.paths[-1] == "/" else answer(b"", "302 Found", Location="/")

    with stranger(parked) as there:
        keep_links(cast.weblog)
        published_post(cast.weblog, body=f'<p><a href="{there.origin}/2009/tides.html">Tides</a></p>')
        run_due()
        for days in (1, 14, 28):
            check_all(days)
    link = KeptLink.objects.get()
    assert (link.state, link.copied_at) == (LinkState.GONE, None)
