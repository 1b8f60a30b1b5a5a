"""What ``bench.accepting`` measures are comments that are accepted, in weblogs like those that the verbs make."""

from pathlib import Path

import pytest
from django.test import Client

from bench import accepting, rows
from tertulia.conversation.comment import Comment, CommentState
from tertulia.weblog import search

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_comment_is_published(pages: Path) -> None:
    measured = accepting.together(clients=2, count=8)
    posted = Comment.objects.filter(name__startswith="Poster")
    assert set(posted.values_list("state", flat=True)) == {CommentState.PUBLISHED}
    assert (posted.count(), measured.clients) == (8, 2)
    assert measured.slow >= measured.half > 0


def test_a_weblog_of_many_rows_is_read_and_searched_like_any(client: Client) -> None:
    posts = rows.weblog_of(12, "many")
    rows.discuss(posts[11], 30)
    page = client.get(posts[11].link).content.decode()
    assert "What the harbour said, part 11" in page
    assert page.count('class="comment ') == 30
    assert len(search.find(posts[0].weblog, "harbour tide", limit=100)) == 42
