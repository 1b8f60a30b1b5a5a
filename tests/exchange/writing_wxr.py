"""Writes what WordPress writes, for the tests of what reads it."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.records import Note, PostRecord, Record

SITE = "https://tide.example.org"


def wxr(*parts: str, head: str = "", site: str = SITE) -> str:
    """A whole file: authors, categories and items in their order."""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"\n'
        '  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\n'
        '  xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        '  xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        '  xmlns:wp="http://wordpress.org/export/1.2/"\n>\n<channel>\n'
        f"<title>The Tide Table</title>\n<link>{site}</link>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
        f"<wp:base_blog_url>{site}</wp:base_blog_url>\n{head}{''.join(parts)}</channel>\n</rss>\n"
    )


def author(
    login: str = "marta", name: str = "Marta Oyelaran", email: str = "marta@example.org", number: int = 1
) -> str:
    """One of the list of authors at the head."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_email>{email}</wp:author_email><wp:author_display_name>{cdata(name)}</wp:author_display_name>"
        "</wp:author>\n"
    )


def category(slug: str, label: str, parent: str = "", description: str = "", number: int = 7) -> str:
    """One of the list of categories at the head."""
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{cdata(label)}</wp:cat_name>"
        f"<wp:category_description>{cdata(description)}</wp:category_description></wp:category>\n"
    )


def filed(slug: str, label: str, domain: str = "category") -> str:
    """How an item names a category or (``post_tag``) tag."""
    return f'<category domain="{domain}" nicename="{slug}">{cdata(label)}</category>\n'


def meta(key: str, value: str) -> str:
    """A further field of an item."""
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>\n"


def comment(text: str = "I saw it too.", number: int = 1, **fields: str) -> str:
    """One comment; ``fields`` by their names without ``comment_``."""
    known = {
        "author": "Ruth Ames",
        "author_email": "ruth@example.org",
        "author_url": "",
        "author_IP": "192.0.2.7",
        "date": "2018-03-05 08:00:00",
        "date_gmt": "2018-03-05 07:00:00",
        "approved": "1",
        "type": "comment",
        "parent": "0",
        "user_id": "0",
        **fields,
    }
    lines = "".join(f"<wp:comment_{name}>{cdata(value)}</wp:comment_{name}>\n" for name, value in known.items())
    return (
        f"<wp:comment>\n<wp:comment_id>{number}</wp:comment_id>\n{lines}"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>\n</wp:comment>\n"
    )


def item(
    title: str = "The tide table",
    number: int = 12,
    *inner: str,
    body: str = "High water at six.",
    excerpt: str = "",
    link: str | None = None,
    guid: str | None = None,
    **fields: str,
) -> str:
    """One item; ``fields`` by their names without ``wp:``, ``inner`` goes into it as it is."""
    slug = title.lower().replace(" ", "-")
    known = {
        "post_id": str(number),
        "post_date": "2018-03-04 19:05:04",
        "post_date_gmt": "2018-03-04 18:05:04",
        "comment_status": "open",
        "post_name": slug,
        "status": "publish",
        "post_type": "post",
        "post_password": "",
        **fields,
    }
    lines = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>\n" for name, value in known.items())
    link = f"{SITE}/2018/03/04/{slug}/" if link is None else link
    guid = f"{SITE}/?p={number}" if guid is None else guid
    return (
        f"<item>\n<title>{cdata(title)}</title>\n<link>{escape(link)}</link>\n<dc:creator>{cdata('marta')}</dc:creator>\n"
        f'<guid isPermaLink="false">{escape(guid)}</guid>\n<content:encoded>{cdata(body)}</content:encoded>\n'
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>\n{lines}{''.join(inner)}</item>\n"
    )


def attachment(number: int, name: str, caption: str = "", parent: int = 0, alt: str = "") -> str:
    """A picture that was uploaded."""
    url = f"{SITE}/wp-content/uploads/{name}"
    return item(
        name,
        number,
        f"<wp:attachment_url>{url}</wp:attachment_url>\n",
        meta("_wp_attachment_image_alt", alt),
        excerpt=caption,
        body="",
        link=f"{SITE}/?attachment_id={number}",
        post_type="attachment",
        status="inherit",
        post_parent=str(parent),
    )


def cdata(text: str) -> str:
    """Text as WordPress protects it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def read(folder: Path, content: str | bytes) -> list[Record]:
    """What the reader makes of a file of this content."""
    path = folder / "export.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(WordPressReader(path))


def posts(folder: Path, content: str | bytes) -> list[PostRecord]:
    """The posts and pages among that."""
    return [record for record in read(folder, content) if isinstance(record, PostRecord)]


def post(folder: Path, *parts: str, **fields: str) -> PostRecord:
    """What becomes of one item."""
    (only,) = posts(folder, wxr(item("The tide table", 12, *parts, **fields)))
    return only


def notes(records: Sequence[Record]) -> list[str]:
    """What is told about the file as a whole."""
    return [record.sentence for record in records if isinstance(record, Note)]
