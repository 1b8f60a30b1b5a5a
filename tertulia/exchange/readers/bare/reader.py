"""The bare text of one page: somebody opened a post, and saved or copied no more than its words.

What was said is there; who said it, and where one comment ends, mostly not. So it comes as a draft whose comments are
held, and every reading of it says what speaks for it and against it."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from tertulia.exchange.readers.bare import phrases
from tertulia.exchange.readers.bare.page import Page, page_of
from tertulia.exchange.readers.bare.pieces import talk_of
from tertulia.exchange.readers.bare.posted import posted_comments
from tertulia.exchange.readers.bare.unsigned import comments_of, id_of
from tertulia.exchange.readers.encoding import guess_legacy, wide_name
from tertulia.exchange.records import BrokenExport, CommentRecord, PostRecord, Record
from tertulia.lib import text as texts

# A thousand long comments have a quarter of it.
LONGEST = 2_000_000
_MOST_PARAGRAPHS = 20_000
_GZIP = b"\x1f\x8b"
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<rss", b"<feed")


class BareTextReader:
    """Reads one file, plain or packed with gzip. Raises BrokenExport with one line for a file that is no text, too
    long, or without any conversation."""

    format = "text"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.position = 0

    @staticmethod
    def fits(head: bytes) -> bool:
        """Whether a file that begins with ``head`` is the text of a page: it says what pages say, and has no markup."""
        if any(mark in head.lower() for mark in _MARKUP):
            return False
        lines = (line.strip() for line in head.decode(errors="replace").splitlines())
        return any(_is_of_page(line) for line in lines)

    def prepare(self) -> Iterator[None]:
        """Nothing has to be known before it is read."""
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        self.position = 0
        page = page_of(texts.clean(self._text()))
        if len(page.talk) > _MOST_PARAGRAPHS:
            raise BrokenExport(_("line 1: this has more paragraphs than one page can have."))
        comments = posted_comments(page.talk) or (comments_of(talk_of(page.talk)) if page.talk else ())
        if not comments and not page.body:
            raise BrokenExport(_("line 1: this is the text of a page, but nothing that anybody said is in it."))
        yield _post(page, comments)
        self.position = self.size

    def _text(self) -> str:
        try:
            with self.path.open("rb") as file:
                packed = file.read(2) == _GZIP
                file.seek(0)
                data = (cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file).read(LONGEST + 1)
        except (EOFError, zlib.error, OSError) as error:
            raise BrokenExport(_("line 1: the file cannot be read: {error}.").format(error=error)) from error
        if len(data) > LONGEST:
            raise BrokenExport(_("line 1: the text of one page has at most two million characters; this has more."))
        wide = wide_name(data)
        if b"\0" in data and not wide:
            raise BrokenExport(_("line 1: this is no text of a page, as it is not even text."))
        return _decoded(data, wide)


def _is_of_page(line: str) -> bool:
    return (
        bool(phrases.neighbours_of(line))
        or phrases.is_follow(line)
        or phrases.is_closed(line)
        or bool(phrases.FOOTER.fullmatch(line))
    )


def _decoded(data: bytes, wide: str) -> str:
    if wide:
        return data.decode(wide, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(guess_legacy(data), errors="replace")


def _post(page: Page, comments: tuple[CommentRecord, ...]) -> PostRecord:
    about = [page.title, str(page.date), page.previous, page.following]
    return PostRecord(
        title=page.title,
        status="draft",
        id=id_of("\n".join(about if any((page.title, page.previous, page.following)) else [*about, comments[0].text])),
        author=page.author,
        date=page.date,
        previous=page.previous,
        following=page.following,
        format="lines",
        body=page.body,
        comments_allowed="closed" if page.is_closed else "open",
        comments=comments,
        line=1,
        warnings=tuple(_warnings(page, comments)),
    )


def _warnings(page: Page, comments: tuple[CommentRecord, ...]) -> Iterator[str]:
    left = [doubt for one in comments for doubt in one.doubts]
    left += [doubt for one in comments for reply in one.replies for doubt in reply.doubts]
    sentence = _("Comments in the text: {comments}; signed by the host: {hosts}; questions left open: {doubts}.")
    hosts = sum(doubt.kind == "host" for doubt in left)
    yield sentence.format(comments=len(comments), hosts=hosts, doubts=len(left))
    if page.previous or page.following:
        sentence = _("The post stood between “{previous}” and “{following}”.")
        yield sentence.format(previous=page.previous or "–", following=page.following or "–")
    if not page.title:
        yield _("Its own title is not in the text, nor is its address: give it both before you publish it.")
    if page.is_closed:
        yield _("Its comments were closed.")
    if page.month:
        month = f"{page.month[0]}-{page.month[1]:02}"
        yield _("The calendar beside it shows {month}: the page was saved in that month or later.").format(month=month)
