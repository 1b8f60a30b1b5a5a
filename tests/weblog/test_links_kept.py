"""Links of published texts: noted by the worker, asked for seldom if the host wishes it, and copied if they may be."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings
from warcio.archiveiterator import ArchiveIterator

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.link_survey import begin_survey, survey
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside
from tertulia.outbox.worker import run_due
from tertulia.weblog.kept_link import KeptLink, LinkPlace, LinkState
from tertulia.weblog.link_checking import check_due
from tertulia.weblog.post import Post
from tertulia.weblog.writing import unpublish
from tests.cast import Cast, published_post
from tests.strangers import Stranger, answer, stranger
from tests.weblog.linking import PAGE, check_all, keep_links, later, said

pytestmark = pytest.mark.django_db


def places() -> list[tuple[str, str]]:
    return sorted(LinkPlace.objects.values_list("link__url", "subject"))


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
