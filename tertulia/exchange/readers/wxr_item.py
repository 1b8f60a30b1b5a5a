"""One item of a WordPress export: a post or page as a record; a file that was uploaded; or what a weblog has not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers import wxr_values as values
from tertulia.exchange.readers.tally import Tally
from tertulia.exchange.readers.wxr_body import Bodies, Body
from tertulia.exchange.readers.wxr_pictures import meta
from tertulia.exchange.readers.wxr_terms import Terms
from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import CommentRecord, MediaRecord, PostRecord, Record, Status, Unreadable
from tertulia.lib import text

_TEXTS = ("title", "content:encoded", "excerpt:encoded")
_KNOWN_DOMAINS = frozenset({"", "category", "post_tag", "tag", "post_format", "nav_menu"})
# How a theme and its plug-ins keep what is not for readers.
_SILENT = ("revision", "nav_menu_item", "oembed_cache", "customize_changeset", "custom_css", "user_request")


@dataclass
class Items:
    """Makes records of the items of one file. ``site`` tells weblogs apart, for posts without a guid; guids are kept
    for ever, also when a weblog moves."""

    terms: Terms
    bodies: Bodies
    tally: Tally
    site: str = ""

    def read(self, item: Element) -> Iterator[Record]:
        """The item as records."""
        kind = item.text_of("wp:post_type").strip() or "post"
        if kind == "attachment":
            yield MediaRecord(item.text_of("wp:attachment_url").strip()[:2000], line=item.line)
            yield from self._orphans(item, _("it was said below a file that is not in the export"))
        elif kind not in ("post", "page"):
            self._leave_out(item, kind)
        elif any(child.cut for name in _TEXTS for child in item.all(name)):
            yield from self._too_long(item, kind)
        else:
            yield from self._terms(item)
            yield self._post(item, "page" if kind == "page" else "post")
            yield from (said for said in item.shaped if isinstance(said, Unreadable))

    def _terms(self, item: Element) -> Iterator[Record]:
        named = [*self.terms.categories_of(item), *self.terms.tags_of(item)]
        yield from (record for _name, record in named if record)
        for element in item.all("category"):
            domain = element.attributes.get("domain", "")
            if domain not in _KNOWN_DOMAINS:
                sentence = _("posts are also filed by “{name}”, which a weblog has not; this is left out")
                self.tally.add(sentence.format(name=domain[:60]), item.line)

    def _post(self, item: Element, kind: Literal["post", "page"]) -> PostRecord:
        date, status, warnings = self._date_and_status(item, kind)
        number = values.post_id(item)
        body = self._body(item, number)
        name, email = self.terms.author_of(item.text_of("dc:creator"))
        said = tuple(self._said(one) for one in item.shaped if isinstance(one, CommentRecord))
        post = PostRecord(
            title=text.clean(item.text_of("title")).strip(),
            kind=kind,
            status=status,
            id=item.text_of("guid").strip()[:1000] or (f"{self.site}#{number}" if number else ""),
            author=name,
            author_email=email,
            basename=values.slug_of(item),
            url=values.url_of(item),
            addresses=tuple(self._addresses(item, number)),
            date=date,
            format=body.format,
            body=body.body,
            extended=body.extended,
            excerpt=text.clean(item.text_of("excerpt:encoded")).strip(),
            categories=tuple(dict.fromkeys(label for label, _new in self.terms.categories_of(item))),
            tags=tuple(dict.fromkeys(name for name, _new in self.terms.tags_of(item))),
            comments_allowed=_allowed(item, kind, has_any=bool(said)),
            comments=said,
            line=item.line,
        )
        self._count_the_rest(item)
        return replace(post, warnings=(*warnings, *self._lost_threads(said, item.line)))

    def _said(self, comment: CommentRecord) -> CommentRecord:
        return replace(comment, member=self.terms.email_of(comment.member, comment.email))

    def _date_and_status(self, item: Element, kind: str) -> tuple[datetime | None, Status, tuple[str, ...]]:
        date = values.moment(item, "wp:post_date", "wp:post_date_gmt", "pubDate")
        status, why = values.status_of(item)
        if date is None and kind == "post" and status in ("published", "scheduled"):
            status, why = "draft", _("it has no date, so it was taken as a draft")
        return date, status, (_warning(item.line, why),) if why else ()

    def _body(self, item: Element, number: str) -> Body:
        body = self.bodies.read(text.clean(item.text_of("content:encoded")), number, item.line)
        return self.bodies.above(body, meta(item, "_thumbnail_id"))

    def _addresses(self, item: Element, number: str) -> Iterator[str]:
        # Only what readers could see had them.
        if item.text_of("wp:status").strip() not in ("", "publish", "private"):
            return
        if number and self.terms.has_addresses:
            yield f"{self.terms.folder}?p={number}"
            if item.text_of("wp:post_type").strip() == "page":
                yield f"{self.terms.folder}?page_id={number}"
        path, slug = values.path_of(values.url_of(item)), values.slug_of(item)
        if slug and path.rstrip("/").removesuffix(".html").endswith(f"/{slug}"):
            above, _name, end = path.rpartition(slug)
            yield from (f"{above}{old}{end}" for old in values.old_slugs(item))

    def _lost_threads(self, said: tuple[CommentRecord, ...], line: int) -> Iterator[str]:
        here = {one.id for one in said}
        if alone := sum(1 for one in said if one.answers and one.answers not in here):
            why = ngettext(
                "{count} of its comments answers one that is not in the file, and stands by itself",
                "{count} of its comments answer some that are not in the file, and stand by themselves",
                alone,
            )
            yield _warning(line, why.format(count=alone))

    def _count_the_rest(self, item: Element) -> None:
        if item.text_of("wp:is_sticky").strip() == "1":
            self.tally.add(_("a post stood above all others; here it stands where its date puts it"), item.line)
        for pair in item.all("wp:postmeta"):
            key = pair.text_of("wp:meta_key").strip()
            if key and not key.startswith("_"):
                self.tally.add(_("the further field “{name}” is left out").format(name=key[:60]), item.line)

    def _leave_out(self, item: Element, kind: str) -> None:
        if kind in _SILENT or kind.startswith("wp_"):
            sentence = _("something of the kind “{kind}” belongs to the design or its history; it is left out")
        else:
            sentence = _("something of the kind “{kind}” is neither post nor page; it is left out")
        self.tally.add(sentence.format(kind=kind[:60]), item.line)
        if item.shaped:
            sentence = _("a comment on something of the kind “{kind}” is left out with it").format(kind=kind[:60])
            self.tally.add(sentence, item.line, len(item.shaped))

    def _too_long(self, item: Element, kind: str) -> Iterator[Unreadable]:
        status, _why = values.status_of(item)
        table = {"published": f"{kind}s", "draft": "drafts"}.get(status, status)
        why = _("it is longer than the four million characters that a text may have")
        yield Unreadable(table, _where(item.line), why)
        yield from self._orphans(item, _("the post that it belongs to is lost"))
        if status == "published" and values.path_of(values.url_of(item)):
            yield Unreadable("addresses", _where(item.line), _("the post at this address is lost"))

    def _orphans(self, item: Element, why: str) -> Iterator[Unreadable]:
        for said in item.shaped:
            if isinstance(said, CommentRecord):
                yield Unreadable(f"{said.kind}s", _where(said.line), why)
            else:
                yield said


def _allowed(item: Element, kind: str, *, has_any: bool) -> Literal["open", "closed", "none"]:
    if item.text_of("wp:comment_status").strip() != "closed":
        return "open"
    # Below a page nobody could ever comment on, WordPress said nothing about it.
    return "none" if kind == "page" and not has_any else "closed"


def _where(line: int) -> str:
    return _("line {number}").format(number=line)


def _warning(line: int, sentence: str) -> str:
    return f"{_where(line)}: {sentence}."
