"""Spam that nobody has touched for thirty days is deleted; what was learned of it, and all that matters, stays."""

from datetime import timedelta

import pytest

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.spam.circumstances import sender
from tertulia.conversation.spam.counts import number_of
from tertulia.conversation.spam.emptying import AT_ONCE, empty_spam
from tertulia.conversation.spam.memory import Lesson, Noticed
from tertulia.lib import clock
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import published, say, set_policy


def spam(cast: Cast, post: Post, text: str = "Cheap pills for Tallinn", days: int = 32) -> Comment:
    """What was judged spam so many days ago."""
    with clock.standing_at(clock.now() - timedelta(days=days)):
        comment = say(post, text, name=f"Bot {Comment.objects.count()}", email="")
        judge(comment, "spam", actor=cast.host.user, reason="Advertisement for pills")
    return comment


def counts() -> list[tuple[int, int, int]]:
    return list(Noticed.objects.order_by("id").values_list("id", "spam", "good"))


def test_old_spam_is_deleted_and_what_it_taught_stays(cast: Cast, post: Post) -> None:
    gone, kept = spam(cast, post), spam(cast, post, "Younger pills", days=29)
    learned = counts()
    assert (empty_spam(), empty_spam()) == (1, 0)
    assert list(Comment.objects.all()) == [kept]
    assert counts() == learned
    assert not Lesson.objects.filter(comment=gone.id).exists()


def test_it_stands_in_the_log_once_and_says_nothing_of_its_words(cast: Cast, post: Post) -> None:
    for text in ("Cheap pills", "Cheaper pills"):
        spam(cast, post, text)
    empty_spam()
    told = Decision.objects.get(kind="spam-emptied")
    assert (told.about, told.actor_name) == ("2 comments were deleted", "")
    assert "30 days" in told.reason
    assert Event.objects.filter(kind="spam.emptied").count() == 1
    judged = Decision.objects.filter(kind="comment", after="spam")
    assert {(one.about, one.reason) for one in judged} == {("Spam that was deleted", "")}
    assert judged.count() == 2


def test_numbers_are_not_given_again(cast: Cast, post: Post) -> None:
    with clock.standing_at(clock.now() - timedelta(days=32)):
        judge(published(post, "Pills in time"), "spam", actor=cast.host.user)
    empty_spam()
    assert not Comment.objects.exists()
    assert Conversation.objects.get(post=post).last_number == 1
    assert published(post, "Words.").number == 2


@pytest.mark.parametrize("days", [0, 60])
def test_a_weblog_may_keep_it_longer_or_for_ever(cast: Cast, post: Post, days: int) -> None:
    set_policy(cast.weblog, spam_days=days)
    spam(cast, post)
    assert empty_spam() == 0


def test_what_was_touched_since_stays(cast: Cast, post: Post) -> None:
    comment = spam(cast, post)
    judge(comment, "held", actor=cast.host.user)
    judge(comment, "spam", actor=cast.host.user)
    assert empty_spam() == 0


def test_what_others_refer_to_stays(cast: Cast, post: Post) -> None:
    with clock.standing_at(clock.now() - timedelta(days=32)):
        answered, replied = published(post, "Pills in time save nine men"), published(post, "More pills")
        published(post, "No thanks.", parent=answered.number)
        reply_inside(replied, "No.", member=cast.host)
        for comment in (answered, replied):
            judge(comment, "spam", actor=cast.host.user)
    assert empty_spam() == 0


def test_what_an_import_brought_stays(cast: Cast, post: Post) -> None:
    spam(cast, post)
    Comment.objects.update(source="wxr", source_key="7")
    assert empty_spam() == 0


def test_networks_are_forgotten_with_it(cast: Cast, post: Post) -> None:
    set_policy(cast.weblog, spam_days=3)
    with clock.standing_at(clock.now() - timedelta(days=5)):
        judge(say(post, "Pills", ip="198.51.100.7"), "spam", actor=cast.host.user)
    [network] = (thing for thing in sender(name="", email="", ip="198.51.100.7") if thing.startswith("~network"))
    assert Noticed.objects.filter(id=number_of(network)).exists()
    assert empty_spam() == 1
    assert not Noticed.objects.filter(id=number_of(network)).exists()


def test_a_great_heap_goes_by_parts(cast: Cast, post: Post) -> None:
    first = spam(cast, post)
    rows = [Comment(**{**_columns(first), "name": f"Bot {n}"}) for n in range(AT_ONCE)]
    Comment.objects.bulk_create(rows)
    decision = Decision.objects.filter(kind="comment").latest("id")
    others = Comment.objects.exclude(id=first.id).values_list("id", flat=True)
    Decision.objects.bulk_create(
        Decision(weblog=cast.weblog, kind="comment", subject=f"comment:{pk}", after="spam", at=decision.at)
        for pk in others
    )
    assert [empty_spam(), empty_spam(), empty_spam()] == [AT_ONCE, 1, 0]


def _columns(comment: Comment) -> dict[str, object]:
    names = [field.attname for field in Comment._meta.concrete_fields if field.name not in ("id", "key")]
    return {name: getattr(comment, name) for name in names}
