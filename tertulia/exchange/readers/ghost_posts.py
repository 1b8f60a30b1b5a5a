"""Posts and pages of Ghost as records."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from django.utils.translation import gettext as _

from tertulia.exchange.readers.ghost_cards import card
from tertulia.exchange.readers.ghost_sources import from_lexical, from_mobiledoc
from tertulia.exchange.readers.ghost_tables import Known, Named, Row
from tertulia.exchange.readers.json_values import is_true, word, words
from tertulia.exchange.readers.moments import from_iso, from_seconds
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.records import PostRecord, Status
from tertulia.lib import numbers

# What stands for the address of the site in every text.
_SITE = re.compile(r"__GHOST_URL__(?=/)|__GHOST_URL__")
_FILE = re.compile(r"(?:https?://[^\s\"'()<>/]{1,200})?/content/(?:images|media|files)/[^\s\"'()<>,&]{1,500}")
_SIZE = re.compile(r"/content/images/size/w\d{1,5}(?:h\d{1,5})?/(?:format/\w{1,9}/)?")
_MOST_FILES = 500_000
_STATUSES: dict[str, Status] = {"published": "published", "draft": "draft", "scheduled": "scheduled"}


@dataclass
class Posts:
    """Makes records of the posts of one file; ``files`` are numbers of those that were told of."""

    known: Known
    tally: Tally
    files: set[int] = field(default_factory=set)

    def read(self, row: Row, line: int) -> PostRecord:
        """One post or page."""
        key, slug = word(row.get("id")), word(row.get("slug")).strip("/")[:200]
        status, why = self._status(row, key)
        date = _date(row, "published_at") or _date(row, "created_at")
        if date is None and status != "draft":
            status, why = "draft", _("it has no date, so it was taken as a draft")
        body, lost = self._body(row, line)
        author = self._author(row, key, line)
        self._count_the_rest(row, line)
        # The whole export is one line, so posts are told apart by their slugs.
        warnings = [f"{slug or key}: {reason}." for reason in (why, lost) if reason]
        was_public = bool(slug) and (status == "published" or (bool(why) and word(row.get("status")) == "published"))
        return PostRecord(
            title=word(row.get("title")).replace("&", "&amp;").replace("<", "&lt;"),
            kind="page" if row.get("type") == "page" or is_true(row.get("page")) else "post",
            status=status,
            id=word(row.get("uuid")) or (key if len(key) >= 20 else ""),
            author=author.name,
            author_email=author.email,
            basename=slug,
            url=f"/{slug}/" if was_public else "",
            date=date,
            body=self._above(row, key, body),
            excerpt=words(row.get("custom_excerpt")),
            tags=tuple(dict.fromkeys(tag.name for tag in self._tags(key))),
            line=line,
            warnings=tuple(warnings),
        )

    def new_files(self, post: PostRecord) -> list[str]:
        """The pictures and files of the site that the post shows and no post before it did."""
        found = (_SIZE.sub("/content/images/", url) for url in _FILE.findall(post.body))
        new = []
        for url in dict.fromkeys(found):
            number = numbers.number_of(url)
            if number not in self.files and len(self.files) < _MOST_FILES:
                self.files.add(number)
                new.append(url)
        return new

    def _status(self, row: Row, key: str) -> tuple[Status, str]:
        given, visibility = word(row.get("status")) or "published", word(row.get("visibility"))
        if given == "sent" or key in self.known.only_mailed:
            return "draft", _("it was only sent by mail, so it was taken as a draft")
        status = _STATUSES.get(given, "draft")
        if given not in _STATUSES:
            return status, _("its status “{status}” is not known, so it was taken as a draft").format(status=given[:40])
        if status != "draft" and visibility not in ("", "public"):
            return "draft", _("it was for members only, so it was taken as a draft")
        return status, ""

    def _body(self, row: Row, line: int) -> tuple[str, str]:
        def unknown(name: str) -> None:
            sentence = _("something of the kind “{kind}” in a post means nothing here; it is left out")
            self.tally.add(sentence.format(kind=name[:40]), line)

        made: dict[str, Callable[[str], str | None]] = {
            "html": str,
            "lexical": lambda source: from_lexical(source, unknown),
            "mobiledoc": lambda source: from_mobiledoc(source, unknown),
        }
        unread = ""
        for name, make in made.items():
            if source := words(row.get(name)):
                html = make(source)
                if html is not None:
                    return _SITE.sub("", html), ""
                unread = name
        if markdown := words(row.get("markdown")):
            return _SITE.sub("", card("markdown", {"markdown": markdown}) or ""), ""
        return "", _("its text cannot be read ({name})").format(name=unread) if unread else ""

    def _above(self, row: Row, key: str, body: str) -> str:
        url = _SITE.sub("", word(row.get("feature_image")) or word(row.get("image")))
        if not url or url.rpartition("/")[2] in body:
            return body
        alt, caption = self.known.captions.get(key) or ("", "")
        below = f"<figcaption>{_SITE.sub('', caption)}</figcaption>" if caption else ""
        return f'<figure class="featured"><img src="{escape(url)}" alt="{escape(alt)}">{below}</figure>\n\n{body}'

    def _author(self, row: Row, key: str, line: int) -> Named:
        ids = [user for _order, user in sorted(self.known.authors_of.get(key) or ())] or [word(row.get("author_id"))]
        found = [one for user in ids if (one := self.known.users.get(user))]
        if len(found) > 1:
            self.tally.add(_("a post had several authors; it stands under the first"), line)
        return found[0] if found else Named("")

    def _tags(self, key: str) -> list[Named]:
        found = [self.known.tags.get(tag) for _order, tag in sorted(self.known.tags_of.get(key) or ())]
        return [tag for tag in found if tag and is_public(tag)]

    def _count_the_rest(self, row: Row, line: int) -> None:
        if is_true(row.get("featured")):
            self.tally.add(_("a post was featured above others; here it stands where its date puts it"), line)
        if words(row.get("codeinjection_head")) or words(row.get("codeinjection_foot")):
            self.tally.add(_("a post brought code for its page; it is left out"), line)


def is_public(tag: Named) -> bool:
    """Whether readers saw the tag: those of a name like ``#newsletter`` are for the host only."""
    return bool(tag.name) and not tag.name.startswith("#")


def _date(row: Row, name: str) -> datetime | None:
    # Before Ghost 1 in thousandths of a second since 1970.
    value = row.get(name)
    return from_seconds(value / 1000) if isinstance(value, int | float) else from_iso(value)
