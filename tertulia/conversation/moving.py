"""Move comments from under one post to under another, and back to the letter."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tertulia.conversation.change import told
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import locked
from tertulia.conversation.kept import comments_of
from tertulia.weblog.post import Post

_MOMENTS = ("created_at", "changed_at")


def lock_both(one: Post, other: Post) -> None:
    """Lock both conversations, always the older post's first."""
    for post in sorted((one, other), key=lambda post: post.id):
        locked(post)


def move_comments(
    moved: Sequence[Comment], of: Post, to: Post, instead: Mapping[int, Comment], dates: Mapping[int, datetime]
) -> dict[str, Any]:
    """Move comments, in the transaction of the caller, who has locked both; answers what it replaces. An answer to what
    stays behind answers ``instead``, by the id of that; ``dates`` are new ones, by ids."""
    behind = Comment.objects.filter(parent__in=moved, conversation=of.id).exclude(id__in=_ids(moved))
    kept = {str(one.public_id): _kept(one) for one in (*moved, *behind.select_related("parent"))}
    for comment in moved:
        comment.number, comment.conversation_id = None, to.id
        comment.parent = instead.get(comment.parent_id or 0, comment.parent)
        if date := dates.get(comment.id):
            # So that it goes on being what nobody has touched.
            comment.changed_at = date if comment.changed_at == comment.created_at else comment.changed_at
            comment.created_at = date
        comment.save()
    behind.update(parent=None)
    _tell(of, to, moved)
    return kept


def move_comments_back(kept: Mapping[str, Mapping[str, Any]], of: Post, to: Post) -> list[Comment]:
    """Put those that were moved from ``to`` to ``of`` back. Raises ValidationError if one is answered by now."""
    lock_both(of, to)
    moved = comments_of(of.id, [int(key) for key in kept])
    ids = _ids(moved.values())
    if Comment.objects.filter(parent__in=ids).exclude(id__in=ids).exists():
        raise ValidationError(_("Somebody has answered it meanwhile."))
    for key, comment in moved.items():
        comment.conversation_id, comment.number, comment.parent = to.id, kept[str(key)]["number"], None
        for name in _MOMENTS:
            setattr(comment, name, datetime.fromisoformat(kept[str(key)][name]))
        comment.save()
    parents = comments_of(to.id, [was["parent"] for was in kept.values() if was["parent"]])
    for key, comment in comments_of(to.id, [int(key) for key in kept]).items():
        comment.parent = parents.get(kept[str(key)]["parent"] or 0)
        comment.save(update_fields=["parent"])
    _tell(of, to, [*moved.values()])
    return [*moved.values()]


def _kept(comment: Comment) -> dict[str, Any]:
    moments = {name: getattr(comment, name).isoformat() for name in _MOMENTS}
    return {"number": comment.number, "parent": comment.parent.public_id if comment.parent else None, **moments}


def _ids(comments: Iterable[Comment]) -> list[int]:
    return [comment.id for comment in comments]


def _tell(of: Post, to: Post, moved: Sequence[Comment]) -> None:
    told(of, [])
    told(to, [*moved])
