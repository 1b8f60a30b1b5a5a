"""Two moderators, their pages old and new, authors who change their minds, imports in between: no decision is lost, a
collision changes nothing, an undo restores, and counts and search are what a recount finds."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge, judge_seen, undo
from tertulia.conversation.retracting import retract
from tertulia.weblog.decision import Decision
from tests.conversation.moderating import Moderating
from tests.conversation.people import at_once

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = int(os.environ.get("SOAK", "8"))


def test_two_moderators_lose_nothing_of_each_other() -> None:
    run_state_machine_as_test(
        Moderating,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=16,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_of_many_who_decide_at_once_about_what_all_saw_one_is_heard() -> None:
    machine = Moderating()
    machine.begin()
    [comment_id, *_others] = sorted(machine.stands)
    row, seen = Comment.objects.get(id=comment_id), machine.pages[0][comment_id]
    wanted = [CommentState.PUBLISHED, CommentState.SPAM, CommentState.WITHDRAWN] * 2
    outcomes = at_once(
        *(
            lambda state=state, who=who: judge(
                Comment.objects.get(id=comment_id), state, actor=machine.members[who % 2].user, seen=seen
            )
            for who, state in enumerate(wanted)
        )
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Collision"] * 5 + ["Decision"]
    [decision] = [one for one in outcomes if isinstance(one, Decision)]
    row.refresh_from_db()
    assert row.state == decision.after


def test_of_two_who_undo_at_once_one_is_told() -> None:
    machine = Moderating()
    machine.begin()
    row = Comment.objects.get(id=sorted(machine.stands)[0])
    decision = judge(row, "spam", actor=machine.members[0].user)
    outcomes = at_once(*[lambda: undo(decision, actor=machine.members[1].user)] * 2)
    assert sorted(type(one).__name__ for one in outcomes) == ["Collision", "Decision"]
    row.refresh_from_db()
    assert row.state == "held"


def test_of_a_bulk_and_an_author_at_once_neither_is_lost() -> None:
    machine = Moderating()
    machine.begin()
    ids, seen = sorted(machine.stands), machine.pages[0]
    judged, retracted = at_once(
        lambda: judge_seen(
            list(Comment.objects.filter(id__in=ids)), "published", actor=machine.members[0].user, seen=seen
        ),
        lambda: retract(Comment.objects.select_related("conversation__post").get(id=ids[0])),
    )
    assert isinstance(judged, tuple)
    assert isinstance(retracted, Comment)
    assert Comment.objects.get(id=ids[0]).state == CommentState.RETRACTED
    assert len(judged[0]) + len(judged[1]) == len(ids)
