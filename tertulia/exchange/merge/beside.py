"""Which post of the weblog a text without an address is: by its title, the titles before and after it, and its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tertulia.exchange.merge.folded import folded
from tertulia.exchange.origin import Origin
from tertulia.weblog.weblog import Weblog

# More candidates than these tell that nothing is known.
_MOST = 3


@dataclass(frozen=True)
class Standing:
    """Where a post stands: its title, the titles of the posts before and after it, its day; empty: nobody knows."""

    title: str = ""
    previous: str = ""
    following: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Likeness:
    """A post that it may be, with what of the two is the same and what is not."""

    post_id: int
    path: str
    standing: Standing
    same: frozenset[str]
    other: frozenset[str]

    @property
    def is_sure(self) -> bool:
        """Whether nothing speaks against it, and two things for it that are no accident together."""
        return not self.other and (len(self.same - {"day"}) > 1 or {"title", "day"} <= self.same)

    @property
    def may_be(self) -> bool:
        """Whether something speaks for it, and little against it."""
        if "title" in self.same:
            return True
        return bool(self.same - {"day"}) and "title" not in self.other and len(self.other) < 2

    @property
    def weight(self) -> int:
        """The more, the likelier."""
        return len(self.same) - len(self.other)

    def sentence(self) -> str:
        """What speaks for and against it, for people."""
        told = {
            "title": _("its title"),
            "previous": _("the post before it"),
            "following": _("the post after it"),
            "day": _("its day"),
        }
        same = ", ".join(words for name, words in told.items() if name in self.same)
        other = ", ".join(words for name, words in told.items() if name in self.other)
        return _("{path}: the same here and there: {same}; different: {other}.").format(
            path=self.path, same=same or _("nothing"), other=other or _("nothing")
        )


@dataclass
class Beside:
    """The posts of a weblog beside each other, as they are now, of which those that other sources than ``source`` have
    brought may be found."""

    weblog: Weblog
    source: str
    _folds: dict[str, str] = field(default_factory=dict)

    def find(self, standing: Standing) -> list[Likeness]:
        """The posts that this may be, the likeliest first; only one if that is sure."""
        found = sorted((one for one in self._compared(standing) if one.may_be), key=lambda one: -one.weight)
        sure = [one for one in found if one.is_sure]
        return sure if len(sure) == 1 else found[:_MOST]

    @cached_property
    def _all(self) -> Sequence[tuple[int, str, Standing]]:
        zone = self.weblog.zone
        posts = self.weblog.posts.in_time().order_by("published_at", "id")
        rows = list(posts.values_list("id", "path", "title", "published_at", "source"))
        titles = ["", *(row[2] for row in rows), ""]
        return [
            (pk, path or "", Standing(title, titles[n], titles[n + 2], at.astimezone(zone).date()))
            for n, (pk, path, title, at, source) in enumerate(rows)
            if source not in ("", self.source) and pk not in self._met
        ]

    @cached_property
    def _met(self) -> set[int]:
        origins = Origin.objects.filter(weblog=self.weblog, source=self.source, comment=None)
        return set(origins.values_list("post_id", flat=True))

    def _compared(self, standing: Standing) -> Iterator[Likeness]:
        around = {self._fold(standing.previous), self._fold(standing.following)} - {""}
        for post_id, path, other in self._all:
            # What stands beside it is not itself.
            if self._fold(other.title) not in around or self._is_same(standing.title, other.title):
                yield self._likeness(post_id, path, standing, other)

    def _likeness(self, post_id: int, path: str, one: Standing, other: Standing) -> Likeness:
        pairs = {name: (getattr(one, name), getattr(other, name)) for name in ("title", "previous", "following")}
        same = {name for name, (ours, theirs) in pairs.items() if self._is_same(ours, theirs)}
        differs = {name for name, (ours, theirs) in pairs.items() if ours and theirs} - same
        if one.day and other.day:
            (same if one.day == other.day else differs).add("day")
        return Likeness(post_id, path, other, frozenset(same), frozenset(differs))

    def _is_same(self, ours: str, theirs: str) -> bool:
        return bool(ours and theirs) and self._fold(ours) == self._fold(theirs)

    def _fold(self, title: str) -> str:
        if (known := self._folds.get(title)) is None:
            known = self._folds[title] = folded(title)
        return known
