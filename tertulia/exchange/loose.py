"""Comments that come without their post: which one they belong to, by its address or else its date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from tertulia.exchange.identity import key_of_path, number_of, paths_of, ways_of
from tertulia.exchange.origin import known_posts
from tertulia.exchange.records import LooseComments, PostRecord
from tertulia.exchange.survey import Survey
from tertulia.weblog.address import posts_at
from tertulia.weblog.weblog import Weblog

# The id of a post; or, while one only looks, what tells a post of the file from its others.
Home = int | str


@dataclass
class Homes:
    """Finds the posts. It remembers, of the file's own, those at addresses that such comments name."""

    weblog: Weblog | None
    source: str
    found: Survey
    moment: Callable[[datetime], datetime]
    _keys: dict[str, str] = field(default_factory=dict)

    def meet(self, record: PostRecord, key: str) -> None:
        """Another post of the file, before the comments."""
        if self.found.placed:
            for path in paths_of(record):
                if number_of(key_of_path(path)) in self.found.placed:
                    self._keys.setdefault(path, key)

    def find(self, records: Sequence[LooseComments]) -> list[Home | None]:
        """Where each of them belongs: to a post of the same file first, as another may have its address by now."""
        ways = [ways_of(record) for record in records]
        wanted = {path for paths in ways for path in paths}
        own = {path: self._keys[path] for path in wanted & self._keys.keys()}
        there: dict[str, Home] = {**(posts_at(self.weblog, wanted) if self.weblog else {}), **own, **self._loaded(own)}
        return [
            next((there[path] for path in paths if path in there), None) if record.url else self._of_date(record.date)
            for record, paths in zip(records, ways, strict=True)
        ]

    def why_none(self, record: LooseComments) -> str:
        """Why its comments are lost."""
        if record.url:
            return _("it was said at {url}, and there is no post of that address").format(url=record.url[:500])
        return _("it belongs to a post of {date}, and there is none").format(date=record.date or _("no date"))

    def _loaded(self, own: dict[str, str]) -> dict[str, int]:
        if not own or self.weblog is None:
            return {}
        posts = known_posts(self.weblog, self.source, [*own.values()])
        return {path: posts[key] for path, key in own.items() if key in posts}

    def _of_date(self, date: datetime | None) -> Home | None:
        if date is None:
            return None
        oldest = (
            self.weblog.posts.filter(published_at=self.moment(date)).order_by("id").first() if self.weblog else None
        )
        if oldest:
            return oldest.id
        return f"date {date}" if date in self.found.dated else None
