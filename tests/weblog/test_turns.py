"""Writes of posts in one weblog take turns, so that each knows of the posts beside its own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from tertulia.conversation.comment import Comment, CommentState
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog.stale import take_turn
from tertulia.weblog.weblog import create_weblog
from tertulia.weblog.writing import Writing, publish, write_post
from tests.cast import published_post
from tests.conversation.people import say

pytestmark = pytest.mark.django_db(transaction=True)


def aside(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def until_it_waits(thread: threading.Thread) -> None:
    """Until the thread waits for this transaction, or is done because it does not. SQLite lets nobody write beside
    another, and does not say who waits."""
    while connection.vendor == "postgresql" and thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        thread.join(0.01)


def test_of_two_posts_published_at_once_the_later_names_the_earlier() -> None:
    weblog = create_weblog("harbour")
    first, second = (write_post(weblog, Writing(title=title), actor=None) for title in ("One", "Two"))
    with transaction.atomic():
        publish(first, actor=None)
        other = aside(lambda: publish(second, actor=None))
        until_it_waits(other)
    other.join(30)
    event = Event.objects.filter(kind="post.published").latest("id")
    assert event.payload["post_id"] == second.id
    assert tags.neighbours(first.id) in event.tags


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets nobody write beside another")
def test_a_comment_need_not_wait_for_a_writer() -> None:
    post = published_post(create_weblog("harbour"))
    with transaction.atomic():
        take_turn(post.weblog_id)
        # One that is held names the weblog in the log.
        other = aside(lambda: say(post))
        other.join(30)
        assert Comment.objects.filter(state=CommentState.HELD).exists()
    other.join(30)
