"""From one raw entry of a Movable Type export to records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from django.utils.translation import gettext as _

from tertulia.exchange.readers import mt_values
from tertulia.exchange.readers.encoding import Encoding, decoder
from tertulia.exchange.readers.mt_fields import Fields
from tertulia.exchange.readers.mt_raw import RawEntry, RawSection
from tertulia.exchange.records import CommentRecord, LooseComments, PostRecord, Record, Unreadable

_KNOWN = ("BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING")


def records_of(raw: RawEntry, encoding: Encoding) -> Iterator[Record]:
    """The entry as a record; or, if it cannot be had, the loss of each thing in it; or comments without their post."""
    entry = _Entry(raw, *_decoder_of(raw, encoding))
    if raw.broken:
        why = _("the header that begins here has no end (a line of five hyphens)")
        yield Unreadable("posts", entry.where(raw.line), why)
    elif any(section.cut for section in raw.sections if section.name not in ("COMMENT", "PING")):
        yield from entry.losses()
    elif entry.value("NO ENTRY") is not None:
        comments = tuple(entry.comments())
        yield LooseComments(entry.date(), comments, line=raw.line, warnings=tuple(entry.warnings))
    else:
        yield entry.post()
    yield from entry.lost


def _decoder_of(raw: RawEntry, encoding: Encoding) -> tuple[Callable[[str], str], str]:
    pieces = [value for _key, value in raw.header] + raw.notes
    for section in raw.sections:
        pieces += [section.text, *section.details.values()]
    return decoder(pieces, encoding)


@dataclass
class _Entry(Fields):
    lost: list[Unreadable] = field(default_factory=list)

    def post(self) -> PostRecord:
        url = self.value("UNIQUE URL") or ""
        path = mt_values.url_path(url)
        kind: Literal["post", "page"] = "page" if path and not mt_values.month_in(path) else "post"
        date, status = self.date_and_status(path, kind)
        post = PostRecord(
            title=self.value("TITLE") or "",
            kind=kind,
            status=status,
            author=self.value("AUTHOR") or "",
            author_email=self.value("AUTHOR EMAIL") or "",
            basename=self.value("BASENAME") or "",
            url=url,
            date=date,
            format=self.format(),
            body=self.text_of("BODY"),
            extended=self.text_of("EXTENDED BODY"),
            excerpt=self.text_of("EXCERPT"),
            keywords=self.text_of("KEYWORDS").strip(),
            categories=self.values("PRIMARY CATEGORY", "CATEGORY"),
            tags=mt_values.parse_tags(self.value("TAGS") or ""),
            comments_allowed=self.allowed(),
            comments=tuple(self.comments()),
            line=self.raw.line,
            extra=self.extra(),
        )
        self.check_characters(post.title, post.body, post.extended, post.excerpt)
        return replace(post, warnings=tuple(self.warnings))

    def extra(self) -> dict[str, str]:
        sections = {s.name: self.clean(s.text) for s in self.raw.sections if s.name not in _KNOWN}
        image = self.value("IMAGE")
        return {**sections, "IMAGE": image} if image else sections

    def comments(self) -> Iterator[CommentRecord]:
        for section in self.raw.sections if not self.raw.skims else ():
            if section.name in ("COMMENT", "PING"):
                if section.cut:
                    self.lose(section)
                else:
                    yield self.comment(section)

    def comment(self, section: RawSection) -> CommentRecord:
        detail = {key: self.clean(value) for key, value in section.details.items()}
        given, words = detail.get("DATE", ""), self.clean(section.text)
        date = mt_values.parse_date(given)
        if date is None:
            self.warn(_("the date “{date}” of a comment is none").format(date=given), section.line)
        self.check_characters(detail.get("AUTHOR", ""), words, line=section.line)
        return CommentRecord(
            kind="ping" if section.name == "PING" else "comment",
            name=detail.get("AUTHOR") or detail.get("BLOG NAME", ""),
            email=detail.get("EMAIL", ""),
            url=detail.get("URL", ""),
            ip=detail.get("IP", ""),
            date=date,
            text=words,
            title=detail.get("TITLE", ""),
            line=section.line,
        )

    def lose(self, section: RawSection, why: str = "") -> None:
        table = "pings" if section.name == "PING" else "comments"
        why = why or _("it is longer than the four million characters that a text may have")
        self.lost.append(Unreadable(table, self.where(section.line), why))

    def losses(self) -> Iterator[Unreadable]:
        why = _("it is longer than the four million characters that a text may have")
        path = mt_values.url_path(self.value("UNIQUE URL") or "")
        status = self.status()
        table = {"draft": "drafts", "scheduled": "scheduled"}.get(status)
        yield Unreadable(
            table or ("pages" if path and not mt_values.month_in(path) else "posts"), self.where(self.raw.line), why
        )
        for section in self.raw.sections:
            if section.name in ("COMMENT", "PING"):
                self.lose(section, _("the post that it belongs to is lost"))
        if path and status == "published":
            self.lost.append(Unreadable("addresses", self.where(self.raw.line), _("the post at this address is lost")))
