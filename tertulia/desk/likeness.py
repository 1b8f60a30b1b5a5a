"""What waits, by how much it is like spam: judged anew by all that was decided up to now, comments and pings alike."""

from collections.abc import Iterable, Sequence
from itertools import chain

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.spam.counts import number_of
from tertulia.conversation.spam.judging import noticed_of
from tertulia.conversation.spam.memory import recall
from tertulia.conversation.spam.score import Score, weigh

# Of more the newest are put in order.
MOST = 500
_AT_ONCE = 50


def by_likeness(comments: CommentSet) -> list[Comment]:
    """The newest of these comments, what is most like spam first."""
    newest = list(comments.order_by("-created_at", "-id")[:MOST])
    scores = scores_of(newest)
    return sorted(newest, key=lambda comment: -scores[comment.id].value)


def scores_of(comments: Sequence[Comment]) -> dict[int, Score]:
    """How much each of them is like spam, by its id. A query for fifty."""
    parts = (comments[start : start + _AT_ONCE] for start in range(0, len(comments), _AT_ONCE))
    return dict(chain.from_iterable(map(_scores, parts)))


def _scores(comments: Iterable[Comment]) -> list[tuple[int, Score]]:
    noticed = {comment.id: noticed_of(comment) for comment in comments}
    learned = recall(number_of(thing) for things in noticed.values() for thing in things)
    return [(comment_id, weigh(things, learned)) for comment_id, things in noticed.items()]
