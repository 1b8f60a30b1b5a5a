"""What to do with the records of a batch: which are new, where they go. Preview and load decide by the same rules."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from tertulia.conversation.comment import Comment
from tertulia.exchange.addresses import Addresses
from tertulia.exchange.identity import bare, comment_keys, fingerprint, key_of
from tertulia.exchange.loose import Home, Homes
from tertulia.exchange.media import Media
from tertulia.exchange.merge.meeting import Meeting
from tertulia.exchange.names import Names
from tertulia.exchange.origin import known_posts
from tertulia.exchange.person.marks import Forgotten
from tertulia.exchange.planned import Planned, PlannedHeading, place_of, table_of, where
from tertulia.exchange.records import Heading, LooseComments, MediaRecord, PostRecord, Record
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class _Known:
    """What the database holds of a batch's posts: the paths that they have by now, keys of their comments, comments of
    other sources."""

    paths: dict[int, str]
    comments: dict[Home, set[str]]
    others: dict[int, list[Comment]]
    forgotten: dict[int, Forgotten]


class Planner:
    """Decides, counts and names losses in the report. It remembers only what appears twice in the file."""

    def __init__(self, weblog: Weblog | None, report: Report, found: Survey, zone: tzinfo) -> None:
        self.weblog, self.report, self.found, self.zone = weblog, report, found, zone
        self.names = Names(weblog, report)
        self.addresses = Addresses(report, found, self.names.coming)
        # As it will be, of which a preview may write nothing.
        self.place = copy(weblog) if weblog else Weblog(slug=report.weblog)
        self.place.hosts = [*self.place.hosts]
        self.media = Media(self.place, report, self.names.coming)
        self.homes = Homes(weblog, report.format, found, self.moment)
        self.meeting = Meeting(weblog, report.format, self.moment)
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
        self._find(planned)
        known = self._known(planned)
        for one in planned:
            self.homes.meet(one.record, one.key)
        self.addresses.of_posts(planned, [one for one in planned if self._is_new(one)], known.paths)
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
        elif isinstance(record, MediaRecord):
            self.media.skip(record)

    def plan_loose(self, records: Sequence[LooseComments]) -> list[Planned]:
        """What to do with comments that come without their post, counted; they are lost if it is nowhere."""
        homes = self.homes.find(records)
        planned: dict[int, Planned] = {}
        known = self._said_below({home for home in homes if isinstance(home, int)})
        for loose, home in zip(records, homes, strict=True):
            self.report.warn(*loose.warnings)
            if home is None:
                for comment in loose.comments:
                    self.report.lose(f"{comment.kind}s", place_of(comment), self.homes.why_none(loose))
                continue
            one = Planned(PostRecord(comments=loose.comments), "", home if isinstance(home, int) else None)
            before = known.comments.setdefault(home, set())
            self._sort(one, before, known)
            before.update(bare(key) for _comment, key in one.brought)
            if one.post_id is not None and one.brought:
                whole = planned.setdefault(one.post_id, one)
                if whole is not one:
                    whole.comments += one.comments
                    whole.again += one.again
        return [*planned.values()]

    def _is_new(self, one: Planned) -> bool:
        return one.post_id is None and one.key not in self._met

    def _find(self, planned: Sequence[Planned]) -> None:
        # Which posts they are: by key, else as they were merged before, else by address.
        if self.weblog is None:
            return
        keys = [one.key for one in planned]
        posts = known_posts(self.weblog, self.report.format, keys)
        for one in planned:
            one.post_id = posts.get(one.key)
        self.meeting.find_posts([one for one in planned if self._is_new(one)])

    def _known(self, planned: Sequence[Planned]) -> _Known:
        known = self._said_below({one.post_id for one in planned if one.record.comments and one.post_id is not None})
        there = Post.objects.filter(id__in={one.post_id for one in planned if one.post_id is not None})
        known.paths.update({pk: path or "" for pk, path in there.values_list("id", "path")})
        return known

    def _said_below(self, ids: set[int]) -> _Known:
        if not ids:
            return _Known({}, {}, {}, {})
        comments, merged = _comments_of(ids, self.report.format), self.meeting.known_comments(ids)
        for post_id, keys in merged.items():
            comments.setdefault(post_id, set()).update(keys)
        return _Known({}, comments, self.meeting.others(ids), _forgotten(ids))

    def _count(self, one: Planned, known: _Known) -> None:
        is_new = self._is_new(one)
        if one.is_merged:
            self.report.merge(table_of(one.record))
        else:
            self.report.add(table_of(one.record), is_new=is_new)
        self.names.meet(one.record, where(one.record.line), is_new=is_new or one.is_merged)
        before = known.comments.get(one.post_id or 0, set()) | self._met.get(one.key, set())
        self._sort(one, before, known)
        if self.found.is_repeated(key_of(one.record)):
            self._met[one.key] = before | {bare(key) for _comment, key in one.brought}
        if is_new or one.is_merged or one.comments:
            self.report.warn(*one.record.warnings)

    def _sort(self, one: Planned, before: set[str], known: _Known) -> None:
        # Comments that this source has brought before, that another has, and new ones.
        fresh, forgotten = [], known.forgotten.get(one.post_id or 0)
        for comment, key in zip(one.record.comments, comment_keys(one.record.comments), strict=True):
            is_forgotten = forgotten and forgotten.knows(self.report.format, key, self.meeting.said(comment))
            if is_forgotten or bare(key) in before:
                self.report.add(f"{comment.kind}s", is_new=False)
            else:
                fresh.append((comment, key))
        others = known.others.get(one.post_id or 0, [])
        theirs, doubles = self.meeting.find_comments([comment for comment, _key in fresh], others)
        one.doubles = {fresh[place][1]: comment_id for place, comment_id in doubles.items()}
        for place, (comment, key) in enumerate(fresh):
            if place in theirs:
                self.report.merge(f"{comment.kind}s")
                one.again.append((comment, key, theirs[place]))
            else:
                self.report.add(f"{comment.kind}s", is_new=True)
                one.comments.append((comment, key))


def _forgotten(post_ids: Iterable[int]) -> dict[int, Forgotten]:
    found: dict[int, list[str]] = {}
    rows = Comment.objects.filter(conversation__in=list(post_ids)).exclude(erased="")
    for post_id, erased in rows.values_list("conversation_id", "erased"):
        found.setdefault(post_id, []).append(erased)
    return {post_id: Forgotten(marks) for post_id, marks in found.items()}


def _comments_of(post_ids: Iterable[int], source: str) -> dict[Home, set[str]]:
    found: dict[Home, set[str]] = {}
    rows = Comment.objects.filter(conversation__in=list(post_ids), source=source)
    for post_id, key in rows.values_list("conversation_id", "source_key"):
        found.setdefault(post_id, set()).add(bare(key))
    return found
