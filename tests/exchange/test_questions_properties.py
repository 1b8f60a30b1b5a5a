"""Whatever is answered, in whatever order: taken back, it is as if it had never been."""

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.answering import answer
from tertulia.exchange.answers import Said, answers_to
from tertulia.exchange.question import Question
from tertulia.exchange.records import CommentRecord, Doubt, ReplyRecord
from tertulia.exchange.taking_back import take_back
from tertulia.weblog.decision import Decision
from tertulia.weblog.weblog import create_weblog
from tests.examples import examples
from tests.exchange.pieces import Piece, bring, captured

_DOUBTS = {
    "author": Doubt("author", "Who?", ("Ann", "Bo")),
    "cut": Doubt("cut", "One or two?"),
    "host": Doubt("host", "The host’s?"),
}
_TALK = st.lists(
    st.tuples(st.sampled_from(["", "Ann", "mo"]), st.sets(st.sampled_from([*_DOUBTS])), st.booleans()),
    min_size=2,
    max_size=5,
)
_PICKS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5)


class TestEveryAnswer(TestCase):
    @settings(max_examples=examples(12), deadline=None)
    @given(_TALK, _PICKS)
    def test_is_taken_back_to_the_letter(
        self, talk: list[tuple[str, set[str], bool]], picks: list[tuple[int, int]]
    ) -> None:
        weblog = create_weblog("tide", timezone="Europe/Amsterdam")
        bring(weblog, Piece("text", captured(*[_comment(number, *one) for number, one in enumerate(talk)])))
        stands, decisions = [_rows()], list[Decision]()
        for question, said in picks:
            if (decision := _answered(question, said)) is not None:
                decisions.append(decision)
                stands.append(_rows())
                _check_counts()
        for decision in reversed(decisions):
            assert stands.pop() == _rows()
            take_back(decision, actor=None)
            _check_counts()
        assert stands == [_rows()]


def _comment(number: int, name: str, kinds: set[str], has_reply: bool) -> CommentRecord:
    replies = (ReplyRecord("Indeed. mo", sign="mo", doubts=(_DOUBTS["host"],)),) if has_reply else ()
    doubts = tuple(_DOUBTS[kind] for kind in sorted(kinds))
    return CommentRecord(name=name, text=f"Words of {number}. mo", doubts=doubts, replies=replies)


def _answered(question: int, said: int) -> Decision | None:
    waiting = list(Question.objects.open())
    if not waiting:
        return None
    asked = waiting[question % len(waiting)]
    choices = answers_to(asked)
    try:
        return answer(asked, Said(choices[said % len(choices)].word), actor=None)
    except ValidationError:  # no comment stands before it
        return None


def _rows() -> list[object]:
    kept = [list(model.objects.order_by("pk").values()) for model in (Comment, HostReply, Question)]
    return [*kept, list(Conversation.objects.values_list("post", "count", "last_number"))]


def _check_counts() -> None:
    for conversation in Conversation.objects.all():
        numbers = list(
            conversation.comments.filter(number__isnull=False).order_by("number").values_list("number", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))
        assert conversation.count == conversation.comments.published().count()
