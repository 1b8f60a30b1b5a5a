"""The front door: stored pages, and what a request's headers ask of them."""

import gzip
from errno import ENOSPC
from pathlib import Path

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation.posting import Submission, post_comment
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.post import Post
from tests.cast import Cast, gather, published_post
from tests.publishing.readers import read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


@pytest.fixture
def post(cast: Cast) -> Post:
    return published_post(cast.weblog, "Storm")


def path_of(post: Post) -> str:
    assert post.path is not None
    return post.path


def test_the_second_reader_gets_the_very_same_page_without_the_database(
    front: Front, post: Post, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    first = read(front, path_of(post))
    with django_assert_num_queries(0):  # type: ignore[operator]
        second = read(front, path_of(post))
    assert (first.status, first.body, first.headers) == (200, second.body, second.headers)
    assert "Storm" in second.body.decode()


@pytest.mark.parametrize(("accepted", "undo"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_comes_compressed_as_the_reader_can_take_it(
    front: Front, post: Post, accepted: str, undo: object
) -> None:
    plain, packed = read(front, path_of(post)), read(front, path_of(post), accept_encoding=f"{accepted}, x;q=0.5")
    assert packed.headers["content-encoding"] == accepted
    assert packed.headers["vary"] == "Accept-Encoding"
    assert undo(packed.body) == plain.body  # type: ignore[operator]
    assert plain.headers["etag"] != packed.headers["etag"]


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0", "gzip;q=nonsense", "*;q=0"])
def test_who_takes_no_compression_gets_none(front: Front, post: Post, accepted: str) -> None:
    assert "content-encoding" not in read(front, path_of(post), accept_encoding=accepted).headers


def test_a_reader_who_has_the_page_gets_304(front: Front, post: Post) -> None:
    page = read(front, path_of(post))
    for headers in ({"if_none_match": page.headers["etag"]}, {"if_modified_since": page.headers["last-modified"]}):
        again = read(front, path_of(post), **headers)
        assert (again.status, again.body) == (304, b"")
    assert read(front, path_of(post), if_none_match='"other"').status == 200


def test_head_has_the_headers_and_no_body(front: Front, post: Post) -> None:
    whole, head = read(front, path_of(post)), read(front, path_of(post), method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)


def test_a_part_of_a_page(front: Front, post: Post) -> None:
    whole = read(front, path_of(post)).body
    part = read(front, path_of(post), range="bytes=5-9", accept_encoding="br")
    assert (part.status, part.body) == (206, whole[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(whole)}"
    assert read(front, path_of(post), range="bytes=-4").body == whole[-4:]
    assert read(front, path_of(post), range=f"bytes={len(whole)}-").status == 416
    assert read(front, path_of(post), range="lines=1-2").status == 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.dictionaries(
        st.sampled_from(
            ["cookie", "accept_language", "user_agent", "x_forwarded_host", "x_forwarded_proto", "referer"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    ),
    host=st.sampled_from(["127.0.0.1:8000", "evil.example", ""]),
)
def test_no_header_changes_what_is_stored(front: Front, post: Post, headers: dict[str, str], host: str) -> None:
    plain = read(front, path_of(post)).body
    store().wipe()
    assert read(front, path_of(post), host=host, **headers).body == plain
    kept = store().get(path_of(post))
    assert kept is not None
    assert kept.body() == plain


def test_noise_in_a_query_leads_to_the_page_itself(front: Front, post: Post) -> None:
    answer = read(front, path_of(post), query="utm_source=letter&no_prefetch=1")
    assert (answer.status, answer.headers["location"]) == (301, path_of(post))
    kept = read(front, "/harbour/search/", query="q=storm&utm_medium=x")
    assert kept.headers["location"] == "/harbour/search/?q=storm"


def test_queries_the_desk_and_forms_are_never_stored(front: Front, cast: Cast, post: Post) -> None:
    read(front, path_of(post), query="cid=6a00")
    read(front, "/harbour/search/", query="q=storm")
    read(front, f"{post.stem}/comments/1/reply/")
    read(front, "/desk/")
    read(front, "/harbour/nothing.html")
    assert list(store().paths()) == []


def test_a_comment_is_on_the_page_when_it_has_been_answered(front: Front, cast: Cast, post: Post) -> None:
    read(front, path_of(post))
    read(front, "/harbour/")
    post_comment(post, Submission(name="Marta", text="I was there.", user=cast.host.user))
    assert b"I was there." in read(front, path_of(post)).body
    assert b"Comments (1)" in read(front, "/harbour/").body


def test_without_a_database_stored_pages_are_still_read(
    front: Front, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = read(front, path_of(post))
    monkeypatch.setattr("tertulia.publishing.render.this_moment", _broken)
    assert read(front, path_of(post)).body == page.body
    assert read(front, "/harbour/archives.html").status == 200


def test_a_full_disk_keeps_nobody_from_reading(front: Front, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertulia.publishing.store.replace", _full)
    assert "Storm" in read(front, path_of(post)).body.decode()
    assert store().get(path_of(post)) is None


def _full(file: Path, content: bytes) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_without_a_store_every_page_is_made_anew(pages: Path, post: Post) -> None:
    front = Front(WSGIHandler(), None)
    assert read(front, path_of(post)).status == 200
    assert list(store().paths()) == []


def _broken() -> None:
    raise OperationalError


@pytest.mark.parametrize(
    ("path", "is_page"),
    [
        ("/harbour/2017/08/storm/comments/12/reply/", False),
        ("/harbour/2017/08/storm/comments/12/more/", False),
        ("/harbour/2017/08/storm/comments/12/quote/", False),
        ("/harbour/search/", False),
        ("/harbour/more/", True),
        ("/harbour/reply/", True),
    ],
)
def test_what_depends_on_who_asks_is_made_for_each_reader(front: Front, path: str, is_page: bool) -> None:
    assert front.is_page(path) == is_page
