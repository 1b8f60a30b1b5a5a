"""Long conversations: what is said anew leaves the full pages of comments as they are."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation import moderation, replying
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Moderation, Order
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import say, set_policy
from tests.conversation.talk import talk
from tests.examples import examples
from tests.publishing.readers import fresh, read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def open_door(weblog: Weblog) -> None:
    """Nobody waits for the host."""
    set_policy(weblog, moderation=Moderation.NEVER)


def page_of(post: Post, number: int) -> str:
    return f"{post.stem}/comments/page/{number}/"


def store_pages(front: Front, post: Post, *numbers: int) -> None:
    """Readers come to the post and to these pages of comments."""
    for path in (post.path or "", *(page_of(post, number) for number in numbers)):
        assert read(front, path).status == 200
        assert store().get(path)


def gone(post: Post, *numbers: int) -> list[int]:
    """Which of these pages are no longer stored, 0 being the post's own; those that are left are current."""
    paths = {0: post.path or ""} | {number: page_of(post, number) for number in numbers}
    return [number for number, path in paths.items() if not store().get(path)]


def left_are_fresh(front: Front) -> bool:
    kept = {path: store().get(path) for path in store().paths()}
    return all(page and page.body() == fresh(front.application, path) for path, page in kept.items())


def number(post: Post, which: int) -> Comment:
    return Comment.objects.select_related("conversation__post__weblog").get(conversation=post.pk, number=which)


def go_on(post: Post, comments: list[Comment], times: int) -> None:
    """The same is said again, so often: much faster than a row at a time."""
    table, size = Comment._meta.db_table, len(comments)
    columns = [f"{field.column}" for field in Comment._meta.local_concrete_fields if not field.primary_key]
    values = [f"number + {size} * n" if column == "number" else column for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE turns(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM turns WHERE n < {times}) "
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}, turns "
            "WHERE conversation_id = %s",
            [post.pk],
        )
    Conversation.objects.filter(pk=post.pk).update(count=size * (times + 1), last_number=size * (times + 1))


def test_a_new_comment_leaves_full_pages_as_they_are(front: Front, post: Post) -> None:
    talk(post, 250)
    store_pages(front, post, 2, 3)
    say(post)
    assert gone(post, 2, 3) == [0, 3]
    assert left_are_fresh(front)


def test_the_page_before_a_new_one_leads_to_it(front: Front, post: Post) -> None:
    talk(post, 300)
    store_pages(front, post, 2, 3)
    say(post)
    assert gone(post, 2, 3) == [0, 3]
    assert page_of(post, 4).encode() in read(front, page_of(post, 3)).body
    store_pages(front, post, 2, 3, 4)
    say(post, "And who paid for it?")
    assert gone(post, 2, 3, 4) == [0, 4]
    assert left_are_fresh(front)


def test_with_the_newest_first_only_the_page_beside_the_posts_own_changes(
    front: Front, weblog: Weblog, post: Post
) -> None:
    set_policy(weblog, order=Order.NEWEST)
    talk(post, 349)
    store_pages(front, post, 1, 2)
    say(post)
    assert gone(post, 1, 2) == [0, 2]
    store_pages(front, post, 1, 2, 3)
    say(post, "And who paid for it?")
    assert gone(post, 1, 2, 3) == [0, 3]
    assert left_are_fresh(front)


def test_a_withdrawn_comment_changes_its_page_and_those_that_answer_it(front: Front, post: Post, host: Member) -> None:
    talk(post, 350)
    talk(post, 100, parent=number(post, 150))
    store_pages(front, post, 2, 3, 4, 5)
    asked = number(post, 150)
    moderation.judge(asked, CommentState.WITHDRAWN, actor=host.user)
    assert gone(post, 2, 3, 4, 5) == [0, 2, 4, 5]
    assert left_are_fresh(front)
    store_pages(front, post, 2, 3, 4, 5)
    moderation.judge(asked, CommentState.PUBLISHED, actor=host.user)
    assert gone(post, 2, 3, 4, 5) == [0, 2, 4, 5]
    assert left_are_fresh(front)


def test_the_hosts_reply_changes_the_page_where_it_stands(front: Front, post: Post, host: Member) -> None:
    talk(post, 350)
    store_pages(front, post, 2, 3, 4)
    replying.reply_inside(number(post, 250), "I have asked them.", member=host)
    assert gone(post, 2, 3) == [0, 3]
    assert b"I have asked them." in read(front, page_of(post, 3)).body
    assert left_are_fresh(front)


@pytest.mark.parametrize(("per_page", "which", "flushed"), [(30, 35, [2, 3, 4]), (120, 230, [2, 3])])
def test_pages_of_any_size_are_found_by_their_comments(
    front: Front, weblog: Weblog, post: Post, host: Member, per_page: int, which: int, flushed: list[int]
) -> None:
    set_policy(weblog, per_page=per_page)
    talk(post, 400)
    pages = range(2, 399 // per_page + 1)
    store_pages(front, post, *pages)
    replying.reply_inside(number(post, which), "I have asked them.", member=host)
    assert gone(post, *pages) == [0, *flushed]
    assert left_are_fresh(front)


def test_ten_thousand_comments_cost_a_reader_and_a_writer_what_a_hundred_cost(
    front: Front, client: Client, post: Post
) -> None:
    go_on(post, talk(post, 100), times=99)
    store_pages(front, post, 2, 50, 99)
    kept = read(front, page_of(post, 50))
    say(post)
    assert gone(post, 2, 50, 99) == [0]
    assert read(front, page_of(post, 50)).headers["etag"] == kept.headers["etag"]
    assert (b'"no">#4901<' in kept.body, b'"no">#5000<' in kept.body, b'"no">#5001<' in kept.body) == (
        True,
        True,
        False,
    )
    if connection.vendor == "sqlite":
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(post, 50))
        [query] = [query["sql"] for query in asked.captured_queries if '"parent__number"' in query["sql"]]
        with connection.cursor() as cursor:
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
        assert "number>? AND number<?" in str(plan)


def test_an_answer_on_a_later_page_is_named_on_the_page_of_the_question(front: Front, post: Post, host: Member) -> None:
    talk(post, 350)
    store_pages(front, post, 2, 3, 4)
    answer = say(post, "So did I.", parent=150)
    assert gone(post, 2, 3, 4) == [0, 2, 4]
    assert b">#351</a>" in read(front, page_of(post, 2)).body
    store_pages(front, post, 2, 3, 4)
    moderation.judge(answer, CommentState.WITHDRAWN, actor=host.user)
    assert gone(post, 2, 3, 4) == [0, 2, 4]
    assert b">#351</a>" not in read(front, page_of(post, 2)).body
    assert left_are_fresh(front)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(since=st.sampled_from(["0", "1", "2017-08-30", "yesterday", "", "1&x=1"]) | st.text(max_size=12).map(quote))
def test_a_link_to_keep_changes_nothing_that_is_stored(front: Front, post: Post, since: str) -> None:
    if not Conversation.objects.filter(post=post).exists():
        talk(post, 3)
    kept = read(front, post.path or "")
    answer = read(front, post.path or "", query=f"since={since}")
    assert answer.status in (200, 301, 400)
    assert answer.status == 301 or answer.headers["cache-control"] == "no-store"
    assert read(front, post.path or "").body == kept.body
    assert left_are_fresh(front)
