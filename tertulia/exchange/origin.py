"""Where things came from: each post and comment that more than one source knows, by what each source calls it."""

from collections.abc import Collection

from django.db import models

from tertulia.conversation.comment import Comment
from tertulia.lib.aside import aside
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.whose import brought


class Origin(models.Model):
    """One source of a post, or of one of its comments: which record of that source it was, and what that ``said``.

    What only one source has needs no row, as the post or comment itself names its source. ``said`` has dates in ISO
    8601; a text is in it only if another source's is shown."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="origins")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="origins")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="origins")
    source = models.CharField(max_length=20)
    key = models.CharField(max_length=2000)
    said = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["weblog", "source", "key"], name="origin_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "source"], condition=models.Q(comment=None), name="origin_of_post_once"
            ),
            models.UniqueConstraint(fields=["comment", "source"], name="origin_of_comment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


def known_posts(weblog: Weblog, source: str, keys: Collection[str]) -> dict[str, int]:
    """The posts that a source has brought under these keys, alone or beside others, by key."""
    merged = Origin.objects.filter(aside("comment_id", None), weblog=weblog, source=source, key__in=keys)
    own = weblog.posts.filter(brought(source, keys))
    return {**dict(merged.values_list("key", "post_id")), **dict(own.values_list("source_key", "id"))}
