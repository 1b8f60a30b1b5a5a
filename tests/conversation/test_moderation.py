"""Judging comments: each judgement is on record, can be taken back, and cannot run over another's."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tertulia.conversation.closing import set_state
from tertulia.conversation.collision import Collision, last_judgements, version_of
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.moderated import judgeable_by, visible_to
from tertulia.conversation.moderation import NothingToUndo, judge, judge_many, undo
from tertulia.conversation.replying import reply_inside, withdraw_reply
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Role, add_member, change_role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast, published_post
from tests.conversation.people import NILS, at_once, published, say


def state_of(comment: Comment) -> str:
    return Comment.objects.get(id=comment.id).state


def version(comment: Comment) -> str:
    return version_of(comment, last_judgements([comment]).get(comment.id))


def test_publishing_a_held_comment_numbers_counts_and_shows_it(cast: Cast, post: Post) -> None:
    comment = say(post, "The ferryman knows.")
    judge(comment, CommentState.PUBLISHED, actor=cast.moderator.user)
    comment.refresh_from_db()
    assert (comment.state, comment.number) == (CommentState.PUBLISHED, 1)
    assert Conversation.objects.get(post=post).count == 1
    assert search.find(cast.weblog, "ferryman")
    event = Event.objects.get(kind="comment.published")
    assert tags.count(post.id) in event.tags
    assert event.payload["comment_ids"] == [comment.id]
    assert event.payload["actor_id"] == cast.moderator.user_id


def test_the_judgement_says_who_when_and_why(cast: Cast, post: Post) -> None:
    comment = say(post)
    decision = judge(comment, "spam", actor=cast.moderator.user, reason="sells letters")
    assert (decision.actor_name, decision.before, decision.after) == ("Ilse Vis", "held", "spam")
    assert decision.reason == "sells letters"
    assert decision.about.startswith("Ruth Tamm: ")


def test_taking_a_comment_back_hides_it_and_keeps_its_number(cast: Cast, post: Post) -> None:
    comment, later = published(post, "The ferryman knows."), published(post, "Two.")
    judge(comment, "withdrawn", actor=cast.host.user)
    assert search.find(cast.weblog, "ferryman") == []
    assert Conversation.objects.get(post=post).count == 1
    judge(comment, "published", actor=cast.host.user)
    assert list(Comment.objects.published().values_list("id", "number")) == [(comment.id, 1), (later.id, 2)]


def test_a_comment_that_was_never_public_makes_no_page_stale_but_the_log(cast: Cast, post: Post) -> None:
    judge(say(post), "spam", actor=cast.host.user)
    assert Event.objects.get(kind="comment.spam").tags == [tags.moderation_log(cast.weblog.id)]


def test_judging_again_changes_nothing_and_answers_the_first_judgement(cast: Cast, post: Post) -> None:
    comment = say(post)
    first = judge(comment, "published", actor=cast.host.user)
    assert judge(comment, "published", actor=cast.moderator.user) == first
    assert Conversation.objects.get(post=post).count == 1


def test_a_moderator_who_saw_something_else_is_told_who_was_faster(cast: Cast, post: Post) -> None:
    comment = say(post)
    seen = version(comment)
    judge(comment, "spam", actor=cast.moderator.user)
    with pytest.raises(Collision, match="Ilse Vis was faster: it is now “Spam”") as caught:
        judge(comment, "published", actor=cast.host.user, seen=seen)
    assert caught.value.comment == comment
    assert state_of(comment) == "spam"


def test_many_at_once_are_numbered_in_the_order_they_came(cast: Cast, post: Post) -> None:
    other = published_post(cast.weblog, "Another")
    comments = [say(post, "One."), say(other, "Elsewhere."), say(post, "Two."), say(post, "Three.")]
    decisions = judge_many(reversed(comments), "published", actor=cast.host.user, reason="all fine")
    numbers = [Comment.objects.get(id=comment.id).number for comment in comments]
    assert numbers == [1, 1, 2, 3]
    assert {decision.subject for decision in decisions} == {f"comment:{comment.id}" for comment in comments}
    assert {decision.reason for decision in decisions} == {"all fine"}
    assert Event.objects.filter(kind="comment.published").count() == 2


def test_many_leaves_out_those_that_are_there_already(cast: Cast, post: Post) -> None:
    there, held = published(post), say(post, "Nils here.", **NILS)
    [decision] = judge_many([there, held], "published", actor=cast.host.user)
    assert decision.subject == f"comment:{held.id}"


def test_many_cost_the_same_queries_as_few(cast: Cast, post: Post) -> None:
    def cost(count: int) -> int:
        comments = [say(post, f"Words {count}.{place}.", **NILS) for place in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            judge_many(comments, "published", actor=cast.host.user)
        judge_many(comments, "spam", actor=None)
        return len(queries)

    assert cost(3) == cost(40) <= 26


def test_undo_leads_back_and_is_on_record_itself(cast: Cast, post: Post) -> None:
    comment = say(post)
    back = undo(judge(comment, "spam", actor=cast.moderator.user), actor=cast.host.user)
    assert (back.before, back.after, back.actor_name) == ("spam", "held", "Marta Oyelaran")
    assert state_of(comment) == "held"


def test_undo_of_what_was_judged_anew_is_refused(cast: Cast, post: Post) -> None:
    comment = say(post)
    first = judge(comment, "spam", actor=cast.moderator.user)
    judge(comment, "published", actor=cast.host.user)
    with pytest.raises(Collision, match="Marta Oyelaran"):
        undo(first, actor=cast.moderator.user)


def test_undo_of_coming_in_held_leads_nowhere(cast: Cast, post: Post) -> None:
    decision = Decision.objects.get(subject=f"comment:{say(post).id}")
    with pytest.raises(NothingToUndo):
        undo(decision, actor=cast.host.user)


def test_undo_opens_what_was_closed(cast: Cast, post: Post) -> None:
    set_state(post, "closed", actor=cast.moderator.user)
    undo(Decision.objects.get(kind="conversation"), actor=cast.host.user)
    assert Conversation.objects.get(post=post).state == "default"


def test_undo_brings_a_withdrawn_host_reply_back_and_takes_a_new_one_out(cast: Cast, post: Post) -> None:
    reply = reply_inside(published(post), "I asked.", member=cast.host)
    withdraw_reply(reply, actor=cast.host.user)
    undo(Decision.objects.filter(kind="host-reply").latest("id"), actor=cast.host.user)
    reply.refresh_from_db()
    assert not reply.withdrawn
    undo(Decision.objects.filter(kind="host-reply").latest("id"), actor=cast.host.user)
    reply.refresh_from_db()
    assert reply.withdrawn


def test_who_may_see_and_judge_what(cast: Cast, post: Post) -> None:
    own = published_post(cast.weblog, "By Tomas", author=cast.author)
    elsewhere = published_post(create_weblog("lighthouse"), "Elsewhere")
    here, by_tomas, _far = say(post), say(own), say(elsewhere)
    for member in (cast.host, cast.moderator):
        assert member.user
        assert set(visible_to(member.user)) == set(judgeable_by(member.user)) == {here, by_tomas}
    assert cast.author.user
    assert list(visible_to(cast.author.user)) == [by_tomas]
    for user in (cast.author.user, cast.stranger, AnonymousUser()):
        assert not judgeable_by(user).exists()
    for user in (cast.stranger, AnonymousUser()):
        assert not visible_to(user).exists()


def test_who_moderates_two_weblogs_sees_both_and_who_left_sees_none(cast: Cast, post: Post) -> None:
    second = create_weblog("lighthouse")
    add_member(second, name="Ilse", role=Role.EDITOR, user=cast.moderator.user)
    say(post), say(published_post(second, "Elsewhere"))
    assert cast.moderator.user
    assert visible_to(cast.moderator.user).count() == 2
    change_role(cast.moderator, Role.MODERATOR, actor=None, active=False)
    assert visible_to(cast.moderator.user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_is_told(cast: Cast, post: Post) -> None:
    comment = say(post)
    seen = version(comment)
    outcomes = at_once(
        lambda: judge(comment, "published", actor=cast.host.user, seen=seen),
        lambda: judge(comment, "spam", actor=cast.moderator.user, seen=seen),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Collision", "Decision"]
    [decision] = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
    assert state_of(comment) == decision.after


@pytest.mark.django_db(transaction=True)
def test_overlapping_selections_wait_for_each_other(cast: Cast, post: Post) -> None:
    other = published_post(cast.weblog, "Another")
    comments = [say(place, f"Words {count}.") for count in range(4) for place in (post, other)]
    outcomes = at_once(
        lambda: judge_many(comments, "published", actor=cast.host.user),
        lambda: judge_many(reversed(comments), "published", actor=cast.moderator.user),
        lambda: say(post, "In between."),
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    for place in (post, other):
        conversation = Conversation.objects.get(post=place)
        numbers = list(Comment.objects.published().filter(conversation=conversation).values_list("number", flat=True))
        assert numbers == list(range(1, conversation.count + 1))
