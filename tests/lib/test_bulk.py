"""Many rows at once: what is written is what Django would have written, one by one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.lib.bulk import give_ids, maker, write_changed, write_new
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.search import Entry, SearchText, remember_many
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import say

pytestmark = pytest.mark.django_db

_WHEN = datetime(2003, 8, 1, 9, 0, 0, 123, tzinfo=UTC)
_LATER = datetime(2004, 8, 1, 9, 0, 0, 5, tzinfo=UTC)
_HARD = '100% "it\'s" \\N \\. \t tab\nline\r 東京 \U0001f41f {} %s'


def facts(row: Model) -> dict[str, Any]:
    """All that the database holds of a row, but for its id."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return dict(type(row)._base_manager.filter(pk=row.pk).values(*names).get())


def comment(post: Post, **said: Any) -> Comment:
    values = {"name": "Ruth", "state": "held", "text": _HARD, "created_at": _WHEN, "changed_at": _WHEN, **said}
    return Comment(conversation_id=post.id, **values)


def test_rows_are_as_django_writes_them(post: Post) -> None:
    Conversation.objects.create(post=post)
    said: list[dict[str, Any]] = [{}, {"ip": "2001:DB8:0::7", "key": "k" * 20}, {"number": 3, "source": "mt"}]
    ours, djangos = ([comment(post, **one) for one in said] for _twice in range(2))
    write_new(ours)
    Comment.objects.all().delete()
    Comment.objects.bulk_create(djangos)
    written = [facts(one) for one in djangos]
    Comment.objects.all().delete()
    write_new(again := [comment(post, **one) for one in said])
    assert [facts(one) for one in again] == written
    assert not ours[0]._state.adding


def test_rows_are_changed_as_django_changes_them(post: Post) -> None:
    Conversation.objects.create(post=post)
    write_new(rows := [comment(post, number=number) for number in (1, 2, 3)])
    for row in rows[:2]:
        row.text, row.ip, row.parent_id, row.changed_at = f"{_HARD} again", "2001:DB8:0::8", rows[2].id, _LATER
    Comment.objects.bulk_update(rows[:1], ["text", "ip", "parent", "changed_at"])
    write_changed(rows[1:2], ["text", "ip", "parent", "changed_at"])
    one, other, untouched = map(facts, rows)
    assert one | {"number": 2} == other
    assert (other["parent_id"], untouched["text"]) == (rows[2].id, _HARD)
    write_changed([], ["text"])


def test_rows_that_are_made_of_values_are_as_the_model_makes_them() -> None:
    values = {"conversation_id": 7, "name": "Ruth", "created_at": _WHEN, "text": _HARD}
    made, own = maker(Comment, *values)(*values.values()), Comment(**values)
    names = [field.attname for field in Comment._meta.concrete_fields]
    assert [getattr(made, name) for name in names] == [getattr(own, name) for name in names]
    assert made._state.adding


def test_values_are_rows_with_numbers_of_their_own(weblog: Weblog) -> None:
    remember_many([Entry(weblog.id, "post", n, "", _HARD) for n in (5, 6)])
    rows = SearchText.objects.order_by("id").values_list("weblog_id", "kind", "object_id", "title", "words")
    assert [*rows] == [(weblog.id, "post", 5, "", _HARD), (weblog.id, "post", 6, "", _HARD)]
    later = SearchText.objects.create(weblog=weblog, kind="post", object_id=7)
    assert later.id == SearchText.objects.get(object_id=6).id + 1


def test_lists_and_truth_values_are_kept(post: Post) -> None:
    old = Post(weblog=post.weblog, basename="old", published_at=_WHEN, removed=["a <script>", "“b”"])
    write_new([old])
    kept = Post.objects.get(basename="old")
    assert (kept.removed, kept.path, kept.published_at) == (["a <script>", "“b”"], None, _WHEN)


def test_a_row_whose_key_is_another_rows_needs_no_number(post: Post) -> None:
    write_new([Conversation(post=post, state="closed", count=2)])
    assert (post.conversation.state, post.conversation.count) == ("closed", 2)


def test_numbers_go_on_behind_those_ever_given(post: Post) -> None:
    first = say(post, "First.")
    write_new(ours := [comment(post), comment(post)])
    assert first.id < ours[0].id < ours[1].id
    Comment.objects.filter(id=ours[1].id).delete()
    assert ours[1].id < say(post, "Next.").id
    write_new(last := [comment(post)])
    assert last[0].id == Comment.objects.latest("id").id > ours[1].id + 1


def test_rows_may_know_their_ids_before_they_are_written(post: Post) -> None:
    Conversation.objects.create(post=post)
    first, second = comment(post, number=1), comment(post, number=2)
    give_ids([first, second])
    first.parent = second
    write_new([first, second])
    assert Comment.objects.get(id=first.id).parent_id == second.id == first.id + 1
    assert second.id < say(post, "Next.").id
    give_ids([])


def test_the_first_row_of_a_table_has_a_number(post: Post) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM weblog_decision")
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'weblog_decision'")
    write_new([Decision(weblog=post.weblog, kind="import", subject="weblog:1", at=_WHEN)])
    assert Decision.objects.get().id > 0


def test_what_may_not_be_there_twice_leaves_nothing(post: Post) -> None:
    Conversation.objects.create(post=post)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_new([comment(post, number=1), comment(post, number=1)])
    assert Comment.objects.count() == 0


def test_nothing_to_write_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        write_new([])
        remember_many([])


def test_many_rows_take_no_more_queries_than_few(post: Post, django_assert_max_num_queries: Any) -> None:
    Conversation.objects.create(post=post)
    with django_assert_max_num_queries(2):
        write_new([comment(post, number=number) for number in range(1, 3000)])
    assert Comment.objects.count() == 2999
