"""Writes what Disqus, Isso and Remark42 keep, for the tests of what reads them."""

import json
import sqlite3
from contextlib import closing
from html import escape
from pathlib import Path

SITE = "https://tide.example.org"


def disqus(*parts: str) -> str:
    """A whole export."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com"\n'
        f'  xmlns:dsq="http://disqus.com/disqus-internals">\n{"".join(parts)}</disqus>\n'
    )


def thread(number: object = 1, link: str = f"{SITE}/tides/", name: str = "", *, closed: bool = False) -> str:
    """A page."""
    return (
        f'<thread dsq:id="{number}"><id>{escape(name)}</id><link>{escape(link)}</link><title>T</title>'
        f"<isClosed>{str(closed).lower()}</isClosed></thread>\n"
    )


def post(number: object = 10, text: str = "<p>I saw it too.</p>", **fields: object) -> str:
    """A comment; ``parent`` and ``thread`` are numbers."""
    known = {"thread": 1, "parent": "", "date": "2018-03-05T07:00:00Z", "deleted": "false", "spam": "false"} | fields
    parent = f'<parent dsq:id="{known["parent"]}"/>' if known["parent"] else ""
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{text.replace("]]>", "")}]]></message>'
        f"<createdAt>{known['date']}</createdAt><isDeleted>{known['deleted']}</isDeleted>"
        f"<isSpam>{known['spam']}</isSpam><author><name>{escape(str(known.get('name', 'Ruth Ames')))}</name>"
        "<email>ruth@example.org</email><username>ruth</username></author><ipAddress>192.0.2.7</ipAddress>"
        f'<thread dsq:id="{known["thread"]}"/>{parent}</post>\n'
    )


def isso(
    path: Path, *comments: tuple[object, ...], threads: tuple[tuple[object, ...], ...] = ((1, "/tides/"),)
) -> Path:
    """A database; a comment is (thread, id, parent, mode, text) and maybe author and likes."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));"
            "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,"
            " created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR,"
            " email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB,"
            " notification INTEGER NOT NULL DEFAULT 0);"
        )
        database.executemany("INSERT INTO threads VALUES (?, ?, 'T')", threads)
        for tid, number, parent, mode, text, *rest in comments:
            author, likes = rest or ("Ruth &amp; Co", 0)
            row = (tid, number, parent, 1520233200.5, mode, text, author, likes)
            database.execute(
                "INSERT INTO comments VALUES (?, ?, ?, ?, NULL, ?, '192.0.2.0', ?, ?, 'ruth@example.org',"
                " 'https://ruth.example.org', ?, 0, x'00', 0)",
                row,
            )
        database.commit()
    return path


def remark42(*comments: dict[str, object], **about: object) -> str:
    """A backup."""
    lines = [{"version": 1, "users": [], "posts": []} | about, *comments]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def said(
    number: str = "a1", text: str = "<p>I saw it too.</p>\n", url: str = f"{SITE}/tides/", **fields: object
) -> dict[str, object]:
    """A comment of such a backup."""
    return {
        "id": number,
        "pid": "",
        "text": text,
        "user": {"name": "Ruth &amp; Co", "id": "github_1", "picture": "", "admin": False},
        "locator": {"site": "tide", "url": url},
        "score": 0,
        "votes": {},
        "time": "2018-03-05T01:00:00.123456789-06:00",
        **fields,
    }
