"""Whatever is judged in whatever order: counts fit, numbers are dense, unique, and never change once given."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.numbering import move, publish_in_order
from tests.examples import examples

STATES = st.sampled_from(list(CommentState))


class Judging(RuleBasedStateMachine):
    """Comments come and are judged, one or some at a time."""

    @initialize()
    def begin(self) -> None:
        self.conversation = Conversation(post_id=1)
        self.comments: list[Comment] = []
        self.given: dict[int, int] = {}

    @rule(state=STATES)
    def post(self, state: CommentState) -> None:
        comment = Comment(conversation=self.conversation)
        move(self.conversation, comment, state)
        self.comments.append(comment)

    @rule(data=st.data(), state=STATES)
    def judge(self, data: st.DataObject, state: CommentState) -> None:
        if self.comments:
            move(self.conversation, data.draw(st.sampled_from(self.comments)), state)

    @rule(data=st.data())
    def publish_some(self, data: st.DataObject) -> None:
        if self.comments:
            places = data.draw(st.lists(st.integers(0, len(self.comments) - 1), unique=True))
            publish_in_order(self.conversation, [self.comments[place] for place in places])

    @invariant()
    def the_count_is_of_published_ones(self) -> None:
        assert self.conversation.count == sum(comment.is_public for comment in self.comments)

    @invariant()
    def numbers_are_dense_and_unique(self) -> None:
        numbers = sorted(comment.number for comment in self.comments if comment.number is not None)
        assert numbers == list(range(1, self.conversation.last_number + 1))

    @invariant()
    def what_is_public_has_a_number_that_never_changes(self) -> None:
        for place, comment in enumerate(self.comments):
            assert comment.number is not None or not comment.is_public
            if comment.number is not None:
                assert self.given.setdefault(place, comment.number) == comment.number


Judging.TestCase.settings = settings(max_examples=examples(60), stateful_step_count=30, deadline=None)
TestJudging = Judging.TestCase
