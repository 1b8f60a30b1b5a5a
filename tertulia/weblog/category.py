"""Categories: a label for people, a slug for addresses. Slugs cannot be derived from labels, so both are kept."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tertulia.lib import tags, text
from tertulia.outbox.event import record
from tertulia.weblog.weblog import Weblog

# The other addresses directly below a weblog's.
RESERVED = frozenset(
    {"archives", "author", "comments", "confirmation", "my-data", "page", "recent", "search", "sign-in", "tag"}
)


class Category(models.Model):
    """A heading that the host files posts under. ``parent`` is the one above it, where an import brought a hierarchy;
    ``description`` says in plain text what it is about."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="categories")
    label = models.CharField(max_length=255)
    slug = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["weblog", "slug"], name="category_slug_once"),
            models.UniqueConstraint(fields=["weblog", "label"], name="category_label_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def path(self) -> str:
        """The address of its archive."""
        return f"{self.weblog.path}{self.slug}/"


def add_category(
    weblog: Weblog, label: str, *, slug: str = "", parent: Category | None = None, description: str = ""
) -> Category:
    """The category of that label, made if it is new. Raises ValidationError without a label."""
    label = label.strip()
    if not label:
        raise ValidationError(_("A category needs a label."))
    if known := weblog.categories.filter(label=label).first():
        return known
    taken = set(weblog.categories.values_list("slug", flat=True)) | RESERVED
    wanted = text.slugify(slug or label) or "category"
    if wanted.isdigit() and len(wanted) == 4:
        wanted = f"c-{wanted}"
    slug = text.unused(wanted, taken)
    return Category.objects.create(weblog=weblog, label=label, slug=slug, parent=parent, description=description)


def put_below(parent: Category, children: Sequence[Category]) -> None:
    """Say that these categories are below ``parent``, as an import does that meets them first."""
    for child in children:
        child.parent = parent
    Category.objects.bulk_update(children, ["parent"])


def rename_category(category: Category, label: str) -> Category:
    """Another label; the slug, and with it every link to the category, stays. Raises ValidationError if taken."""
    label = text.clean(label).strip()
    if not label:
        raise ValidationError(_("A category needs a label."))
    if category.weblog.categories.filter(label=label).exclude(id=category.id).exists():
        raise ValidationError(_("There is a category “%s” already.") % label)
    category.label = label
    with transaction.atomic():
        category.save(update_fields=["label"])
        record("category.renamed", tags=[tags.weblog(category.weblog_id)], weblog_id=category.weblog_id)
    return category
