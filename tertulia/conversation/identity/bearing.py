"""Whose name a new comment bears: that of who wrote it, that of somebody else, or nobody's."""

from collections.abc import Iterable
from dataclasses import dataclass

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity.commenter import Commenter, Standing, skeleton_of
from tertulia.conversation.submission import Submission
from tertulia.lib.lookalikes import is_same_name
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Bearer:
    """``commenter`` is who surely wrote it; ``owner`` the name that it bears, if that belongs to somebody else."""

    commenter: Commenter | None = None
    owner: str = ""

    @property
    def standing(self) -> Standing:
        """What readers are told of it."""
        if self.commenter:
            return Standing.CONFIRMED
        return Standing.UNCONFIRMED if self.owner else Standing.PLAIN


def bearer_of(weblog: Weblog, said: Submission) -> Bearer:
    """Who bears the name of this submission. One question."""
    owner = _owner.first(weblog=weblog.pk, skeleton=skeleton_of(said.name))
    if owner is None:
        return Bearer()
    is_theirs = owner.proof in said.proofs or (said.user is not None and said.user.pk == owner.user_id)
    return Bearer(owner) if is_theirs else Bearer(owner=owner.name)


def bearer_then(comment: Comment) -> Bearer:
    """Who bears the name of a comment that is here."""
    return Bearer(comment.commenter, comment.name if comment.standing == Standing.UNCONFIRMED else "")


def look_alike(name: str, owners: Iterable[str]) -> str:
    """Which of these names this one is drawn like without being the same; "" if none. Several people may have one
    name, but nobody comes by chance to one that is only drawn alike."""
    mine = skeleton_of(name)
    alike = (owner for owner in owners if owner and mine == skeleton_of(owner) and not is_same_name(name, owner))
    return next(alike, "")


_owner = Question(lambda: Commenter.objects.filter(weblog=Given("weblog"), skeleton=Given("skeleton"), refused_at=None))
