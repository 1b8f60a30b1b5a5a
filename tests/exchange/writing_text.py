"""Writes what is left of a page when its markup is gone, for the tests of what reads it."""

from pathlib import Path

from tertulia.exchange.readers.bare.reader import BareTextReader
from tertulia.exchange.records import CommentRecord, Doubt, PostRecord, Record

NAV = "« High water at Low Ferry - MO | Main | The gate is shut »"
FOLLOW = "Feed You can follow this conversation by subscribing to the comment feed for this post."
CLOSED = "The comments to this entry are closed."
SIDEBAR = (
    "My Photo\n\nApril 2019\n\nSun Mon Tue Wed Thu Fri Sat\n  1 2 3 4 5 6\n7 8 9 10 11 12 13\nBlog powered by Typepad"
)

# What readers said, with how many blank lines above; "mo" is how the host signs.
TALK = (
    (2, "Who shut the gate so early? I saw nobody there at six."),
    (3, "The harbour office did, and told no one beforehand. mo"),
    (2, "Marta -\n\nI heard the barriers come down well before the bells rang that morning.\n\nIt was not yet light."),
    (2, "The ferry waited for an hour and went back empty, as everybody at the quay could see."),
    (3, "Did you ask the captain? He tells another story. mo"),
    (2, "What else is new? They never ask.\n\nOld Man of the Pier\n\nThe tide was two feet above the mark that night."),
    (2, 'OMP and Marta,\n\n"The tide was two feet above the mark that night." It was three. mo'),
    (2, "The pictures are here:"),
    (3, "And still nobody has said sorry to those who had to walk."),
)


def talk(*said: tuple[int, str]) -> str:
    """Texts under each other, each below so many blank lines."""
    return "".join("\n" * (gap + 1) + text for gap, text in said)


def page(*said: tuple[int, str], nav: str = NAV, date: str = "30 March 2019", tail: str = CLOSED) -> str:
    """The text of a whole page."""
    return f"{nav}\n\n{date}\n\n\n{FOLLOW}\n{talk(*(said or TALK))}\n\n{tail}\n\n{SIDEBAR}"


def posted(text: str, name: str, date: str = "March 30, 2019 at 08:25 PM") -> str:
    """A comment that still says who posted it."""
    return f"{text}\n\nPosted by: {name} | {date}\n\n"


def read(folder: Path, content: str | bytes) -> list[Record]:
    """What the reader makes of a file of this content."""
    path = folder / "page.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(BareTextReader(path))


def post(folder: Path, content: str | bytes) -> PostRecord:
    """The post that comes of it."""
    (only,) = (record for record in read(folder, content) if isinstance(record, PostRecord))
    return only


def said(folder: Path, *texts: tuple[int, str]) -> tuple[CommentRecord, ...]:
    """The comments of a page on which these texts stand."""
    return post(folder, page(*texts)).comments


def doubt(comment: CommentRecord, kind: str) -> Doubt | None:
    """What is asked about a comment of this kind, if anything is."""
    return next((doubt for doubt in comment.doubts if doubt.kind == kind), None)


def asked(comment: CommentRecord, kind: str) -> str:
    """The sentence of that question; empty if there is none."""
    found = doubt(comment, kind)
    return found.sentence if found else ""
