"""Addresses: any path that once led somewhere leads there for ever."""

from django.db import models

from tertulia.lib import text
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


class Address(models.Model):
    """An old path and where it leads: to a post, or to another path. The current path of a post stands on the post."""

    path = models.CharField(max_length=2000, unique=True)
    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="addresses")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="addresses")
    to = models.CharField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return self.path

    @property
    def target(self) -> str:
        """The path it leads to today."""
        return (self.post.path or "") if self.post else self.to


def find_address(path: str) -> Address | None:
    """The kept address of a decoded path, or None."""
    if text.is_broken(path):
        return None
    return Address.objects.select_related("post", "weblog").filter(path=path).first()
