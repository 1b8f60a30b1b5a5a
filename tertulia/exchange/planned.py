"""What is to be done with the records of a batch: the plan that preview counts and load carries out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tertulia.exchange.records import CommentRecord, Heading, PostRecord


@dataclass
class Planned:
    """One post, new or known (``post_id``), with those of its comments that are new, each with its key. ``path`` is
    its own, ``old_paths`` are new ones that lead to it.

    ``is_merged`` says that another source has brought the post before; ``again`` are its comments that another source
    has brought, each with its key and the id of the one that it is; ``doubles`` are new ones, by their keys, that may
    be another source's too, with the ids of these."""

    record: PostRecord
    key: str
    post_id: int | None = None
    path: str = ""
    old_paths: list[str] = field(default_factory=list)
    comments: list[tuple[CommentRecord, str]] = field(default_factory=list)
    is_merged: bool = False
    again: list[tuple[CommentRecord, str, int]] = field(default_factory=list)
    doubles: dict[str, int] = field(default_factory=dict)

    @property
    def brought(self) -> list[tuple[CommentRecord, str]]:
        """Its comments that this source has not brought before, each with its key."""
        return [*self.comments, *((record, key) for record, key, _id in self.again)]

    @property
    def is_public(self) -> bool:
        """Whether the file says that readers may see it."""
        return self.record.status == "published"


@dataclass
class PlannedHeading:
    """A category, tag, author or list, with the new paths that lead to it."""

    record: Heading
    old_paths: list[str] = field(default_factory=list)


def table_of(record: PostRecord) -> str:
    """The table that counts this post."""
    if record.status != "published":
        return {"draft": "drafts", "scheduled": "scheduled", "discarded": "discarded"}[record.status]
    return f"{record.kind}s"


def place_of(comment: CommentRecord) -> str:
    """A comment's place; what is no text has no lines, but then its comments have numbers."""
    return where(comment.line) if comment.line else _("comment {number}").format(number=comment.id)


def where(line: int) -> str:
    """A place in the file, for people."""
    return _("line {number}").format(number=line)
