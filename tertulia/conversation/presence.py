"""Who reads a comment at the desk just now: a hint for the others, never a lock."""

from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.lib import clock
from tertulia.weblog.decision import name_of

LIFE = timedelta(seconds=90)
# However often a browser asks, it is written down no more than so often.
RENEWED = timedelta(seconds=25)


class Presence(models.Model):
    """Somebody in front of one comment, ``since`` when, and last seen there ``seen_at``; gone after LIFE."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.name} at comment {self.comment_id}"

    @property
    def minutes(self) -> int:
        """For how many whole minutes."""
        return (clock.now() - self.since) // timedelta(minutes=1)


def be_there(comment: Comment, user: User) -> None:
    """Note that ``user`` reads the comment; one small write, or none if that was noted just now."""
    now, here = clock.now(), Presence.objects.filter(comment=comment, user=user)
    known = here.first()
    if known and known.seen_at > now - RENEWED:
        return
    if known and known.seen_at > now - LIFE:
        here.update(seen_at=now)
        return
    Presence.objects.filter(seen_at__lte=now - LIFE).delete()
    name = name_of(user, comment.conversation.post.weblog)
    facts = {"name": name, "since": now, "seen_at": now}
    Presence.objects.update_or_create(comment=comment, user=user, defaults=facts)


def others_at(comment_ids: Collection[int], user: User) -> dict[int, list[Presence]]:
    """Who but ``user`` reads these comments now, by their ids; one query."""
    there = Presence.objects.filter(comment__in=comment_ids, seen_at__gt=clock.now() - LIFE).exclude(user=user)
    found: dict[int, list[Presence]] = {}
    for one in there.order_by("since", "id"):
        found.setdefault(one.comment_id, []).append(one)
    return found
