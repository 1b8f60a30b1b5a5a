from hypothesis import given
from hypothesis import strategies as st

from tertulia.conversation.shown import Shown
from tertulia.conversation.thread import DEEPEST, Node, arrange
from tests.conversation.talk import shown


def comment(number: int, parent: int | None = None) -> Shown:
    return shown(number, parent_id=parent + 1000 if parent else None)


@st.composite
def conversations(draw: st.DrawFn) -> list[Shown]:
    # Parents may be anybody: earlier, later, the comment itself, somebody who is not there.
    count = draw(st.integers(0, 40))
    parents = draw(st.lists(st.none() | st.integers(1, 45), min_size=count, max_size=count))
    comments = [comment(number, parent) for number, parent in enumerate(parents, start=1)]
    return draw(st.permutations(comments))


def read(nodes: list[Node]) -> list[Node]:
    return [node for root in nodes for node in root.walk()]


def numbers(nodes: list[Node]) -> list[int]:
    return [node.comment.number for node in read(nodes)]


@given(conversations(), st.integers(0, 12), st.booleans())
def test_every_comment_appears_exactly_once(comments: list[Shown], depth: int, newest_first: bool) -> None:
    there = numbers(arrange(comments, depth, newest_first=newest_first))
    assert sorted(there) == sorted(c.number for c in comments)


@given(conversations(), st.integers(0, 12))
def test_what_is_answered_stands_before_the_answer(comments: list[Shown], depth: int) -> None:
    nodes = read(arrange(comments, depth))
    place = {node.comment.id: index for index, node in enumerate(nodes)}
    assert all(place[node.parent.id] < place[node.comment.id] for node in nodes if node.parent)


@given(conversations(), st.integers(0, 100), st.booleans())
def test_nothing_is_nested_deeper_than_the_host_wants(comments: list[Shown], depth: int, newest_first: bool) -> None:
    nodes = read(arrange(comments, depth, newest_first=newest_first))
    assert all(node.level <= min(depth, DEEPEST) for node in nodes)
    assert all(reply.level == node.level + 1 for node in nodes for reply in node.replies)


@given(conversations(), st.integers(0, 12))
def test_each_list_of_answers_is_in_the_order_of_numbers(comments: list[Shown], depth: int) -> None:
    roots = arrange(comments, depth)
    for siblings in [roots, *(node.replies for node in read(roots))]:
        order = [node.comment.number for node in siblings]
        assert order == sorted(order)


@given(conversations(), st.integers(0, 12))
def test_newest_first_turns_the_top_round_and_nothing_else(comments: list[Shown], depth: int) -> None:
    oldest, newest = arrange(comments, depth), arrange(comments, depth, newest_first=True)
    assert [numbers([node]) for node in newest] == [numbers([node]) for node in oldest][::-1]


def test_an_answer_stands_below_its_question() -> None:
    [first, second] = arrange([comment(1), comment(2), comment(3, parent=1)], depth=3)
    assert (first.comment.number, second.comment.number) == (1, 2)
    assert [(node.comment.number, node.is_below) for node in first.replies] == [(3, True)]


def test_a_flat_conversation_says_who_is_answered() -> None:
    nodes = arrange([comment(1), comment(2), comment(3, parent=1)], depth=0)
    assert numbers(nodes) == [1, 2, 3]
    assert nodes[2].parent is nodes[0].comment
    assert not nodes[2].is_below


def test_answers_below_the_deepest_level_follow_in_its_list() -> None:
    [root] = arrange([comment(1), comment(2, parent=1), comment(3, parent=2), comment(4, parent=3)], depth=1)
    assert [(node.comment.number, node.level, node.is_below) for node in root.replies] == [
        (2, 1, True),
        (3, 1, False),
        (4, 1, False),
    ]


def test_a_circle_of_parents_loses_nobody() -> None:
    assert numbers(arrange([comment(1, parent=2), comment(2, parent=1)], depth=3)) == [1, 2]
