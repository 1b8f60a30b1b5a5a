"""Statements that are built once: they answer and write what Django's own would, in every thread."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Policy
from tertulia.lib import clock
from tertulia.lib.prepared import Change, Given, Insertion, Question, one_cursor
from tertulia.outbox.event import Event
from tertulia.weblog.post import Post
from tests.cast import gather, published_post
from tests.conversation.people import at_once, say

pytestmark = pytest.mark.django_db

_TOGETHER = ("conversation__post__weblog__policy", "parent", "member")

by_name = Question(lambda: Comment.objects.filter(name=Given("name")).select_related(*_TOGETHER).order_by("id"))
pairs = Question(lambda: Comment.objects.filter(id__gte=Given("first")).values_list("id", "created_at").order_by("id"))
texts = Question(
    lambda: (
        Comment.objects.filter(
            Q(id=Given("id")) | Q(created_at__gt=Given("since"), name="Ruth Tamm"), text__in=["One.", "Two 100%."]
        )
        .order_by("-id")
        .values_list("text", flat=True)[:2]
    )
)
without_words = Question(lambda: Post.objects.filter(path__in=[Given("one"), Given("other")]).only("path"))


def facts(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def said(post: Post) -> list[Comment]:
    """Two comments, without a policy."""
    return [say(post, "One."), say(post, "Two 100%.", name="Nils Aho")]


def test_objects_come_with_all_that_was_asked_for_and_no_other_query(
    said: list[Comment], post: Post, django_assert_num_queries: Any
) -> None:
    [expected] = Comment.objects.filter(name="Ruth Tamm").select_related(*_TOGETHER)
    with django_assert_num_queries(1):
        [found] = by_name.all(name="Ruth Tamm")
        assert facts(found) == facts(expected)
        assert facts(found.conversation) == facts(expected.conversation)
        assert facts(found.conversation.post) == facts(expected.conversation.post)
        assert found.conversation.post.weblog.title == "The Harbour Gate"
        assert (found.parent, found.member) == (None, None)
        with pytest.raises(Policy.DoesNotExist):
            _ = found.conversation.post.weblog.policy
    assert not found._state.adding
    found.name = "Ruth T."
    found.save()
    assert Comment.objects.get(id=found.id).name == "Ruth T."


def test_each_run_has_its_own_values(said: list[Comment]) -> None:
    assert [comment.text for comment in by_name.all(name="Nils Aho")] == ["Two 100%."]
    assert [comment.text for comment in by_name.all(name="Ruth Tamm")] == ["One."]
    assert by_name.first(name="Nobody") is None


def test_values_are_what_django_makes_of_them(said: list[Comment]) -> None:
    assert pairs.all(first=0) == list(Comment.objects.order_by("id").values_list("id", "created_at"))
    assert texts.all(id=said[1].id, since=clock.now() - timedelta(hours=1)) == ["Two 100%.", "One."]
    assert texts.all(id=0, since=clock.now() + timedelta(hours=1)) == []


def test_what_was_left_out_is_asked_for_when_it_is_needed(post: Post) -> None:
    [found] = without_words.all(one=post.path, other="/nothing/")
    assert found.get_deferred_fields() >= {"body", "title"}
    assert found.title == post.title


def written(**changed: Any) -> Event:
    now = clock.now()
    return Event(**{"kind": "bell.rung", "payload": {"a": [1, "ä"]}, "happened_at": now, "due_at": now, **changed})


def test_a_row_is_written_as_save_would() -> None:
    row, like = written(due_at=None, done=["x"], error="%s 100%"), written(due_at=None, done=["x"], error="%s 100%")
    assert Insertion(Event)(row).pk
    like.save()
    kept, expected = (facts(Event.objects.get(id=event.pk)) for event in (row, like))
    assert {**kept, "id": 0, "happened_at": 0} == {**expected, "id": 0, "happened_at": 0}
    assert kept["happened_at"] == row.happened_at
    row.tries = 3
    row.save()
    assert Event.objects.get(id=row.pk).tries == 3


def test_what_the_database_works_out_is_left_to_it() -> None:
    row = Insertion(Event, lambda: {"tries": RawSQL("3 + 4", ())})(written(tries=1))
    assert Event.objects.get(id=row.pk).tries == 7


def test_only_the_named_fields_change_and_only_of_that_row() -> None:
    events = [written(), written()]
    Event.objects.bulk_create(events)
    events[0].tries, events[0].done, events[0].kind = 5, ["x", "ü"], "bell.cast"
    Change(Event, ("tries", "done"))(events[0])
    found = Event.objects.order_by("id").values_list("tries", "done", "kind")
    assert list(found) == [(5, ["x", "ü"], "bell.rung"), (0, [], "bell.rung")]


def test_within_one_cursor_everything_goes_on_and_after_an_error_too(said: list[Comment]) -> None:
    with one_cursor():
        assert pairs.all(first=0)[0][0] == said[0].id
        with one_cursor():
            Insertion(Event)(written())
        assert texts.all(id=said[0].id, since=clock.now()) == ["One."]
    with pytest.raises(ZeroDivisionError), one_cursor():
        raise ZeroDivisionError
    assert len(pairs.all(first=0)) == 2


def test_a_statement_that_is_refused_raises_what_django_raises() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Insertion(Event)(written(kind=""))


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_was_built() -> None:
    post = published_post(gather().weblog)
    by_post = Question(lambda: Conversation.objects.select_related("post").filter(post=Given("post")))
    say(post)

    def ask() -> str:
        with transaction.atomic(), one_cursor():
            Insertion(Event)(written())
            return by_post.all(post=post.id)[0].post.title

    assert at_once(*[ask] * 6) == [post.title] * 6
    assert Event.objects.filter(kind="bell.rung").count() == 6
