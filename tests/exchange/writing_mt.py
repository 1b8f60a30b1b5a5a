"""Writes what Typepad and Movable Type write, for the tests of what reads it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import CommentRecord, PostRecord, Record

WEBLOG = "https://tide.example.org/tide"


def comment(text: str = "I saw it too.", **fields: str) -> str:
    """One comment as Typepad writes it."""
    known = {"AUTHOR": "Ruth Ames", "EMAIL": "ruth@example.org", "IP": "192.0.2.7", "URL": ""}
    lines = {**known, "DATE": "03/05/2018 07:00:00 AM", **fields}
    return "COMMENT:\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"{text}\n-----\n"


def ping(text: str = "They write about us.", **fields: str) -> str:
    """One trackback ping."""
    known = {"TITLE": "High water", "URL": "https://casino.example/x", "IP": "192.0.2.9", "BLOG NAME": "Best casino"}
    lines = {**known, "DATE": "03/06/2018 07:00:00 AM", **fields}
    return "PING:\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"{text}\n-----\n"


def entry(
    title: str | None = "The tide table",
    *,
    body: str = "<p>High water at six.</p>",
    extended: str = "",
    excerpt: str = "",
    keywords: str = "",
    comments: Sequence[str] = (),
    header: str = "",
    **fields: str | None,
) -> str:
    """One entry as Typepad writes it: an empty line in its header, a blank after its address. ``fields`` replace the
    header's values by key (an underscore for a space), None leaves one out; ``header`` is put into it as it is."""
    basename = (title or "untitled").lower().replace(" ", "-")
    known: dict[str, str | None] = {
        "AUTHOR": "Marta Oyelaran",
        "AUTHOR EMAIL": "marta@example.org",
        "TITLE": title,
        "STATUS": "Publish",
        "ALLOW COMMENTS": "1",
        "CONVERT BREAKS": "wysiwyg",
        "ALLOW PINGS": "0",
        "BASENAME": basename,
        "UNIQUE URL": f"{WEBLOG}/2018/03/{basename}.html ",
        "DATE": "03/04/2018 06:05:04 PM",
    }
    values = {**known, **{key.replace("_", " "): value for key, value in fields.items()}}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items() if value is not None)
    sections = {"BODY": body, "EXTENDED BODY": extended, "EXCERPT": excerpt, "KEYWORDS": keywords}
    texts = "".join(f"{name}:\n{text}\n-----\n" for name, text in sections.items())
    return f"{lines}{header}\n-----\n{texts}{''.join(comments)}--------\n"


def conversations(folder: Path, posts: int = 450) -> Path:
    """Comments of all kinds below many posts: more than is sent at once."""
    words = "> The office itself has seen {} boats\n\nThe office itself has seen {} boats. <b>N</b>o. http://tide.example/{}"
    said = [comment(words.format(n, n + 1, n), AUTHOR=f"R{n} “é”") for n in range(3)]
    folder.joinpath("export.txt").write_text(
        "".join(entry(f"Day {n}", comments=[*said, ping()][: n % 5]) for n in range(posts))
    )
    return folder / "export.txt"


def read(folder: Path, content: str | bytes) -> list[Record]:
    """What the reader makes of a file of this content."""
    path = folder / "export.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(MovableTypeReader(path))


def posts(folder: Path, content: str | bytes) -> list[PostRecord]:
    """The same, where all of it must be posts."""
    records = read(folder, content)
    found = [record for record in records if isinstance(record, PostRecord)]
    assert found == records
    return found


def post(folder: Path, content: str | bytes) -> PostRecord:
    """The same, where it must be one post."""
    (only,) = posts(folder, content)
    return only


def as_text(records: Sequence[PostRecord]) -> str:
    """Records as Movable Type 7 would export them, with the TAB behind a line of hyphens in a text."""
    return "".join(_entry(record) for record in records)


def _entry(record: PostRecord) -> str:
    statuses = {"published": "Publish", "draft": "Draft", "scheduled": "Future"}
    breaks = {"html": "richtext", "lines": "__default__", "markdown": "markdown"}
    allowed = {"open": "1", "closed": "2", "none": "0"}
    return entry(
        record.title,
        body=_escaped(record.body),
        extended=_escaped(record.extended),
        excerpt=_escaped(record.excerpt),
        comments=[_comment(one) for one in record.comments],
        header="".join(f"CATEGORY: {label}\n" for label in record.categories),
        AUTHOR=record.author,
        AUTHOR_EMAIL=record.author_email,
        STATUS=statuses[record.status],
        ALLOW_COMMENTS=allowed[record.comments_allowed],
        CONVERT_BREAKS=breaks[record.format],
        BASENAME=record.basename,
        UNIQUE_URL=f"{record.url} " if record.url else None,
        DATE=f"{record.date:%m/%d/%Y %I:%M:%S %p}",
        TAGS=",".join(f'"{name}"' for name in record.tags) or None,
    )


def _comment(one: CommentRecord) -> str:
    date = f"{one.date:%m/%d/%Y %I:%M:%S %p}"
    return comment(_escaped(one.text), AUTHOR=one.name, EMAIL=one.email, URL=one.url, IP=one.ip, DATE=date)


def _escaped(text: str) -> str:
    return "\n".join(_escaped_lines(text.split("\n")))


def _escaped_lines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{line}\t" if line.rstrip("\t") in ("-----", "--------") else line
