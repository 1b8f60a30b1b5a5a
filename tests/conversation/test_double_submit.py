"""Sent twice is one comment; what looks alike but is not is two."""

from datetime import timedelta

import pytest

from tertulia.conversation.comment import Comment
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.conversation.posting import post_comment
from tertulia.lib import clock
from tertulia.outbox.event import Event
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import published_post
from tests.conversation.people import NILS, at_once, moderate, published, say, submission

KEY = "k3y-of-the-preview-page"


def test_the_same_words_twice_are_one_comment(post: Post) -> None:
    first = say(post)
    assert say(post) == first
    assert Comment.objects.count() == 1
    assert Event.objects.filter(kind__startswith="comment.").count() == 1


def test_the_same_key_twice_is_one_comment_even_after_days(post: Post) -> None:
    first = say(post, key=KEY)
    Comment.objects.update(created_at=clock.now() - timedelta(days=3))
    assert say(post, key=KEY) == first


def test_other_words_under_the_same_key_are_a_comment_of_their_own(post: Post) -> None:
    """The answer was lost, the writer went back and corrected a word: neither text may vanish."""
    first, second = say(post, key=KEY), say(post, "Who signed it, please?", key=KEY)
    assert (first.key, second.key) == (KEY, None)


def test_posting_the_preview_after_posting_the_page_is_one_comment(post: Post) -> None:
    assert say(post, key=KEY) == say(post)


def test_a_repetition_answers_the_comment_as_it_stands_by_now(post: Post) -> None:
    first = say(post)
    judge(first, "withdrawn", actor=None)
    assert say(post).state == "withdrawn"


def test_a_repetition_is_answered_although_the_conversation_closed_meanwhile(post: Post, weblog: Weblog) -> None:
    first = say(post)
    post.conversation.state = "closed"
    post.conversation.save()
    assert say(post) == first


@pytest.mark.parametrize("other", [NILS, {"text": "Who?"}, {"email": "r@example.net"}])
def test_another_person_or_other_words_are_another_comment(post: Post, other: dict[str, str]) -> None:
    assert say(post) != post_comment(post, submission(**other))


def test_the_same_words_in_answer_to_another_comment_are_another_comment(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    say(post, "One."), say(post, "Two.")
    assert say(post, "Thanks!", parent=1) != say(post, "Thanks!", parent=2)
    assert say(post, "Thanks!", parent=1) == say(post, "Thanks!", parent=1)


def test_the_same_words_a_day_later_are_another_comment(post: Post) -> None:
    first = say(post)
    Comment.objects.update(created_at=clock.now() - timedelta(hours=25))
    second = say(post)
    assert second != first
    assert say(post) == second


def test_the_same_words_under_another_post_are_another_comment(weblog: Weblog, post: Post) -> None:
    assert say(post, key=KEY) != say(published_post(weblog, "The bridge is open"), key=KEY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["", KEY])
def test_two_submits_at_the_same_moment_are_one_comment(post: Post, key: str) -> None:
    outcomes = at_once(*[lambda: say(post, key=key)] * 4)
    assert len(set(map(repr, outcomes))) == 1, outcomes
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_comments_that_come_at_the_same_moment_get_a_number_each(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    at_once(*[lambda text=f"Words {count}.": say(post, text) for count in range(6)])
    numbers = Comment.objects.published().values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    post.conversation.refresh_from_db()
    assert post.conversation.count == post.conversation.last_number == 6


def test_a_digest_of_long_ago_does_not_stand_in_the_way(post: Post) -> None:
    first = published(post)
    Comment.objects.update(created_at=clock.now() - timedelta(days=400))
    assert say(post, first.text).key is None
