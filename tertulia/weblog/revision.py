"""What a post said before: every wording that readers could read is kept when another takes its place."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import models

from tertulia.lib import clock
from tertulia.weblog.decision import name_of
from tertulia.weblog.post import Post, Status

# What a writer corrects at once is no news to anybody.
AT_ONCE = timedelta(minutes=10)
_WORDS = ("title", "body", "extended", "format")


class PostRevision(models.Model):
    """An earlier wording of a post, by its ``number``, and the change that ended it: when, by whom, and whether they
    called it ``minor``. ``since`` is when readers first could read it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    extended = models.TextField(blank=True)
    format = models.CharField(max_length=10)
    since = models.DateTimeField()
    until = models.DateTimeField()
    minor = models.BooleanField(default=False)
    actor_name = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="post_revision_once")]

    def __str__(self) -> str:
        return f"{self.post_id}.{self.number}"


def keep_wording(post: Post, was: Post, *, minor: bool, actor: User | None) -> None:
    """Keep what ``was`` said if readers could read it and ``post`` says something else; call it before ``post`` is
    saved."""
    if all(getattr(post, name) == getattr(was, name) for name in _WORDS):
        return
    now, is_public = clock.now(), post.status == Status.PUBLISHED
    if was.status != Status.PUBLISHED and was.revised_at is None:
        return
    PostRevision.objects.create(
        post=was,
        number=was.revision,
        **{name: getattr(was, name) for name in _WORDS},
        since=_since(was),
        until=now,
        minor=minor,
        actor_name=name_of(actor, post.weblog),
    )
    post.revision, post.revised_at = was.revision + 1, now if is_public else None
    if is_public and not minor and now - _began(was) >= AT_ONCE:
        post.updated_at = now


def keep_standing(post: Post, before: str) -> None:
    """Note since when readers can read what a post says, as it comes to them or is taken from them."""
    if before == Status.PUBLISHED != post.status:
        post.revised_at = _since(post)
    elif post.status == Status.PUBLISHED != before and post.revised_at is None:
        post.revised_at = clock.now()
        post.updated_at = post.revised_at if post.revision > 1 else post.updated_at


def _since(post: Post) -> datetime:
    return post.revised_at or post.published_at


def _began(post: Post) -> datetime:
    first = PostRevision.objects.filter(post=post, number=1).values_list("since", flat=True).first()
    return first or _since(post)
