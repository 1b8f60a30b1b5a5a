"""Try a rule on what was said here before: how many comments it would have met, and which."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.rules.meeting import Facts, meets
from tertulia.conversation.rules.rule import Rule

# Of the newest; a screen waits for it.
MOST_TRIED = 10_000
MOST_SHOWN = 20


@dataclass(frozen=True)
class Trial:
    """Of ``tried`` comments, ``published`` and ``others`` would have been met; the newest of each, and how many."""

    tried: int
    published: Sequence[Comment]
    others: Sequence[Comment]
    published_count: int
    others_count: int


def tried_on_past(rule: Rule) -> Trial:
    """Which of the weblog's newest comments a checked rule meets. Comments of members are never met."""
    rows = (
        Comment.objects.filter(
            conversation__post__weblog=rule.weblog_id, member=None, erased="", kind=CommentKind.COMMENT
        )
        .exclude(state=CommentState.RETRACTED)
        .select_related("commenter", "conversation__post__weblog")
        .only(*_ASKED)
        .order_by("-created_at", "-id")[:MOST_TRIED]
    )
    tried, met = 0, ([], [])  # type: tuple[int, tuple[list[Comment], list[Comment]]]
    for comment in rows.iterator(500):
        tried += 1
        if meets(rule, facts_of(comment)):
            met[comment.state != CommentState.PUBLISHED].append(comment)
    published, others = met
    return Trial(tried, published[:MOST_SHOWN], others[:MOST_SHOWN], len(published), len(others))


def facts_of(comment: Comment) -> Facts:
    """What rules may ask of a comment that is here."""
    return Facts(
        name=comment.name,
        email=comment.email,
        url=comment.url,
        text=comment.text,
        ip=comment.ip,
        commenter=comment.commenter.slug if comment.commenter else "",
    )


_ASKED = (
    *("id", "name", "email", "url", "text", "ip", "state", "number", "created_at", "old_id", "first_id"),
    *("commenter__slug", "conversation__post__title", "conversation__post__path", "conversation__post__weblog__slug"),
)
