"""Renders that a write overtakes, and readers who wait for the same page."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from tertulia.conversation.posting import Submission, post_comment
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.post import Post
from tests.cast import Cast, gather, published_post
from tests.publishing.readers import Answered, read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


@pytest.fixture
def post(cast: Cast) -> Post:
    return published_post(cast.weblog, "Storm")


class Paused:
    """The application, stopped once after it has made a page and before the page is handed on."""

    def __init__(self) -> None:
        self.application, self.calls = WSGIHandler(), 0
        self.made, self.go_on = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.calls += 1
        result = self.application(environ, start_response)
        if self.calls == 1:
            self.made.set()
            assert self.go_on.wait(30)
        return result


def aside(work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """Start ``work`` in a thread of its own; what it answers comes into the list."""
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, answers


def say(cast: Cast, post: Post, words: str) -> None:
    post_comment(post, Submission(name="Marta", text=words, user=cast.host.user))


def test_a_page_made_before_a_write_and_finished_after_it_is_not_stored(pages: object, cast: Cast, post: Post) -> None:
    paused = Paused()
    front = Front(paused, store())
    reader, answers = aside(lambda: read(front, post.path or ""))
    assert paused.made.wait(30)
    say(cast, post, "I was there.")
    paused.go_on.set()
    reader.join(30)
    answered: Answered = answers[0]
    assert b"I was there." not in answered.body
    assert store().get(post.path or "") is None
    assert b"I was there." in read(front, post.path or "").body


def test_who_comes_after_the_write_never_gets_what_an_earlier_reader_waits_for(
    pages: object, cast: Cast, post: Post
) -> None:
    paused = Paused()
    front = Front(paused, store())
    early, _answers = aside(lambda: read(front, post.path or ""))
    assert paused.made.wait(30)
    say(cast, post, "I was there.")
    late, answers = aside(lambda: read(front, post.path or ""))
    paused.go_on.set()
    early.join(30)
    late.join(30)
    assert b"I was there." in answers[0].body


def test_a_write_elsewhere_does_not_keep_a_page_from_being_stored(pages: object, cast: Cast, post: Post) -> None:
    other = published_post(cast.weblog, "Mud")
    paused = Paused()
    front = Front(paused, store())
    reader, _answers = aside(lambda: read(front, post.path or ""))
    assert paused.made.wait(30)
    say(cast, other, "Elsewhere.")
    paused.go_on.set()
    reader.join(30)
    assert store().get(post.path or "") is not None


def test_however_many_readers_wait_a_page_is_made_once(pages: object, post: Post) -> None:
    paused = Paused()
    front = Front(paused, store())
    first, _answers = aside(lambda: read(front, post.path or ""))
    assert paused.made.wait(30)
    others = [aside(lambda: read(front, post.path or "")) for _ in range(8)]
    paused.go_on.set()
    for thread, _found in [(first, None), *others]:
        thread.join(30)
    assert paused.calls == 1
    assert {found[0].status for _thread, found in others} == {200}
