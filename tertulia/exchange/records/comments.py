"""What a source has of a conversation: comments, the host's answers inside them, what is doubtful about both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CommentStatus = Literal["published", "held", "spam", "withdrawn"]


@dataclass(frozen=True)
class Doubt:
    """What a source leaves open about a comment: a question for the host. Until it is answered, readers are not told
    any of it as certain. ``sentence`` says for people what speaks for and against; ``choices`` are likely answers.

    author: whose words are these (names)? name: which of these names is right? cut: does a new comment begin here, or
    does this belong to the one before? host: is this the host's answer, inside the comment; or, if it came as a
    comment by itself, inside the one before it?"""

    kind: Literal["author", "name", "cut", "host"]
    sentence: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReplyRecord:
    """The host's answer inside a comment. ``sign`` is what it was signed with (initials)."""

    text: str
    name: str = ""
    sign: str = ""
    date: datetime | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class CommentRecord:
    """A comment or a ping as the file has it. ``date`` is naive, in the weblog's time zone, unless the format
    has a zone.

    ``id`` is its own within the file, ``answers`` that of the comment of the same post that it answers. ``member`` is
    the e-mail address, or the name, of the author who wrote it while signed in. ``old_id`` and ``old_number`` are what
    old links call it (``#comment-6a00d…``, ``#c12828452``)."""

    kind: Literal["comment", "ping"] = "comment"
    status: CommentStatus = "published"
    id: str = ""
    answers: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    member: str = ""
    date: datetime | None = None
    text: str = ""
    title: str = ""
    old_id: str = ""
    old_number: str = ""
    replies: tuple[ReplyRecord, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    line: int = 0
