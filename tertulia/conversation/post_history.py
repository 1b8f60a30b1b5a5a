"""What a post said before, beside what it says now."""

from dataclasses import dataclass
from datetime import datetime

from tertulia.conversation.comment import Comment
from tertulia.lib import markup
from tertulia.lib.difference import Piece, difference, shortened
from tertulia.lib.shown_words import shown_words
from tertulia.weblog.post import Post
from tertulia.weblog.revision import PostRevision

# So much is shown around a change, in letters.
_AROUND = 400


@dataclass(frozen=True)
class Revision:
    """One change of a post: it began to say its wording ``number`` at ``at``."""

    number: int
    at: datetime
    minor: bool
    actor_name: str


def revisions_of(post: Post) -> list[Revision]:
    """The changes of a post, the last one first; of what was first published none."""
    rows = post.revisions.order_by("-number").values_list("number", "until", "minor", "actor_name")
    return [Revision(number + 1, until, minor, name) for number, until, minor, name in rows]


def change_to(post: Post, number: int) -> list[Piece] | None:
    """What the change to this wording was; None if there was none."""
    return _between(post, number - 1, number)


def changes_since(post: Post, number: int) -> list[Piece] | None:
    """What was changed since the post said this wording; None if it says it still, or never did."""
    return _between(post, number, post.revision)


def has_changed_since(comment: Comment) -> bool:
    """Whether the post says something else than when the comment was written, in more than trifles."""
    later = PostRevision.objects.filter(post=comment.conversation_id, number__gte=comment.post_revision)
    return later.filter(minor=False).exists()


def _between(post: Post, first: int, second: int) -> list[Piece] | None:
    wanted: dict[int, Post | PostRevision] = {
        row.number: row for row in post.revisions.filter(number__in=(first, second))
    }
    wanted[post.revision] = post
    if first == second or first not in wanted or second not in wanted:
        return None
    return shortened(difference(_words(wanted[first]), _words(wanted[second])), _AROUND)


def _words(said: Post | PostRevision) -> str:
    parts = [markup.post_html(part, said.format).html for part in (said.body, said.extended)]
    return "\n\n".join([said.title, *(shown_words(part) for part in parts if part)])
