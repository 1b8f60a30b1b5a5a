"""The judge learns from what people decide, forgets what they take back, and says why."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation import moderation
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge, judge_many
from tertulia.conversation.policy import Moderation
from tertulia.conversation.spam.counts import TOTAL, number_of
from tertulia.conversation.spam.judging import noticed_of
from tertulia.conversation.spam.memory import Lesson, Noticed, recall
from tertulia.conversation.spam.noticed import noticed
from tertulia.conversation.spam.score import weigh
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.people import moderate, say
from tests.examples import examples

pytestmark = pytest.mark.django_db

ADVERT = "Check out my channel and subscribe, please: https://cheap.example/watch"
WORDS = "The ferry left at nine, as I remember, and the bridge was closed."


def counted() -> dict[int, tuple[int, int]]:
    rows = Noticed.objects.exclude(spam=0, good=0).values_list("id", "spam", "good")
    return {number: (spam, good) for number, spam, good in rows}


def reasons_of(comment: Comment) -> str:
    return Decision.objects.filter(subject=f"comment:{comment.id}").earliest("id").reason


def test_it_is_useful_before_anybody_has_decided_anything(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    assert say(post, WORDS).state == CommentState.PUBLISHED
    held = say(post, ADVERT)
    assert held.state == CommentState.HELD, "by its score alone nothing is spam"
    assert "“channel”" in reasons_of(held)
    assert "<" not in reasons_of(held)


def test_what_is_spam_here_is_learned_at_once(cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.NEVER)
    first = say(post, "Plovers for sale at the plover house, finest plovers.")
    assert first.state == CommentState.PUBLISHED
    for number in range(6):
        say(post, f"I saw the old pier on my walk of day {number}.", name=f"Walker {number}")
        again = say(post, f"Finest plovers, number {number}, from the plover house.", name=f"Seller {number}")
        judge(again, CommentState.SPAM, actor=cast.host.user)
    last = say(post, "The plover house has the finest plovers.", name="Another Seller")
    assert last.state == CommentState.HELD
    assert "plover" in reasons_of(last)


def test_what_nobody_has_looked_at_teaches_nothing(cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.NEVER)
    say(post, WORDS)
    say(post, "Caught.", trap="555-0100")
    assert (counted(), Lesson.objects.count()) == ({}, 0)


def test_a_decision_that_is_taken_back_is_forgotten_to_the_last_count(cast: Cast, post: Post) -> None:
    first, second = say(post, ADVERT), say(post, WORDS)
    judge(second, CommentState.PUBLISHED, actor=cast.host.user)
    before = counted()
    decision = judge(first, CommentState.SPAM, actor=cast.host.user)
    assert recall([])[TOTAL] == (1, 1)
    assert counted() != before
    moderation.undo(decision, actor=cast.host.user)
    assert counted() == before


def test_spam_that_was_none_after_all_becomes_a_good_example(cast: Cast, post: Post) -> None:
    comment = say(post, ADVERT)
    judge(comment, CommentState.SPAM, actor=cast.host.user)
    judge(comment, CommentState.PUBLISHED, actor=cast.host.user)
    things = noticed_of(comment)
    assert counted() == dict.fromkeys((TOTAL, *map(number_of, things)), (0, 1))


def test_the_policy_decides_and_nobody_learns_from_it(cast: Cast, post: Post) -> None:
    comment = say(post, WORDS)
    judge(comment, CommentState.PUBLISHED, actor=None)
    assert counted() == {}


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 4), min_size=1), st.sampled_from(["published", "held", "spam", "withdrawn"])),
        max_size=12,
    )
)
def test_what_is_remembered_is_what_stands_whatever_was_decided_before(
    cast: Cast, post: Post, decided: list[tuple[set[int], str]]
) -> None:
    texts = [ADVERT, WORDS, "Buy, buy, buy!!!", "WHAT A DAY AT THE HARBOUR", "www.one.example"]
    comments = [say(post, text, name=f"Person {number}") for number, text in enumerate(texts)]
    for picked, state in decided:
        judge_many([comments[number] for number in picked], state, actor=cast.host.user)
    expected: Counter[tuple[int, bool]] = Counter()
    for lesson in Lesson.objects.select_related("comment"):
        assert lesson.comment.state == (CommentState.SPAM if lesson.is_spam else CommentState.PUBLISHED)
        expected.update((number, lesson.is_spam) for number in (TOTAL, *lesson.things))
    numbers = {number for number, _is_spam in expected}
    assert counted() == {number: (expected[number, True], expected[number, False]) for number in numbers}
    Comment.objects.all().delete()
    Noticed.objects.all().delete()
    Decision.objects.all().delete()


@given(st.text(max_size=300), st.text(max_size=50), st.text(max_size=80))
@settings(max_examples=examples(60), deadline=None)
def test_anything_can_be_judged(text: str, name: str, url: str) -> None:
    things = noticed(text, name=name, url=url)
    judged = weigh(things, {})
    assert 0 <= judged.percent <= 100
    assert set(judged.telling) <= things
