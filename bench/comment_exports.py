"""What programs keep that have comments apart from posts, as large as asked for: Disqus, Isso, Remark42, Ghost."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from bench.tide import HOME, body, comments_of, day, said, said_html, write
from tests.exchange import writing_ghost, writing_said

_OF_ISSO = "INSERT INTO comments VALUES (?, NULL, NULL, ?, NULL, 1, '192.0.2.0', ?, ?, NULL, NULL, 0, 0, x'00', 0)"


def write_disqus(path: Path, size: int) -> int:
    """Disqus' XML."""
    head, end = writing_said.disqus("|").split("|")
    return write(path, size, _thread, head, end)


def write_remark42(path: Path, size: int) -> int:
    """Remark42's backup."""
    return write(path, size, _lines, writing_said.remark42())


def write_isso(path: Path, size: int) -> int:
    """Isso's database."""
    writing_said.isso(path, threads=())
    with closing(sqlite3.connect(path)) as database:
        for number in count(1):
            if size <= 0:
                break
            database.execute("INSERT INTO threads VALUES (?, ?, 'T')", (number, f"/{number}.html"))
            for n in range(comments_of(number)):
                text = said(number, n)
                database.execute(_OF_ISSO, (number, 1.5e9 + number * 600 + n, text, f"Reader {n}"))
                size -= len(text) + 60
        database.commit()
        found: int = database.execute("SELECT count(*) FROM comments").fetchone()[0]
    return found


def write_ghost(path: Path, size: int) -> int:
    """Ghost's tables as JSON, by the alphabet: comments stand before their posts."""
    around = json.loads(writing_ghost.ghost())["db"][0]["data"]
    comments = 0
    with path.open("w") as file, tempfile.TemporaryFile("w+", dir=path.parent) as posts:
        written = file.write('{"db": [{"meta": {"exported_on": 1}, "data": {"comments": [')
        for number in count():
            if written + posts.tell() >= size:
                break
            posts.write(f"{', ' if number else ''}{_row(number)}")
            for row in _rows(number):
                written += file.write(f"{', ' if comments else ''}{row}")
                comments += 1
        file.write(f'], "members": {json.dumps(around["members"])}, "posts": [')
        posts.seek(0)
        shutil.copyfileobj(posts, file)
        file.write("]}}]}")
    return comments


def _thread(number: int, comments: int) -> str:
    parts = (
        writing_said.post(
            number * 20 + n, said_html(number, n), thread=number, date=_moment(number, n), name=f"Reader {n}"
        )
        for n in range(comments)
    )
    return f"{writing_said.thread(number, link=_url(number))}{''.join(parts)}"


def _lines(number: int, comments: int) -> str:
    told = (
        writing_said.said(f"{number}-{n}", said_html(number, n), _url(number), time=_moment(number, n))
        for n in range(comments)
    )
    return "".join(f"{json.dumps(one)}\n" for one in told)


def _row(number: int) -> str:
    at = f"{day(number)}T08:00:00.000Z"
    return json.dumps(writing_ghost.post(number, html=body(number), created_at=at, published_at=at))


def _rows(number: int) -> Iterator[str]:
    for n in range(comments_of(number)):
        html, at = said_html(number, n), f"{day(number)} 11:{n:02}:00"
        yield json.dumps(writing_ghost.comment(number * 20 + n, number, html=html, created_at=at))


def _url(number: int) -> str:
    return f"{HOME}/day-{number}.html"


def _moment(number: int, n: int) -> str:
    return f"{day(number)}T11:{n:02}:00Z"
