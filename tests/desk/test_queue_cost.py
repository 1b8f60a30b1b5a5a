"""The queue asks the database as often with thousands of comments as with a page of them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import locked
from tertulia.lib import clock
from tertulia.weblog.post import Post


def hold(post: Post, count: int) -> None:
    conversation, now = locked(post), clock.now()
    facts = {"conversation": conversation, "state": "held", "created_at": now, "changed_at": now}
    there = Comment.objects.count()
    rows = [
        Comment(name=f"Nils {n}", email=f"n{n}@example.org", text="Mud.", html="<p>Mud.</p>", **facts)
        for n in range(there, there + count)
    ]
    Comment.objects.bulk_create(rows)


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/desk/comments/").status_code == 200
    return len(queries)


def test_the_queue_costs_the_same_queries_however_much_waits(marta: Client, post: Post) -> None:
    hold(post, 3)
    few = cost(marta)
    hold(post, 5000)
    assert cost(marta) == few <= 18
