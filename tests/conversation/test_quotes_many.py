"""Quotes of many comments at once, as an import brings them, are found in the whole conversation, read once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tertulia.conversation import gathered
from tertulia.conversation.comment import Comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.quote import Quote
from tertulia.conversation.recognising import recognise_imported
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import published_post

pytestmark = pytest.mark.django_db

SAID = "Boat number {} left the northern pier at low tide with a cargo of salt and nobody aboard but the pilot."


def imported(post: Post, count: int) -> list[Comment]:
    """So many statements, and so many comments that quote them: whole, in part, nearly, or from nowhere."""
    said = [ImportedComment(f"s{n}", clock.now(), name=f"Ruth {n}", text=SAID.format(n)) for n in range(count)]
    quoted = [
        ImportedComment(f"q{n}", clock.now(), name="Nils", answers=f"s{n}" if n % 3 else "", text=_quoting(n))
        for n in range(count)
    ]
    return add_conversations([ImportedConversation(post, "closed", [*said, *quoted])], source="mt")


def _quoting(n: int) -> str:
    forms = (
        "> boat number {} left the northern pier at low tide\n\nWho saw it?",
        "“Boat number {} … with a cargo of salt and nobody aboard”, you say.",
        "> boat number {} left the southern pier at low tide with a cargo of grain and nobody aboard but the pilot",
        "> the pilot of number {} says that he never once left harbour that week",
    )
    return forms[n % 4].format(n)


def queries_to_recognise(post: Post) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert sum(recognise_imported(post.weblog))
    return len(asked)


def found() -> set[tuple[object, ...]]:
    rows = Quote.objects.values_list("comment__source_key", "place", "verdict", "source__source_key", "revision")
    named = Comment.objects.exclude(quoted_by="").values_list("source_key", "quoted_by")
    return {*rows, *named, *Comment.objects.exclude(quote_marks="").values_list("source_key", "quote_marks")}


def test_as_many_questions_are_asked_for_many_quotes_as_for_few(post: Post, tide: Weblog) -> None:
    other = published_post(tide, "What the ferry carried")
    imported(post, 8)
    few = queries_to_recognise(post)
    assert Quote.objects.count() == 6
    imported(other, 64)
    assert queries_to_recognise(other) <= few + 2


def test_what_is_found_in_memory_is_what_a_search_finds(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(post, 16)
    assert [*recognise_imported(post.weblog)] == [32]
    in_memory = found()
    assert len({row for row in in_memory if len(row) == 5}) == 12
    Quote.objects.all().delete()
    Comment.objects.update(quote_marks="", quoted_by="")
    monkeypatch.setattr(gathered, "LONGEST", 10)
    assert [*recognise_imported(post.weblog)] == [32]
    assert found() == in_memory
