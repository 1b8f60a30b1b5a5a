"""What a page shows of comments, read as plain rows: a page may show a thousand of them, and a model for each costs
more than its HTML."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from tertulia.conversation.comment import PLACED, Comment, CommentSet, CommentState, anchor_of
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.lib.aside import aside_among
from tertulia.lib.prepared import Given, Question


class Shown(NamedTuple):
    """A comment as readers see it, with what is said of the one it answers if that is on another page; of one that its
    author has withdrawn, its place."""

    id: int
    number: int
    parent_id: int | None
    name: str
    url: str
    member_id: int | None
    html: str
    created_at: datetime
    old_id: str
    parent_number: int | None
    parent_name: str | None
    parent_state: str | None
    first_id: int | None = None
    old_number: str = ""
    uncertain: str = ""
    state: str = CommentState.PUBLISHED
    quote_marks: str = ""
    quoted_by: str = ""
    edited_at: datetime | None = None
    earlier: int = 0
    standing: str = ""
    slug: str | None = None
    picture: str | None = None
    role: str | None = None
    marks: str = ""
    member_picture: str | None = None

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return anchor_of(self.first_id or self.id, self.old_id)


# As the fields above.
_COLUMNS = (
    *("id", "number", "parent_id", "name", "url", "member_id", "html", "created_at", "old_id"),
    *("parent__number", "parent__name", "parent__state", "first_id", "old_number", "uncertain", "state"),
    *("quote_marks", "quoted_by"),
    *("edited_at", "earlier"),
    *("standing", "commenter__slug", "commenter__picture__file", "member__role", "marks"),
    "member__picture__file",
)


def comments_in(conversation: Conversation, numbers: range) -> list[Shown]:
    """What has a place under these numbers, in their order. One query."""
    rows = _comments.all(conversation=conversation.pk, start=numbers.start, stop=numbers.stop)
    return [Shown._make(row) for row in rows]


def replies_in(conversation: Conversation, numbers: range) -> dict[int, list[HostReply]]:
    """The host's replies inside the comments of these numbers, by comment. One query."""
    replies: dict[int, list[HostReply]] = defaultdict(list)
    for reply in _replies.all(conversation=conversation.pk, start=numbers.start, stop=numbers.stop):
        replies[reply.comment_id].append(reply)
    return replies


def selected(comments: CommentSet) -> list[Shown]:
    """Any comments, in their order, as rows. One query."""
    return [Shown._make(row) for row in comments.values_list(*_COLUMNS)]


def replies_inside(ids: Collection[int]) -> dict[int, list[HostReply]]:
    """The host's replies inside comments of these ids, by comment. One query."""
    replies: dict[int, list[HostReply]] = defaultdict(list)
    for reply in HostReply.objects.filter(comment__in=ids, withdrawn=False):
        replies[reply.comment_id].append(reply)
    return replies


def answers_elsewhere(conversation: Conversation, numbers: range, comments: Sequence[Shown]) -> dict[int, list[int]]:
    """By comment of these numbers, those of the answers to it that stand elsewhere. One query, and none where the
    conversation has no other numbers."""
    if numbers == range(1, conversation.last_number + 1):
        return {}
    here = {comment.id for comment in comments}
    answers: dict[int, list[int]] = defaultdict(list)
    # By their ids: asked for a range of numbers, SQLite begins with all answers that there are anywhere.
    placed = Comment.objects.filter(aside_among("state", PLACED)).order_by("number")
    found = placed.filter(parent__in=here).exclude(id__in=here)
    for parent, number in found.values_list("parent_id", "number"):
        if parent and number:
            answers[parent].append(number)
    return answers


_comments = Question(
    lambda: (
        Comment.objects.placed()
        .filter(conversation=Given("conversation"), number__gte=Given("start"), number__lt=Given("stop"))
        .values_list(*_COLUMNS)
    )
)
_replies = Question(
    lambda: HostReply.objects.filter(
        comment__conversation=Given("conversation"),
        comment__state__in=PLACED,
        comment__number__gte=Given("start"),
        comment__number__lt=Given("stop"),
        withdrawn=False,
    ).only("comment_id", "name", "html", "created_at", "first_id", "quote_marks", "edited_at", "earlier")
)
