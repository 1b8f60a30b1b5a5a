"""Posts and pages of an export of Blogger as records, with what their addresses were."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.blogger import values
from tertulia.exchange.readers.blogger.said import Waiting, lost_thread
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import (
    AddressRecord,
    AuthorRecord,
    CommentRecord,
    PostRecord,
    Record,
    Status,
    TagRecord,
    Unreadable,
)
from tertulia.lib import text

_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
# More than any weblog has; what comes then is known by its name only.
_MOST = 100_000


@dataclass
class Entries:
    """Makes records of the posts of one file. ``hosts`` are the names of those who wrote for the weblog, by their
    profiles, ``until`` is when the export was made."""

    waiting: Waiting
    hosts: dict[str, str]
    until: datetime | None = None
    _named: set[str] = field(default_factory=set)

    def read(self, entry: Element, kind: Literal["post", "page"]) -> Iterator[Record]:
        """A post or page, behind what it names for the first time."""
        number = values.number_of(entry.text_of("id"))
        if any(child.cut for name in ("title", "content") for child in entry.all(name)):
            yield from self._too_long(entry, kind, number)
            return
        yield from self._around(entry)
        post = self._post(entry, kind, number)
        if post.status == "published" and kind == "post":
            yield from self._months(values.path_of(post.url), entry.line)
        yield post

    def _post(self, entry: Element, kind: Literal["post", "page"], number: str) -> PostRecord:
        said = [self._said(one) for one in self.waiting.of(number)]
        person, url = values.person_of(entry), values.url_of(entry)
        date, status, why = self._date_and_status(entry, kind)
        return PostRecord(
            title=text.clean(entry.text_of("title")).strip(),
            kind=kind,
            status=status,
            id=entry.text_of("id").strip()[:1000],
            author=person.name,
            author_email=person.email,
            basename=values.path_of(url).rpartition("/")[2].removesuffix(".html")[:300],
            url=url if values.path_of(url) else "",
            addresses=(f"/feeds/{number}/comments/default",) if number and status == "published" else (),
            date=date,
            body=text.clean(entry.text_of("content")).strip(),
            excerpt=text.clean(entry.text_of("blogger:metaDescription")).strip(),
            tags=tuple(values.labels_of(entry)),
            comments=tuple(said),
            line=entry.line,
            warnings=tuple(_warning(entry.line, sentence) for sentence in (why, _alone(said)) if sentence),
        )

    def _said(self, comment: CommentRecord) -> CommentRecord:
        # Who wrote posts and comments from one profile is one person.
        return replace(comment, member=self.hosts.get(comment.member, ""))

    def _date_and_status(self, entry: Element, kind: str) -> tuple[datetime | None, Status, str]:
        date = values.moment(entry)
        status, unknown = values.post_status(entry)
        if unknown:
            why = _("its status “{status}” is not known, so it was taken as a draft").format(status=unknown)
            return date, status, why
        if date is None and kind == "post" and status in ("published", "scheduled"):
            return None, "draft", _("it has no date, so it was taken as a draft")
        # The older export says nothing of it but that its day was still to come.
        if status == "published" and date and self.until and date > self.until:
            return date, "scheduled", ""
        return date, status, ""

    def _around(self, entry: Element) -> Iterator[Record]:
        person = values.person_of(entry)
        if person.name and self._is_new(f"author {person.name}"):
            yield AuthorRecord(person.name, person.email, (), entry.line)
        for label in values.labels_of(entry):
            if self._is_new(f"label {label}"):
                paths = (f"/search/label/{label}", f"/feeds/posts/default/-/{label}")
                yield TagRecord(label, "", paths, entry.line)

    def _months(self, path: str, line: int) -> Iterator[AddressRecord]:
        if found := _MONTH.match(path):
            year, month = found.groups()
            old = {
                f"/{year}/": "archives.html",
                f"/{year}/{month}/": f"{year}/{month}/",
                f"/{year}_{month}_01_archive.html": f"{year}/{month}/",
            }
            yield from (AddressRecord(path, to, line) for path, to in old.items() if self._is_new(path))

    def _is_new(self, name: str) -> bool:
        if name in self._named or len(self._named) >= _MOST:
            return False
        self._named.add(name)
        return True

    def _too_long(self, entry: Element, kind: str, number: str) -> Iterator[Unreadable]:
        status, _unknown = values.post_status(entry)
        table = {"published": f"{kind}s", "draft": "drafts"}.get(status, status)
        where = _("line {number}").format(number=entry.line)
        yield Unreadable(table, where, _("it is longer than the four million characters that a text may have"))
        for one in self.waiting.of(number):
            where = _("line {number}").format(number=one.line)
            yield Unreadable("comments", where, _("the post that it belongs to is lost"))


def _alone(said: list[CommentRecord]) -> str:
    count = lost_thread(said)
    why = ngettext(
        "{count} of its comments answers one that is not in the file, and stands by itself",
        "{count} of its comments answer some that are not in the file, and stand by themselves",
        count,
    )
    return why.format(count=count) if count else ""


def _warning(line: int, sentence: str) -> str:
    return _("line {number}: {sentence}.").format(number=line, sentence=sentence)
