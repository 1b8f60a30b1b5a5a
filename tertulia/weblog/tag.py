"""Tags of posts: free words, unlike categories not arranged by the host. (For tags of stored pages see lib/tags.)"""

from collections.abc import Iterable

from django.db import models

from tertulia.lib import text
from tertulia.weblog.weblog import Weblog


class Tag(models.Model):
    """A word that posts are marked with."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["weblog", "slug"], name="tag_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """The address of the posts that carry it."""
        return f"{self.weblog.path}tag/{self.slug}/"


def find_or_add_tags(weblog: Weblog, names: Iterable[str]) -> list[Tag]:
    """The tags of those names; names that differ in case or punctuation only are one tag."""
    wanted = {slug: name.strip() for name in names if (slug := text.slugify(name))}
    found = {tag.slug: tag for tag in weblog.tags.filter(slug__in=wanted)}
    for slug, name in wanted.items():
        if slug not in found:
            found[slug] = Tag.objects.create(weblog=weblog, name=name, slug=slug)
    return list(found.values())


def find_or_add_tag(weblog: Weblog, name: str, slug: str) -> Tag:
    """The tag of that slug, which an import brings with its name."""
    tag, _is_new = Tag.objects.get_or_create(weblog=weblog, slug=slug, defaults={"name": name.strip()[:255]})
    return tag
