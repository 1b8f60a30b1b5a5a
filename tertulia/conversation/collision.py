"""Two who decide about the same thing: nobody's decision runs over another's that they have not seen.

A screen hands back the version that it showed. For most things that is the number of the last decision about them; for
a comment also its state and its words, as its author may change these."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentState
from tertulia.weblog.decision import Decision, last_about

JUDGEMENT = "comment"


class Collision(Exception):
    """Somebody else was faster; nothing was changed. ``comment`` is as it stands now (None if it is about something
    else), ``decision`` the other's (None if it was the comment's author), ``wanted`` the state that
    this one would have led to."""

    def __init__(self, comment: Comment | None, decision: Decision | None, wanted: str = "") -> None:
        self.comment, self.decision, self.wanted = comment, decision, wanted
        state = CommentState(comment.state).label if comment else (decision.after if decision else "")
        who = (decision and decision.actor_name) or _("Somebody else")
        told = _("%(who)s was faster: it is now “%(state)s”.")
        if comment and not decision:
            told = _("Its author changed it since you read it: it is now “%(state)s”.")
        super().__init__(told % {"who": who, "state": state})


def version_of(comment: Comment, last: Decision | None) -> str:
    """The version of a comment; ``last`` is the last judgement of it."""
    words = hashlib.sha256(f"{comment.name}\0{comment.text}".encode()).hexdigest()[:12]
    return f"{comment.state}.{last.id if last else 0}.{words}"


def last_judgements(comments: Iterable[Comment]) -> dict[int, Decision]:
    """The last judgement of each comment, by its id; one query."""
    subjects = {f"comment:{comment.id}": comment.id for comment in comments}
    known = Decision.objects.filter(subject__in=subjects, kind=JUDGEMENT).order_by("id") if subjects else ()
    return {subjects[decision.subject]: decision for decision in known}


def collisions(comments: Sequence[Comment], seen: Mapping[int, str], wanted: str) -> list[Collision]:
    """What has changed of ``comments`` since somebody ``seen`` their versions (by id; empty: did not look). Call it
    with their conversations locked."""
    looked_at = [comment for comment in comments if seen.get(comment.id)]
    last = last_judgements(looked_at)
    return [
        Collision(comment, _since(seen[comment.id], last.get(comment.id)), wanted)
        for comment in looked_at
        if seen[comment.id] != version_of(comment, last.get(comment.id))
    ]


def check_decided(subject: str, kind: str, seen: str) -> None:
    """Raise Collision if the last decision of this kind about ``subject`` is another than the one ``seen`` ("0": there
    was none; empty: did not look)."""
    last = last_about(subject, kind)
    if seen and seen != decided_version(last):
        raise Collision(None, last)


def decided_version(last: Decision | None) -> str:
    """The version of what a decision has led to."""
    return str(last.id if last else 0)


def _since(seen: str, last: Decision | None) -> Decision | None:
    return last if last and seen.split(".")[1:2] != [str(last.id)] else None
