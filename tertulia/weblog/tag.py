"""Tags of posts: free words, unlike categories not arranged by the host. (For tags of stored pages see lib/tags.)"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from tertulia.lib import text
from tertulia.weblog.weblog import Weblog

_LONGEST = 255


class Tag(models.Model):
    """A word that posts are marked with."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=_LONGEST)
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
    """The tags of those names; names that differ in case or punctuation only are one tag. Raises ValidationError."""
    wanted = {slug: name.strip() for name in names if (slug := text.slugify(name))}
    if any(len(name) > _LONGEST for name in wanted.values()):
        raise ValidationError({"tags": _("A tag has at most 255 characters; commas stand between tags.")})
    found = {tag.slug: tag for tag in weblog.tags.filter(slug__in=wanted)}
    for slug, name in wanted.items():
        if slug not in found:
            found[slug] = Tag.objects.create(weblog=weblog, name=name, slug=slug)
    return list(found.values())


def find_or_add_tag(weblog: Weblog, name: str, slug: str) -> Tag:
    """The tag of that slug, which an import brings with its name."""
    tag, _is_new = Tag.objects.get_or_create(weblog=weblog, slug=slug, defaults={"name": name.strip()[:_LONGEST]})
    return tag
