"""Authors, categories and tags that an export names: found among those of the weblog, or made."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tertulia.exchange.records import AuthorRecord, CategoryRecord, Heading, PostRecord, TagRecord
from tertulia.exchange.report import Report
from tertulia.lib import text
from tertulia.weblog.category import Category, add_category, put_below
from tertulia.weblog.category_address import is_guessed, move_category
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.tag import Tag, find_or_add_tag, find_or_add_tags
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
    """What one import calls things. Counting (``meet``) is apart from making, as a preview makes nothing. ``coming``
    are the slugs of the categories that the file has brought so far."""

    def __init__(self, weblog: Weblog | None, report: Report) -> None:
        self.weblog, self.report = weblog, report
        self._people: list[_Person] = []
        self._categories: dict[str, Category | None] = {}
        self._slugs: set[str] = set()
        self._lost_tags: set[str] = set()
        # By the slugs that the file gives them, which need not be those that they get.
        self._of_file: dict[str, Category] = {}
        self._below: dict[str, list[Category]] = {}
        self._tag_slugs: dict[str, str] = {}
        self.coming: set[str] = set()
        if weblog:
            self._people = [_Person(m.name, m.email, m) for m in weblog.members.order_by("id")]
            self._categories = {category.label: category for category in weblog.categories.all()}
            self._slugs = set(weblog.tags.values_list("slug", flat=True))
        self._before = {category.slug: category for category in self._categories.values() if category}

    def learn(self, record: Heading) -> None:
        """What is known by now of a heading that was counted before."""
        if isinstance(record, TagRecord):
            self._tag_slugs[record.name] = text.slugify(record.slug) or text.slugify(record.name)
        elif isinstance(record, CategoryRecord):
            label = label_of(record.label)
            self.coming.add(text.slugify(record.slug))
            # The host may have given it another label since.
            known = self._categories.get(label) or self._before.get(text.slugify(record.slug))
            if known:
                self._categories[label] = self._of_file[record.slug] = known

    def meet_heading(self, record: Heading, where: str) -> None:
        """Count a category, tag or author that the file names before its posts."""
        self.learn(record)
        if isinstance(record, CategoryRecord):
            self._count_category(label_of(record.label))
        elif isinstance(record, TagRecord):
            self._count_tag(record.name, where)
        elif isinstance(record, AuthorRecord):
            self._count_person(self._person(record.name, record.email))

    def make(self, record: Heading, actor: User | None) -> str:
        """The path of what a heading is about, made if it is new; empty if it cannot be had."""
        if self.weblog is None:
            return ""
        if isinstance(record, CategoryRecord):
            category = self._category(label_of(record.label), record)
            return category.path if category else ""
        if isinstance(record, TagRecord):
            slug = self.slug_of(record.name)
            return find_or_add_tag(self.weblog, record.name, slug).path if slug else ""
        if isinstance(record, AuthorRecord):
            member = self._member(self._person(record.name, record.email), actor)
            return member.path if member else ""
        return f"{self.weblog.path}{record.to}"

    def meet(self, record: PostRecord, where: str, *, is_new: bool) -> None:
        """Count what this post names; but what only a known post names is not made, as that stays as it is."""
        person = self._person(record.author, record.author_email)
        if is_new or (person and person.member):
            self._count_person(person)
        for label in labels_of(record):
            if is_new or label in self._categories:
                self._count_category(label)
        for name in record.tags:
            if is_new or self.slug_of(name) in self._slugs:
                self._count_tag(name, where)

    def slug_of(self, tag: str) -> str:
        """The slug of a tag of that name."""
        return self._tag_slugs.get(tag) or text.slugify(tag)

    def member(self, record: PostRecord, actor: User | None) -> Member | None:
        """The member who wrote this post, made if nobody has the e-mail or the name: an author without an account."""
        return self._member(self._person(record.author, record.author_email), actor)

    def member_of(self, who: str) -> Member | None:
        """The member of that e-mail address, or of that name, if there is one."""
        same = (p.member for p in self._people if who and who.casefold() in (p.email.casefold(), p.name.casefold()))
        return next(same, None)

    def categories(self, record: PostRecord) -> list[Category]:
        """The categories of this post, made if they are new."""
        return [category for label in labels_of(record) if (category := self._category(label))]

    def tags(self, records: Sequence[PostRecord]) -> dict[str, Tag]:
        """The tags of these posts by slug, made if they are new."""
        names = dict.fromkeys(name[:255] for record in records for name in record.tags)
        if not names or not self.weblog:
            return {}
        slugs = {self._tag_slugs[name] for name in names if name in self._tag_slugs}
        named = list(self.weblog.tags.filter(slug__in=slugs)) if slugs else []
        others = find_or_add_tags(self.weblog, [name for name in names if name not in self._tag_slugs])
        return {tag.slug: tag for tag in [*named, *others]}

    def _count_person(self, person: _Person | None) -> None:
        if person:
            self.report.name("authors", person.name, is_new=person.member is None)

    def _count_category(self, label: str) -> None:
        self.report.name("categories", label, is_new=label not in self._categories)

    def _count_tag(self, name: str, where: str) -> None:
        if slug := self.slug_of(name):
            self.report.name("tags", slug, is_new=slug not in self._slugs)
        elif name not in self._lost_tags:
            self._lost_tags.add(name)
            self.report.lose("tags", where, _("the tag “{name}” has no letter or digit").format(name=name))

    def _category(self, label: str, record: CategoryRecord | None = None) -> Category | None:
        category = self._categories.get(label)
        if category is None and self.weblog:
            about = record or CategoryRecord(label)
            above, words = self._of_file.get(about.parent), words_of(about.description)
            category = add_category(self.weblog, label, slug=about.slug, parent=above, description=words)
            self._categories[label] = category
        elif category and record and is_guessed(category):
            move_category(category, record.slug)
        if category and record:
            self._join(category, record)
        return category

    def _join(self, category: Category, record: CategoryRecord) -> None:
        # Those below it may have come before.
        self._of_file[record.slug] = category
        put_below(category, self._below.pop(record.slug, []))
        above = self._of_file.get(record.parent)
        if above and category.parent is None and category not in (above, above.parent):
            put_below(above, [category])
        elif record.parent and category.parent is None:
            self._below.setdefault(record.parent, []).append(category)

    def _member(self, person: _Person | None, actor: User | None) -> Member | None:
        if person is None or self.weblog is None:
            return None
        if person.member is None:
            email = person.email if len(person.email) <= 254 else ""
            person.member = add_member(self.weblog, name=person.name, role=Role.AUTHOR, email=email, actor=actor)
        return person.member

    def _person(self, author: str, email: str) -> _Person | None:
        name, email = words_of(author)[:255], email.strip()
        if not name and not email:
            return None
        same = [p for p in self._people if email and p.email.casefold() == email.casefold()]
        same += [p for p in self._people if name and p.name.casefold() == name.casefold()]
        if not same:
            same = [_Person(name or email.partition("@")[0], email)]
            self._people += same
        return same[0]


def label_of(markup: str) -> str:
    """A category's label as plain text."""
    return words_of(markup)[:255].strip()


def labels_of(record: PostRecord) -> list[str]:
    """The labels of the post's categories as plain text, each once."""
    labels = map(label_of, record.categories)
    return list(dict.fromkeys(label for label in labels if label))
