"""What to do with the records of a batch: which are new, where they go. Preview and load decide by the same rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from tertulia.conversation.comment import Comment
from tertulia.exchange.addresses import Addresses
from tertulia.exchange.identity import bare, comment_keys, fingerprint, key_of
from tertulia.exchange.loose import Home, Homes
from tertulia.exchange.names import Names
from tertulia.exchange.planned import Planned, PlannedHeading, table_of, where
from tertulia.exchange.records import CommentRecord, Heading, LooseComments, PostRecord, Record
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class _Known:
    """What the database holds of a batch: posts by key (id and path), keys of comments by post."""

    posts: dict[str, tuple[int, str]]
    comments: dict[Home, set[str]]


class Planner:
    """Decides, counts and names losses in the report. It remembers only what appears twice in the file."""

    def __init__(self, weblog: Weblog | None, report: Report, found: Survey, zone: tzinfo) -> None:
        self.weblog, self.report, self.found, self.zone = weblog, report, found, zone
        self.names = Names(weblog, report)
        self.addresses = Addresses(report, found, self.names.coming)
        self.homes = Homes(weblog, report.format, found, self.moment)
        self._first: dict[str, str] = {}
        self._met: dict[str, set[str]] = {}

    def moment(self, date: datetime) -> datetime:
        """A date of the file, which is local time unless it says otherwise, in UTC."""
        return date.replace(tzinfo=date.tzinfo or self.zone).astimezone(UTC)

    def key(self, record: PostRecord) -> str:
        """Which post it is; another one of this file that would have the same key gets one of its own."""
        key = key_of(record)
        if not self.found.is_repeated(key):
            return key
        mark = fingerprint(record)
        return key if self._first.setdefault(key, mark) == mark else f"{key}#{mark}"

    def plan(self, records: Sequence[PostRecord]) -> list[Planned]:
        """What to do with these posts, counted."""
        planned = [Planned(record, self.key(record)) for record in records]
        known = self._known(planned)
        for one in planned:
            self.homes.meet(one.record, one.key)
            one.post_id = known.posts.get(one.key, (None, ""))[0]
        current = dict(known.posts.values())
        self.addresses.of_posts(planned, [one for one in planned if self._is_new(one)], current)
        for one in planned:
            self._count(one, known)
        return planned

    def plan_headings(self, records: Sequence[Heading]) -> list[PlannedHeading]:
        """What to do with these categories, tags, authors and lists, counted."""
        planned = [PlannedHeading(record) for record in records]
        for record in records:
            self.names.meet_heading(record, where(record.line))
        self.addresses.of_headings(planned)
        return planned

    def skip(self, record: Record) -> None:
        """Pass over a record that was done before a break."""
        if isinstance(record, PostRecord):
            self.homes.meet(record, self.key(record))
        elif isinstance(record, Heading):
            self.names.learn(record)

    def plan_loose(self, records: Sequence[LooseComments]) -> list[Planned]:
        """What to do with comments that come without their post, counted; they are lost if it is nowhere."""
        homes = self.homes.find(records)
        known = _comments_of({home for home in homes if isinstance(home, int)}, self.report.format)
        planned: dict[int, Planned] = {}
        for loose, home in zip(records, homes, strict=True):
            self.report.warn(*loose.warnings)
            if home is None:
                for comment in loose.comments:
                    self.report.lose(f"{comment.kind}s", where(comment.line), self.homes.why_none(loose))
                continue
            before = known.setdefault(home, set())
            new = self._new_comments(loose.comments, before)
            before.update(bare(key) for _comment, key in new)
            if isinstance(home, int) and new:
                planned.setdefault(home, Planned(PostRecord(), "", home)).comments += new
        return [*planned.values()]

    def _is_new(self, one: Planned) -> bool:
        return one.post_id is None and one.key not in self._met

    def _known(self, planned: Sequence[Planned]) -> _Known:
        if self.weblog is None:
            return _Known({}, {})
        rows = self.weblog.posts.filter(source=self.report.format, source_key__in=[one.key for one in planned])
        posts = {key: (pk, path or "") for pk, key, path in rows.values_list("id", "source_key", "path")}
        talked = [posts[one.key][0] for one in planned if one.record.comments and one.key in posts]
        return _Known(posts, _comments_of(talked, self.report.format))

    def _count(self, one: Planned, known: _Known) -> None:
        is_new = self._is_new(one)
        self.report.add(table_of(one.record), is_new=is_new)
        self.names.meet(one.record, where(one.record.line), is_new=is_new)
        before = known.comments.get(one.post_id or 0, set()) | self._met.get(one.key, set())
        one.comments = self._new_comments(one.record.comments, before)
        if self.found.is_repeated(key_of(one.record)):
            self._met[one.key] = before | {bare(key) for _comment, key in one.comments}
        if is_new or one.comments:
            self.report.warn(*one.record.warnings)

    def _new_comments(self, comments: Sequence[CommentRecord], before: set[str]) -> list[tuple[CommentRecord, str]]:
        found = []
        for comment, key in zip(comments, comment_keys(comments), strict=True):
            is_new = bare(key) not in before
            self.report.add(f"{comment.kind}s", is_new=is_new)
            if is_new:
                found.append((comment, key))
        return found


def _comments_of(post_ids: Iterable[int], source: str) -> dict[Home, set[str]]:
    found: dict[Home, set[str]] = {}
    rows = Comment.objects.filter(conversation__in=list(post_ids), source=source)
    for post_id, key in rows.values_list("conversation_id", "source_key"):
        found.setdefault(post_id, set()).add(bare(key))
    return found
