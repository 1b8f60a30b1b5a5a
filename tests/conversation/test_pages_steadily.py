"""What is shown of one conversation costs the same however much is said elsewhere: nothing that SQLite is asked for it
makes it look through all posts or comments."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tests.cast import published_post
from tests.explaining import explained

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has statistics"),
]

_THROUGH_ALL = re.compile(
    r"SCAN (conversation_comment|weblog_post)\b|INDEX comment_queue \(state=\?\)|weblog_post_weblog_id"
)
_FROM_HERE = re.compile(r"post_in_time \(weblog_id=\? AND status=\? AND kind=\? AND published_at[<>]\?\)")


@pytest.fixture
def post() -> Post:
    """A post between two others, with more comments than are found at once; each quotes the one before it."""
    weblog = create_weblog("tide")
    [_first, post, _last] = [published_post(weblog, title=f"Day {n}") for n in range(3)]
    at = clock.now() - timedelta(days=9)
    words = "The northern harbour stays shut until number {} says otherwise."
    said = [
        ImportedComment(f"c{n}", at + timedelta(minutes=n), text=f"> {words.format(n - 1)}\n\n{words.format(n)}")
        for n in range(40)
    ]
    add_conversations([ImportedConversation(post, "open", said)], source="mt")
    return post


@pytest.mark.parametrize(
    "address",
    [
        "{path}",
        "{stem}/comments/7/quote/",
        "{stem}/comments/7/more/",
        "{stem}/comments/atom.xml",
        "{stem}/comments/feed.json",
        "{stem}/comments/host/",
        "{path}?since=5",
        "/tide/search/?q=harbour",
    ],
)
def test_nothing_is_looked_through(client: Client, post: Post, address: str) -> None:
    path = address.format(path=post.path, stem=post.stem)
    with explained() as ways:
        response = client.get(path)
    assert (response.status_code, response.streaming) == (200, False)
    assert ways.asked
    assert ways.matching(_THROUGH_ALL) == []


def test_the_posts_before_and_after_are_found_from_here(post: Post) -> None:
    with explained() as ways:
        before, after = post.neighbours()
    assert (before and before.title, after and after.title) == ("Day 0", "Day 2")
    assert len(ways.matching(_FROM_HERE)) == 2
