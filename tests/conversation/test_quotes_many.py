"""Quotes of many comments at once, as an import brings them, are found in the whole conversation, read once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tertulia.conversation import gathered, recognising, together
from tertulia.conversation.comment import Comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.quote import Quote
from tertulia.conversation.rearranging import split_comment
from tertulia.conversation.recognising import recognise_imported, recognise_later
from tertulia.conversation.renumbering import put_in_order
from tertulia.conversation.taking_back import take_back
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
    forget_quotes()
    recognise_later([post.id])
    with CaptureQueriesContext(connection) as asked:
        assert sum(recognise_imported(post.weblog))
    return len(asked)


def forget_quotes() -> None:
    Quote.objects.all().delete()
    Comment.objects.update(quote_marks="", quoted_by="")


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


@pytest.mark.parametrize("few", [0, 1000])
def test_what_is_found_before_it_is_written_is_what_is_found_in_memory_and_by_a_search(
    post: Post, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(together, "FEW", few)
    imported(post, 16)
    at_once = found()
    assert len({row for row in at_once if len(row) == 5}) == 12
    assert [*recognise_imported(post.weblog)] == []
    for longest in (1000, 10):
        monkeypatch.setattr(gathered, "LONGEST", longest)
        forget_quotes()
        recognise_later([post.id])
        assert [*recognise_imported(post.weblog)] == [32]
        assert found() == at_once


def test_a_long_conversation_is_looked_through_in_portions(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(post, 16)
    at_once = found()
    forget_quotes()
    recognise_later([post.id])
    monkeypatch.setattr(recognising, "MOST_COMMENTS", 15)
    steps = recognise_imported(post.weblog)
    assert next(steps) == 15
    # As if it had been killed: what was looked at is looked at again.
    assert [*recognise_imported(post.weblog)] == [15, 15, 2]
    assert found() == at_once
    assert [*recognise_imported(post.weblog)] == []


def test_what_a_later_piece_brings_is_found_in_what_was_there(post: Post) -> None:
    quoting = ImportedComment("q", clock.now(), name="Nils", text=f"> {SAID.format(1)}\n\nWho saw it?")
    add_conversations([ImportedConversation(post, "closed", [quoting])], source="mt")
    assert not Quote.objects.exists()
    said = ImportedComment("s", clock.now() - timedelta(hours=1), name="Ruth", text=SAID.format(1))
    add_conversations([ImportedConversation(post, "closed", [said])], source="disqus")
    put_in_order([post.id])
    assert [*recognise_imported(post.weblog)] == [2]
    assert Quote.objects.get().source == Comment.objects.get(name="Ruth")
    assert '"comment",1,"Ruth"' in Comment.objects.get(name="Nils").quote_marks
    assert Comment.objects.get(name="Ruth").quoted_by == "2"
    assert [*recognise_imported(post.weblog)] == []


def test_numbers_that_move_as_a_comment_is_parted_are_told_anew(post: Post) -> None:
    two = ImportedComment("b", clock.now() - timedelta(days=1), name="Ilse", text="These are two. This is the other.")
    add_conversations([ImportedConversation(post, "closed", [two])], source="mt")
    imported(post, 1)
    assert [*recognise_imported(post.weblog)] == [3]
    decision = split_comment(Comment.objects.get(name="Ilse", number=1), 15, actor=None)
    assert '"comment",3,"Ruth 0"' in Comment.objects.get(name="Nils").quote_marks
    assert Comment.objects.get(name="Ruth 0").quoted_by == "4"
    take_back(decision, actor=None)
    assert '"comment",2,"Ruth 0"' in Comment.objects.get(name="Nils").quote_marks


def test_numbers_that_a_later_piece_moves_are_told_anew(post: Post) -> None:
    imported(post, 1)
    before = ImportedComment("b", clock.now() - timedelta(days=1), name="Ilse", text="Before all of this.")
    add_conversations([ImportedConversation(post, "closed", [before])], source="disqus")
    put_in_order([post.id])
    assert [*recognise_imported(post.weblog)] == [3]
    assert '"comment",2,"Ruth 0"' in Comment.objects.get(name="Nils").quote_marks
    assert Comment.objects.get(name="Ruth 0").quoted_by == "3"
