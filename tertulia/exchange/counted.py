"""How many of something, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_FORMS: Mapping[str, Callable[[int], str]] = {
    "posts": lambda n: ngettext("%d post", "%d posts", n),
    "pages": lambda n: ngettext("%d page", "%d pages", n),
    "drafts": lambda n: ngettext("%d draft", "%d drafts", n),
    "scheduled": lambda n: ngettext("%d scheduled post", "%d scheduled posts", n),
    "discarded": lambda n: ngettext("%d discarded post", "%d discarded posts", n),
    "comments": lambda n: ngettext("%d comment", "%d comments", n),
    "pings": lambda n: ngettext("%d ping", "%d pings", n),
    "categories": lambda n: ngettext("%d category", "%d categories", n),
    "tags": lambda n: ngettext("%d tag", "%d tags", n),
    "authors": lambda n: ngettext("%d author", "%d authors", n),
    "media": lambda n: ngettext("%d file", "%d files", n),
    "addresses": lambda n: ngettext("%d address", "%d addresses", n),
}


def counted(table: str, count: int) -> str:
    """So many of what a table of a report counts: “1 draft”."""
    return _FORMS[table](count) % count


def brought(new: Mapping[str, int], merged: Mapping[str, int]) -> str:
    """What an import brought, in one line; empty if that is nothing."""
    told = [counted(table, count) for table, count in new.items() if count]
    told += [_("%s merged") % counted(table, count) for table, count in merged.items() if count]
    return ", ".join(told)
