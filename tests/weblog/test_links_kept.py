"""Links of published texts: noted by the worker, asked for if the host wishes it, copied, marked when they are gone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings
from warcio.archiveiterator import ArchiveIterator

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.link_survey import begin_survey, survey
from tertulia.conversation.moderation import judge
from tertulia.conversation.posting import Submission, post_comment
from tertulia.conversation.replying import reply_inside
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog import link_keeping
from tertulia.weblog.kept_link import KeptLink, LinkPlace, LinkState
from tertulia.weblog.link_checking import check_due
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, change_settings
from tertulia.weblog.writing import unpublish
from tests.cast import Cast, published_post
from tests.strangers import Stranger, answer, stranger

pytestmark = pytest.mark.django_db

PAGE = b"""<html><head><title>Tide &amp; time</title></head><body><nav>Home</nav><main><h1>Tides</h1>
<p>High water at six.</p><script>alert(1)</script></main></body></html>"""


def places() -> list[tuple[str, str]]:
    return sorted(LinkPlace.objects.values_list("link__url", "subject"))


def said(post: Post, text: str) -> Comment:
    """A comment that readers see."""
    comment = post_comment(post, Submission(name="Nils", email="nils@example.org", text=text))
    judge(comment, CommentState.PUBLISHED, actor=None)
    return Comment.objects.get(id=comment.id)


def keep_links(weblog: Weblog) -> None:
    weblog.keeps_links = True
    change_settings(weblog, ["keeps_links"])
    run_due()


def later(**pause: float) -> "time_machine.travel":
    return time_machine.travel(clock.now() + timedelta(**pause), tick=False)


def check_all(days: float = 1) -> int:
    """What the worker does in some days."""
    with later(days=days):
        count = 0
        while check_due():
            count += 1
        run_due()
    return count


def test_what_published_texts_link_to_is_noted_with_its_place(cast: Cast) -> None:
    post = published_post(
        cast.weblog,
        body='<p><a href="http://a.example/x?y=1&amp;z=2">a</a> <a href="/here">h</a> <a href="mailto:a@b.example">m'
        '</a> <a href="http://127.0.0.1:8000/own">o</a></p>',
        author=cast.host,
    )
    comment = said(post, "See http://b.example/ and http://a.example/x?y=1&z=2")
    reply = reply_inside(comment, "Or http://c.example/d", member=cast.host)
    run_due()
    assert places() == [
        ("http://a.example/x?y=1&z=2", ""),
        ("http://a.example/x?y=1&z=2", f"comment:{comment.id}"),
        ("http://b.example/", f"comment:{comment.id}"),
        ("http://c.example/d", f"reply:{reply.id}"),
    ]
    assert not KeptLink.objects.exclude(due_at=None).exists()


def test_what_readers_cannot_see_any_more_is_no_place(cast: Cast) -> None:
    post = published_post(cast.weblog, body='<p><a href="http://a.example/">a</a></p>', author=cast.host)
    comment = said(post, "See http://b.example/")
    run_due()
    judge(comment, CommentState.WITHDRAWN, actor=cast.host.user)
    unpublish(post, actor=None)
    run_due()
    assert places() == []
    assert KeptLink.objects.count() == 2


def test_a_survey_finds_what_no_event_told_of_and_changes_nothing_the_second_time(cast: Cast) -> None:
    post = published_post(cast.weblog, author=cast.host)
    comment = said(post, "See http://b.example/")
    run_due()
    Post.objects.update(body_html='<p><a href="http://a.example/">a</a></p>')
    for _time in range(2):
        begin_survey(cast.weblog.id)
        assert survey() == 0
        with later(minutes=1):
            assert [survey() for _step in range(4)] == [1, 1, 0, 0]
        assert places() == [("http://a.example/", ""), ("http://b.example/", f"comment:{comment.id}")]
    assert Comment.objects.get().state == CommentState.PUBLISHED


def test_nothing_is_asked_for_unless_the_host_turned_it_on(cast: Cast, near: Settings) -> None:
    with stranger(answer(PAGE)) as there:
        published_post(cast.weblog, body=f'<p><a href="{there.origin}/">a</a></p>')
        run_due()
        assert check_all(400) == 0
        assert there.asked == []
        keep_links(cast.weblog)
        near.FETCH = 0
        assert check_all(400) == 0
        near.FETCH = 1
        assert check_all() == 1
        assert there.paths == ["/robots.txt", "/"]


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


def test_what_robots_may_not_copy_is_looked_at_and_not_copied(cast: Cast, near: Settings) -> None:
    def shy(_request: bytes, here: Stranger) -> Iterator[bytes]:
        yield answer(b"User-agent: *\nDisallow: /") if here.paths[-1] == "/robots.txt" else answer(PAGE)

    with stranger(shy) as there:
        keep_links(cast.weblog)
        published_post(cast.weblog, body=f'<p><a href="{there.origin}/tides">Tides</a></p>')
        run_due()
        check_all()
    link = KeptLink.objects.get()
    assert (link.state, link.text, link.copied_at) == (LinkState.LIVING, "", None)


def test_a_link_to_a_private_address_is_never_asked_again(cast: Cast, near: Settings) -> None:
    keep_links(cast.weblog)
    published_post(cast.weblog, body='<p><a href="http://169.254.169.254/latest/">a</a></p>')
    run_due()
    assert check_all() == 1
    link = KeptLink.objects.get()
    assert (link.state, link.due_at) == (LinkState.UNKNOWN, None)
    assert "not an address on the internet" in link.said


def test_one_host_is_asked_seldom(cast: Cast, near: Settings) -> None:
    with stranger(answer(PAGE)) as there:
        keep_links(cast.weblog)
        body = "".join(f'<p><a href="{there.origin}/{n}">a</a></p>' for n in range(3))
        published_post(cast.weblog, body=body)
        run_due()
        with later(days=1):
            assert [check_due(), check_due()] == [1, 0]
        with later(days=1, seconds=11):
            assert [check_due(), check_due()] == [1, 0]


def test_a_page_with_odd_headers_and_words_is_copied_all_the_same(cast: Cast, near: Settings) -> None:
    head = b"HTTP/1.1 200 F\xe9te\r\nX-\xe9: \xff\xfe\r\nX: a\r\n b\r\nContent-Type: text/html; charset=klingon\r\n\r\n"
    odd = head + b"<p>\xe9t\xe9\0"
    with stranger(lambda _r, here: [odd if here.paths[-1] == "/x" else answer(b"", "404 Not Found")]) as there:
        keep_links(cast.weblog)
        published_post(cast.weblog, body=f'<p><a href="{there.origin}/x">a</a></p>')
        run_due()
        assert check_all() == 1
    link = KeptLink.objects.get()
    assert (link.state, link.text) == (LinkState.LIVING, "été")
    with default_storage.open(link.warc) as file:
        assert [one.content_stream().read() for one in ArchiveIterator(file)][1].startswith(b"<p>\xe9t\xe9")
