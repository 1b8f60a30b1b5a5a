"""Writes what Blogger and Google Takeout write, for the tests of what reads it."""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from tertulia.exchange.readers.blogger.reader import BloggerReader
from tertulia.exchange.records import Note, PostRecord, Record

SITE = "http://tide.example.org"
BLOG = "tag:blogger.com,1999:blog-630"
_KIND = "http://schemas.google.com/blogger/2008/kind#"
PNG = b"\x89PNG\r\n\x1a\n"


def feed(*entries: str, updated: str = "2018-08-02T12:38:27.320-07:00") -> str:
    """A whole file as Blogger wrote it itself."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:app='http://purl.org/atom/app#' xmlns:gd='http://schemas.google.com/g/2005'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>\n"
        f"<id>{BLOG}.archive</id><updated>{updated}</updated><title type='text'>The Tide Table</title>\n"
        f"<link rel='alternate' type='text/html' href='{SITE}/'/>\n{''.join(entries)}</feed>\n"
    )


def takeout(*entries: str) -> str:
    """A whole file as Google Takeout writes it."""
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        f" xmlns:blogger='http://schemas.google.com/blogger/2018'>\n<id>{BLOG}</id><title>The Tide Table</title>\n"
        f"{''.join(entries)}</feed>\n"
    )


def author(name: str = "Marta Oyelaran", profile: str = "https://www.blogger.com/profile/1") -> str:
    """Who wrote an entry."""
    return f"<author><name>{escape(name)}</name><uri>{profile}</uri><email>noreply@blogger.com</email></author>"


def entry(
    kind: str = "post",
    number: int = 12,
    *inner: str,
    title: str = "The tide table",
    body: str = "High water at six.",
    date: str = "2018-03-04T19:05:00.000+01:00",
    url: str | None = None,
    labels: Sequence[str] = (),
    by: str | None = None,
) -> str:
    """One entry of Blogger's own export; ``inner`` goes into it as it is."""
    slug = title.lower().replace(" ", "-")
    usual = {"post": f"{SITE}/2018/03/{slug}.html", "page": f"{SITE}/p/{slug}.html"}.get(kind, "")
    url = usual if url is None else url
    link = f"<link rel='alternate' type='text/html' href='{escape(url)}' title='x'/>" if url else ""
    filed = "".join(f"<category scheme='http://www.blogger.com/atom/ns#' term='{escape(name)}'/>" for name in labels)
    prefix = "page" if kind == "page" else "post"
    return (
        f"<entry><id>{BLOG}.{prefix}-{number}</id><published>{date}</published><updated>{date}</updated>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{_KIND}{kind}'/>{filed}"
        f"<title type='text'>{escape(title)}</title><content type='html'>{escape(body)}</content>\n"
        f"<link rel='edit' type='application/atom+xml' href='https://www.blogger.com/feeds/630/posts/default/{number}'/>"
        f"{link}{author() if by is None else by}{''.join(inner)}</entry>\n"
    )


def comment(
    body: str = "I saw it too.",
    number: int = 1,
    *inner: str,
    post: int = 12,
    parent: int = 0,
    name: str = "Ruth Ames",
    profile: str = "https://www.blogger.com/profile/7",
    date: str = "2018-03-05T08:00:00.000+01:00",
) -> str:
    """A comment below a post."""
    feeds = f"https://www.blogger.com/feeds/630/{post}/comments/default"
    related = f"<link rel='related' type='application/atom+xml' href='{feeds}/{parent}'/>" if parent else ""
    below = f"<thr:in-reply-to ref='{BLOG}.post-{post}' href='{SITE}/x.html' type='text/html'/>"
    return entry(
        "comment",
        number,
        related,
        below,
        *inner,
        title=body[:20],
        body=body,
        date=date,
        url="",
        by=author(name, profile),
    )


def setting(name: str, value: str) -> str:
    """One of the weblog's settings."""
    return (
        f"<entry><id>{BLOG}.settings.{name}</id><category scheme='http://schemas.google.com/g/2005#kind'"
        f" term='{_KIND}settings'/><title>{name}</title><content type='text'>{escape(value)}</content></entry>\n"
    )


DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"
REMOVED = "<gd:extendedProperty name='blogger.contentRemoved' value='true'/>"


def taken(kind: str = "POST", number: int = 12, *inner: str, body: str = "High water at six.", **fields: str) -> str:
    """One entry of Takeout's; ``fields`` by their names without ``blogger:``."""
    known = {"type": kind, "status": "LIVE", **fields}
    lines = "".join(f"<blogger:{name}>{escape(value)}</blogger:{name}>" for name, value in known.items())
    return (
        f"<entry><id>{BLOG}.post-{number}</id>{lines}<author><name>Marta Oyelaran</name><uri></uri></author>"
        f"<title>The tide table</title><content type='html'>{escape(body)}</content>"
        f"<published>2018-03-04T18:05:00.120Z</published><link/><enclosure/>{''.join(inner)}</entry>\n"
    )


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP file of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(folder: Path, content: str | bytes) -> list[Record]:
    """What the reader makes of a file of this content."""
    path = folder / "blog.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(BloggerReader(path))


def posts(records: Sequence[Record]) -> list[PostRecord]:
    """The posts and pages among these."""
    return [record for record in records if isinstance(record, PostRecord)]


def notes(records: Sequence[Record]) -> str:
    """What is told about the file as a whole."""
    return " ".join(record.sentence for record in records if isinstance(record, Note))
