"""Filling the web root: what is made, what is there, what cannot be stored, what fails and is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tertulia.conversation.posting import Submission, post_comment
from tertulia.publishing.fill import fill
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.publishing.render import Renderer
from tertulia.weblog.post import Post
from tests.cast import Cast, gather, published_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pages")]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


@pytest.fixture
def post(cast: Cast) -> Post:
    return published_post(cast.weblog, "Storm")


class Interrupted:
    """The application, beside which something happens each time that it has made a page."""

    def __init__(self, happens: Callable[[], object], times: int) -> None:
        self.application, self.happens, self.times = WSGIHandler(), happens, times

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        answer = self.application(environ, start_response)
        if self.times:
            self.times -= 1
            self.happens()
        return answer


def test_what_is_missing_is_made_and_what_is_there_stays(front: Front, post: Post) -> None:
    assert front.renderer is not None
    paths = [post.path or "", "/harbour/", "/harbour/atom.xml"]
    filled = fill(front.renderer, paths[:2])
    assert (filled.made, filled.there) == (2, 0)
    filled = fill(front.renderer, paths)
    assert (filled.made, filled.there) == (1, 2)
    assert sorted(store().paths()) == sorted(paths)


def test_what_cannot_be_stored_and_what_fails_is_named(front: Front, post: Post) -> None:
    assert front.renderer is not None
    post.path = "/harbour/storm.php"
    post.save()
    below = "/harbour/storm.php/comments/atom.xml"
    filled = fill(front.renderer, ["/", "/robots.txt", "/some/where", post.path, below, "/harbour/nothing.html"])
    assert filled.not_storable == ["/", "/robots.txt", "/some/where", below]
    assert filled.failed == {"/harbour/nothing.html": "answers 404 Not Found"}


def test_a_page_that_a_write_overtook_is_made_once_more(cast: Cast, post: Post) -> None:
    words = iter(["One.", "Two.", "Three.", "Four."])

    def say() -> None:
        post_comment(post, Submission(name="Marta", text=next(words), user=cast.host.user))

    filled = fill(Renderer(Interrupted(say, times=2), store()), [post.path or ""])
    assert filled.made == 1
    page = store().get(post.path or "")
    assert page is not None
    assert b"Two." in page.body()


def test_a_page_that_finds_no_room_fails(post: Post) -> None:
    def take_the_room() -> None:
        (store().root / "about").write_text("no folder any more")

    filled = fill(Renderer(Interrupted(take_the_room, times=1), store()), [post.path or ""])
    assert filled.failed == {post.path: "could not be stored"}
