"""A weblog on its way back from an archive: what of it is here already, under which rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from tertulia.conversation.identity.commenter import Commenter
from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.examine import Show
from tertulia.exchange.archive.kind import Kind, Record
from tertulia.exchange.archive.known import Known
from tertulia.lib.local import Links, nowhere
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog


@dataclass
class Restoring:
    """``weblog`` and what refers to it by slug or file; rows of posts, comments and replies stand in ``known``.
    ``links`` tells what its texts link to, as it will be once all is here. ``different`` are texts that this version
    shows otherwise than the archive has them."""

    archive: Archive
    known: Known
    show: Show
    weblog: Weblog
    members: dict[str, Member] = field(default_factory=dict)
    commenters: dict[str, Commenter] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, Image] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    links: Links = nowhere
    different: int = 0

    def records(self, kind: Kind) -> Iterable[Record]:
        """The records of a kind."""
        return self.show(self.archive.records_again(kind), self.archive.manifest.records[kind.name], kind.name)

    def member(self, slug: str | None) -> Member | None:
        """The member of that slug, if there is one."""
        return self.members[slug] if slug is not None else None

    def leads_to(self, to: str) -> str:
        """Where an address leads here: a picture or other file may have been here before, under another name."""
        name = to.removeprefix(settings.MEDIA_URL)
        there = self.pictures.get(name) or self.files.get(name)
        return there.url if there and name != to else to

    def compare(self, shown: str, was: str) -> None:
        """Count a text that was shown otherwise where the archive comes from."""
        self.different += shown != was
