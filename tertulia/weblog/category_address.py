"""The address of a category that was guessed from its label, until a piece of the old weblog tells what it was."""

from django.db import transaction

from tertulia.lib import tags, text
from tertulia.outbox.event import record
from tertulia.weblog.address import Address
from tertulia.weblog.category import RESERVED, Category


def is_guessed(category: Category) -> bool:
    """Whether its slug is nothing but its label."""
    return category.slug == text.slugify(category.label)


@transaction.atomic
def move_category(category: Category, slug: str) -> Category:
    """Let it answer at that slug; the address that it had leads there. It stays where it is if another has the slug."""
    wanted = text.slugify(slug)
    others = category.weblog.categories.filter(slug=wanted).exclude(id=category.id)
    if not wanted or wanted == category.slug or wanted in RESERVED or wanted.isdigit() or others.exists():
        return category
    before, category.slug = category.path, wanted
    category.save(update_fields=["slug"])
    Address.objects.filter(path=category.path).delete()
    Address.objects.filter(to=before).update(to=category.path)
    Address.objects.get_or_create(path=before, defaults={"weblog": category.weblog, "to": category.path})
    record("category.renamed", tags=[tags.weblog(category.weblog_id)], weblog_id=category.weblog_id)
    return category
