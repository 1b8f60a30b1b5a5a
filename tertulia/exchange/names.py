"""Authors, categories and tags that an export names: found among those of the weblog, or made."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tertulia.exchange.records import PostRecord
from tertulia.exchange.report import Report
from tertulia.lib import text
from tertulia.weblog.category import Category, add_category
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.tag import Tag, find_or_add_tags
from tertulia.weblog.weblog import Weblog

_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|i|small|span|strong|sub|sup|tt|u)\b[^<>]*>", re.IGNORECASE
)


def words_of(markup: str) -> str:
    """Words that the export keeps as HTML (titles, labels) as plain text on one line; what only looks like a tag
    stays."""
    return " ".join(html.unescape(_INLINE.sub("", markup)).split())


@dataclass
class _Person:
    name: str
    email: str
    member: Member | None = None


class Names:
    """What one import calls things. Counting (``meet``) is apart from making, as a preview makes nothing."""

    def __init__(self, weblog: Weblog | None, report: Report) -> None:
        self.weblog, self.report = weblog, report
        self._people: list[_Person] = []
        self._categories: dict[str, Category | None] = {}
        self._slugs: set[str] = set()
        self._lost_tags: set[str] = set()
        if weblog:
            self._people = [_Person(m.name, m.email, m) for m in weblog.members.order_by("id")]
            self._categories = {category.label: category for category in weblog.categories.all()}
            self._slugs = set(weblog.tags.values_list("slug", flat=True))

    def meet(self, record: PostRecord, where: str) -> None:
        """Count what this post names."""
        if person := self._person(record):
            self.report.name("authors", person.name, is_new=person.member is None)
        for label in labels_of(record):
            self.report.name("categories", label, is_new=label not in self._categories)
        for name in record.tags:
            if slug := text.slugify(name):
                self.report.name("tags", slug, is_new=slug not in self._slugs)
            elif name not in self._lost_tags:
                self._lost_tags.add(name)
                self.report.lose("tags", where, _("the tag “{name}” has no letter or digit").format(name=name))

    def member(self, record: PostRecord, actor: User | None) -> Member | None:
        """The member who wrote this post, made if nobody has the e-mail or the name: an author without an account."""
        person = self._person(record)
        if person is None or self.weblog is None:
            return None
        if person.member is None:
            email = person.email if len(person.email) <= 254 else ""
            person.member = add_member(self.weblog, name=person.name, role=Role.AUTHOR, email=email, actor=actor)
        return person.member

    def categories(self, record: PostRecord) -> list[Category]:
        """The categories of this post, made if they are new."""
        return [category for label in labels_of(record) if (category := self._category(label))]

    def tags(self, records: Sequence[PostRecord]) -> dict[str, Tag]:
        """The tags of these posts by slug, made if they are new."""
        names = list(dict.fromkeys(name[:255] for record in records for name in record.tags))
        return {tag.slug: tag for tag in find_or_add_tags(self.weblog, names)} if names and self.weblog else {}

    def _category(self, label: str) -> Category | None:
        category = self._categories.get(label)
        if category is None and self.weblog:
            category = self._categories[label] = add_category(self.weblog, label)
        return category

    def _person(self, record: PostRecord) -> _Person | None:
        name, email = words_of(record.author)[:255], record.author_email.strip()
        if not name and not email:
            return None
        same = [p for p in self._people if email and p.email.casefold() == email.casefold()]
        same += [p for p in self._people if name and p.name.casefold() == name.casefold()]
        if not same:
            same = [_Person(name or email.partition("@")[0], email)]
            self._people += same
        return same[0]


def labels_of(record: PostRecord) -> list[str]:
    """The labels of the post's categories as plain text, each once."""
    labels = (words_of(label)[:255].strip() for label in record.categories)
    return list(dict.fromkeys(label for label in labels if label))
