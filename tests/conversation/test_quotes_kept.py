"""A quote follows its source: what was true when it was quoted is not told of what the source says by now."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tertulia.conversation import quoting, replying
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.moderation import judge
from tertulia.conversation.posting import Submission
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.quote_marks import Standing, unpacked
from tertulia.conversation.rearranging import join_comment, split_comment
from tertulia.conversation.retracting import reinstate, retract
from tertulia.conversation.taking_back import take_back
from tertulia.lib import clock
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.writing import Writing, rewrite_post
from tests.conversation.form import words_of
from tests.conversation.people import NILS, published

pytestmark = pytest.mark.django_db

CLOSED = "The ferry company says the bridge will stay closed until the end of March, whatever the mayor promises."
QUOTED = "> the bridge will stay closed until the end of March\n\nWho says so?"


@pytest.fixture
def said(post: Post) -> Comment:
    """Comment 1, Ruth's."""
    return published(post, CLOSED)


@pytest.fixture
def answer(post: Post, said: Comment) -> Comment:
    """Comment 2, Nils's, which quotes it."""
    return published(post, QUOTED, parent=1, **NILS)


def standing(comment: Comment) -> list[str]:
    comment.refresh_from_db()
    return [mark.standing for mark in unpacked(comment.quote_marks)]


def quoted_by(comment: Comment) -> str:
    comment.refresh_from_db()
    return comment.quoted_by


@pytest.mark.parametrize("state", ["withdrawn", "spam", "held"])
def test_a_source_that_the_host_takes_out_is_said_to_be_withdrawn(said: Comment, answer: Comment, state: str) -> None:
    judge(said, state, actor=None)
    assert standing(answer) == [Standing.WITHDRAWN]
    assert unpacked(answer.quote_marks)[0].name == ""
    judge(said, CommentState.PUBLISHED, actor=None)
    assert standing(answer) == [Standing.EXACT]


def test_so_is_one_that_its_author_takes_out(said: Comment, answer: Comment) -> None:
    retract(said)
    assert standing(answer) == [Standing.WITHDRAWN]
    reinstate(said)
    assert standing(answer) == [Standing.EXACT]


def test_only_quotes_that_readers_see_are_named_at_the_source(said: Comment, answer: Comment) -> None:
    assert quoted_by(said) == "2"
    judge(answer, "spam", actor=None)
    assert quoted_by(said) == ""
    judge(answer, "published", actor=None)
    assert quoted_by(said) == "2"


def test_words_that_their_author_changes_were_true_when_they_were_quoted(
    client: Client, post: Post, said: Comment, host: Member
) -> None:
    reply = replying.reply_inside(said, "The letter is of the third of February, I have it here.", member=host)
    answer = published(post, "> The letter is of the third of February\n\nSure?", parent=1, **NILS)
    replying.rewrite_reply(reply, "The letter is of the ninth of February, I have it here.", actor=host.user)
    assert standing(answer) == [Standing.SINCE]
    assert "word for word when quoted; Marta Oyelaran, #1 has been changed since" in words_of(client.get(post.link))
    replying.rewrite_reply(reply, "The letter is of the third of February, I have it there.", actor=host.user)
    assert standing(answer) == [Standing.EDITED]
    replying.withdraw_reply(reply, actor=host.user)
    assert standing(answer) == [Standing.WITHDRAWN]
    replying.restore_reply(reply, actor=host.user)
    replying.rewrite_reply(reply, "The letter is of the third of February, I have it here.", actor=host.user)
    assert standing(answer) == [Standing.EXACT]


def test_what_was_parted_from_a_source_is_no_longer_in_it(said: Comment, answer: Comment) -> None:
    decision = split_comment(said, 21, actor=None)
    assert standing(answer) == [Standing.SINCE]
    take_back(decision, actor=None)
    assert standing(answer) == [Standing.EXACT]


def test_what_was_parted_and_quoted_stays_when_it_is_joined_again(post: Post, said: Comment) -> None:
    decision = split_comment(said, 21, actor=None)
    answer = published(post, "Hear: “the bridge will stay closed until the end of March”")
    assert standing(answer) == [Standing.EXACT]
    take_back(decision, actor=None)
    assert standing(answer) == [Standing.EXACT]
    assert Quote.objects.get(comment=answer).source == said


def test_words_that_move_into_another_comment_leave_their_quotes(post: Post, said: Comment, answer: Comment) -> None:
    join_comment(answer, actor=None)
    assert quoted_by(said) == ""


def test_a_post_that_says_something_else_is_looked_at_when_it_is_shown(client: Client, post: Post) -> None:
    published(post, "> The harbour office put up the barriers before six.")
    published(post, "Hear: “The harbour office put up the barriers before six.”")
    assert words_of(client.get(post.link)).count("word for word, from the post") == 2
    rewrite_post(post, Writing(title=post.title, body="<p>Nobody put up any barriers.</p>"), actor=None)
    assert "word for word when quoted; the post has been changed since" in words_of(client.get(post.link))
    same = "<p>The harbour office put up the barriers before six. So they say.</p>"
    rewrite_post(post, Writing(title=post.title, body=same), actor=None)
    assert "which has been changed since in other places" in words_of(client.get(post.link))


def test_imported_comments_find_their_sources_and_nobody_is_blamed(post: Post) -> None:
    said = [
        ImportedComment("1", clock.now(), name="Ruth", text=CLOSED),
        ImportedComment("2", clock.now(), name="Nils", answers="1", text=QUOTED),
        ImportedComment("3", clock.now(), name="Ilse", answers="1", text="> nobody here has said a word of all this"),
    ]
    first, second, third = add_conversations([ImportedConversation(post, "closed", said)], source="mt")
    assert [(quote.comment_id, quote.source_id, quote.verdict) for quote in Quote.objects.all()] == [
        (second.id, first.id, Verdict.EXACT)
    ]
    assert standing(third) == []
    assert quoted_by(first) == "2"


def test_what_is_looked_at_again_keeps_what_it_was_compared_with(post: Post, said: Comment, answer: Comment) -> None:
    Comment.objects.filter(id=said.id).update(html="<p>I never said anything of the kind.</p>")
    answer = Comment.objects.select_related("parent").get(id=answer.id)
    quoting.reread(post, [answer])
    assert standing(answer) == [Standing.SINCE]


def test_what_was_corrected_meanwhile_is_not_called_wrong(post: Post, said: Comment) -> None:
    published(post, "Something else, so that the words before stay to be seen.", **NILS)
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        edit_comment(said, Submission(text="It may open any day now, they say at the ferry company."))
        answer = published(post, QUOTED, parent=1, name="Ilse")
    assert standing(answer) == [Standing.SINCE]
    assert Quote.objects.get(comment=answer).source == said
