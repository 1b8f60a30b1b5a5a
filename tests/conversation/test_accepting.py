"""What a comment costs that is accepted: a fixed handful of statements, none of which goes through a table."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.policy import Moderation
from tertulia.outbox.event import Event
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.conversation.form import send, typed_by_ruth
from tests.conversation.people import moderate
from tests.conversation.talk import talk

pytestmark = pytest.mark.django_db

# As SQLite and PostgreSQL say that they look at every row, at every row of one conversation, or at all of one state.
_THROUGH_ALL = re.compile(r"SCAN|Seq Scan|USING INDEX post_due|\(conversation_id=\?\)|\(email=\?\)|TEMP B-TREE")


def statements_of(client: Client, post: Post, number: int) -> list[str]:
    """What is asked of the database while a comment is posted."""
    form = blank_form(conversation_of(post))
    sent = {**typed_by_ruth(f"For the {number}th time."), "token": form.token, "parent": "1" if number % 2 else ""}
    with CaptureQueriesContext(connection) as captured:
        assert send(client, form.action, sent).status_code == 303
    return [query["sql"] for query in captured]


@pytest.fixture
def discussed(weblog: object, post: Post) -> Post:
    """A post where nobody waits, with five comments."""
    moderate(post.weblog, Moderation.NEVER)
    talk(post, 5, email="ruth@example.net")
    let_a_day_pass()
    return Post.objects.get(id=post.id)


def let_a_day_pass() -> None:
    """So that nobody has been too fast."""
    Comment.objects.update(created_at=F("created_at") - timedelta(days=1))


def test_the_number_of_statements_is_fixed(client: Client, discussed: Post) -> None:
    few = len(statements_of(client, discussed, 2))
    talk(discussed, 200)
    let_a_day_pass()
    assert len(statements_of(client, Post.objects.get(id=discussed.id), 4)) == few <= 14


def test_no_statement_goes_through_a_table_or_a_conversation(client: Client, discussed: Post) -> None:
    for moderation in Moderation.NEVER, Moderation.NEWCOMERS:
        moderate(discussed.weblog, moderation)
        for statement in statements_of(client, discussed, 3):
            assert not _THROUGH_ALL.search(plan_of(statement)), statement


def test_the_worker_looks_at_what_is_due_and_at_nothing_else(client: Client, discussed: Post) -> None:
    # Whoever became a member has all comments under their name looked at, once.
    run_due()
    statements_of(client, discussed, 2)
    with CaptureQueriesContext(connection) as captured:
        assert run_due() > 0
    assert not Event.objects.exclude(due_at=None).exists()
    for query in captured:
        assert not _THROUGH_ALL.search(plan_of(query["sql"])), query["sql"]


def plan_of(statement: str) -> str:
    """How the database carries it out; PostgreSQL is kept from taking the short way through a table of a few rows."""
    if not statement.startswith(("SELECT", "UPDATE")):
        return ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
