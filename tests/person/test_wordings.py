"""What somebody said before is theirs too: it is in what is kept of them, and goes with their words."""

from datetime import timedelta

import pytest

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.policy import Moderation
from tertulia.conversation.submission import Submission
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.packed import page
from tertulia.exchange.person.person import Person, person_of_email
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.conversation.people import moderate, say
from tests.person import traces

THEIRS = ["marmalade", "quince", "damson"]


@pytest.fixture
def ruth(post: Post) -> Person:
    """Ruth has corrected herself; another edit of hers waits."""
    moderate(post.weblog, Moderation.NEVER)
    comment = say(post, "Marmalade.")
    with clock.standing_at(clock.now() + timedelta(minutes=20)):
        edit_comment(comment, Submission(text="Quince."))
    moderate(post.weblog, Moderation.ALWAYS)
    comment.refresh_from_db()
    comment.conversation.refresh_from_db()
    edit_comment(Comment.objects.get(id=comment.id), Submission(text="Damson."))
    run_due()
    return person_of_email(post.weblog, "ruth@example.net")


def test_all_wordings_are_in_what_is_kept_of_them(ruth: Person) -> None:
    kept = all_kept(ruth)
    [comment] = kept["comments"]
    assert [(one["standing"], one["text"]) for one in comment["other_wordings"]] == [
        ("open", "Marmalade."),
        ("waiting", "Damson."),
    ]
    assert comment["edited_at"]
    assert all(word in page(kept, ruth).lower() for word in THEIRS)


def test_they_go_with_the_words_and_come_back_with_them(ruth: Person) -> None:
    before = list(CommentRevision.objects.values_list("standing", "text", "at")), Comment.objects.get().edited_at
    erasure = erase(ruth, What.WORDS, actor=None)
    assert not CommentRevision.objects.exists()
    assert (Comment.objects.get().edited_at, Comment.objects.get().earlier) == (None, 0)
    take_back(erasure, actor=None)
    assert (
        list(CommentRevision.objects.values_list("standing", "text", "at")),
        Comment.objects.get().edited_at,
    ) == before
    assert Comment.objects.get().earlier == 1


def test_when_it_is_carried_out_no_table_holds_any_of_them(ruth: Person) -> None:
    assert traces.in_tables(THEIRS)
    erase(ruth, What.WORDS, actor=None)
    with clock.standing_at(clock.now() + GRACE + timedelta(minutes=1)):
        assert carry_out() == 1
    assert traces.in_tables(THEIRS) == []


def test_who_wants_only_the_name_gone_leaves_all_words(ruth: Person) -> None:
    erase(ruth, What.NAME, actor=None)
    assert CommentRevision.objects.count() == 2
