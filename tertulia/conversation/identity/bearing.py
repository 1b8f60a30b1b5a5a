"""Whose name a new comment bears: that of who wrote it, that of somebody else, or nobody's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.commenter import Commenter, Standing, skeleton_of
from tertulia.conversation.submission import Submission
from tertulia.lib.lookalikes import is_same_name
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Bearer:
    """``commenter`` is who surely wrote it; ``owner`` the name that it bears, if that belongs to somebody else.
    ``members`` are the names of all members."""

    commenter: Commenter | None = None
    owner: str = ""
    members: Sequence[str] = ()

    @property
    def standing(self) -> Standing:
        """What readers are told of it."""
        if self.commenter:
            return Standing.CONFIRMED
        return Standing.UNCONFIRMED if self.owner else Standing.PLAIN


def bearer_of(weblog: Weblog, said: Submission) -> Bearer:
    """Who bears the name of this submission, which no member has sent: a name that is a member's is theirs alone. Two
    questions."""
    skeleton, members = skeleton_of(said.name), names_of_members(weblog)
    owner = _owner.first(weblog=weblog.pk, skeleton=skeleton)
    if owner is None:
        return Bearer(owner=next((name for name in members if skeleton_of(name) == skeleton), ""), members=members)
    is_theirs = owner.proof in said.proofs or (said.user is not None and said.user.pk == owner.user_id)
    return Bearer(owner, members=members) if is_theirs else Bearer(owner=owner.name, members=members)


def bearer_then(comment: Comment) -> Bearer:
    """Who bears the name of a comment that is here."""
    owner = comment.name if comment.standing == Standing.UNCONFIRMED else ""
    return Bearer(comment.commenter, owner, names_of_members(comment.conversation.post.weblog))


def names_of_members(weblog: Weblog) -> list[str]:
    """The names of those who can sign in as members."""
    return _members.all(weblog=weblog.pk)


def look_alike(name: str, owners: Iterable[str]) -> str:
    """Which of these names this one is drawn like without being the same; "" if none. Several people may have one
    name, but nobody comes by chance to one that is only drawn alike."""
    mine = skeleton_of(name)
    alike = (owner for owner in owners if owner and mine == skeleton_of(owner) and not is_same_name(name, owner))
    return next(alike, "")


_owner = Question(lambda: Commenter.objects.filter(weblog=Given("weblog"), skeleton=Given("skeleton"), refused_at=None))
_members = Question(
    lambda: Member.objects.filter(weblog=Given("weblog"), active=True, user__isnull=False).values_list(
        "name", flat=True
    )
)
