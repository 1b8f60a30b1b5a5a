"""Exports made up on the fly, as large as asked for: posts of some kilobytes with some comments each, as weblogs have
them. A reader that is to be measured needs one line in ``WRITERS``."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from bench.comment_exports import write_disqus, write_ghost, write_isso, write_remark42
from bench.remains import write_files, write_text
from bench.saved_pages import write_crawl, write_folder, write_zip
from bench.tide import body, date, day, said, write

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Tide</title><link>https://tide.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://tide.example</wp:base_blog_url>
"""
_BLOG = "tag:blogger.com,1999:blog-1"
_FEED = f"""<?xml version="1.0" encoding="UTF-8" ?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><id>{_BLOG}</id>
"""


def write_mt(path: Path, size: int) -> int:
    """Movable Type's text."""
    return write(path, size, _entry)


def write_wxr(path: Path, size: int) -> int:
    """What WordPress exports."""
    return write(path, size, _item, _HEAD, "</channel>\n</rss>\n")


def write_blogger(path: Path, size: int) -> int:
    """What Blogger exports."""
    return write(path, size, _entries, _FEED, "</feed>\n")


# By the names of formats. Each writes a file of about so many bytes and answers how many comments are in it.
WRITERS: dict[str, Callable[[Path, int], int]] = {
    "mt": write_mt,
    "wxr": write_wxr,
    "blogger": write_blogger,
    "capture (WARC)": write_crawl,
    "capture (tar.xz)": write_folder,
    "capture (ZIP)": write_zip,
    "text": write_text,
    "ghost": write_ghost,
    "disqus": write_disqus,
    "isso": write_isso,
    "remark42": write_remark42,
    "files": write_files,
}
# Megabytes that a file has at the most, where that is less than one may ask for: one page has no more.
LONGEST = {"text": 1}


def _entry(number: int, comments: int) -> str:
    days, month, year = date(number)
    at = f"{month:02}/{days:02}/{year}"
    return (
        f"AUTHOR: Author {number % 5}\nTITLE: Day {number} of the tide\nSTATUS: Publish\nALLOW COMMENTS: 1\n"
        f"CONVERT BREAKS: wysiwyg\nBASENAME: day-{number}\nCATEGORY: Sea {number % 40}\n\n"
        f"UNIQUE URL: https://tide.example/tide/{year}/{month:02}/day-{number}.html \nDATE: {at} 10:00:00 AM\n"
        f"-----\nBODY:\n{body(number)}-----\n"
        "EXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n"
        f"{''.join(_comment(at, number, n) for n in range(comments))}--------\n"
    )


def _comment(at: str, number: int, n: int) -> str:
    return (
        f"COMMENT:\nAUTHOR: Reader {n}\nEMAIL: reader{n}@example.org\nIP: 192.0.2.{n}\nURL: https://r{n}.example\n"
        f"DATE: {at} 11:{n:02}:00 AM\n{said(number, n)}\n-----\n"
    )


def _item(number: int, comments: int) -> str:
    _day, month, year = date(number)
    at = day(number)
    fields = {"post_id": number + 1, "post_date": f"{at} 10:00:00", "post_date_gmt": f"{at} 09:00:00"}
    fields |= {"post_name": f"day-{number}", "status": "publish", "post_type": "post", "comment_status": "open"}
    return (
        f"<item><title>Day {number} of the tide</title><link>https://tide.example/{year}/{month:02}/day-{number}/</link>"
        f"<dc:creator>author{number % 5}</dc:creator><content:encoded><![CDATA[{body(number)}]]></content:encoded>"
        f'{_fields(fields)}<category domain="category" nicename="sea-{number % 40}">Sea {number % 40}</category>\n'
        f"{''.join(_wxr_comment(at, number, n) for n in range(comments))}</item>\n"
    )


def _wxr_comment(at: str, number: int, n: int) -> str:
    fields = {"id": number * 20 + n + 1, "author": f"Reader {n}", "author_email": f"reader{n}@example.org"}
    fields |= {"author_url": f"https://r{n}.example", "author_IP": f"192.0.2.{n}", "approved": 1, "parent": 0}
    fields |= {"date": f"{at} 11:{n:02}:00", "date_gmt": f"{at} 10:{n:02}:00"}
    fields |= {"content": f"<![CDATA[{said(number, n)}]]>"}
    return f"<wp:comment>{_fields({f'comment_{name}': value for name, value in fields.items()})}</wp:comment>\n"


def _fields(fields: dict[str, object]) -> str:
    return "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())


def _entries(number: int, comments: int) -> str:
    _day, month, year = date(number)
    inner = f"<blogger:filename>/{year}/{month:02}/day-{number}.html</blogger:filename>"
    inner += f'<category scheme="{_BLOG}" term="Sea {number % 40}"/>'
    post = _blogger_entry("POST", number, f"{day(number)}T10:00:00Z", f"Author {number % 5}", body(number), inner)
    below = f"<blogger:parent>{_BLOG}.post-{number}</blogger:parent>"
    return post + "".join(
        _blogger_entry(
            "COMMENT", 10**9 + number * 20 + n, f"{day(number)}T11:{n:02}:00Z", f"Reader {n}", said(number, n), below
        )
        for n in range(comments)
    )


def _blogger_entry(kind: str, number: int, date: str, name: str, content: str, inner: str) -> str:
    return (
        f"<entry><id>{_BLOG}.post-{number}</id><blogger:type>{kind}</blogger:type><blogger:status>LIVE</blogger:status>"
        f"<author><name>{name}</name></author><title>Day {number} of the tide</title>"
        f'<content type="html">{escape(content)}</content><published>{date}</published>{inner}</entry>\n'
    )
