"""What to do with the records of a batch: which are new, where they go. Preview and load decide by the same rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.exchange.addresses import Addresses
from tertulia.exchange.identity import bare, comment_keys, fingerprint, key_of
from tertulia.exchange.names import Names
from tertulia.exchange.planned import Planned, PlannedHeading, table_of, where
from tertulia.exchange.records import CommentRecord, Heading, LooseComments, PostRecord, Record
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class _Known:
    """What the database holds of a batch: posts by key (id and path), keys of comments by post."""

    posts: dict[str, tuple[int, str]]
    comments: dict[int, set[str]]


class Planner:
    """Decides, counts and names losses in the report. It remembers only what appears twice in the file."""

    def __init__(self, weblog: Weblog | None, report: Report, found: Survey, zone: tzinfo) -> None:
        self.weblog, self.report, self.found, self.zone = weblog, report, found, zone
        self.names = Names(weblog, report)
        self.addresses = Addresses(report, found, self.names.coming)
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
            self.key(record)
        elif isinstance(record, Heading):
            self.names.learn(record)

    def find_post(self, loose: LooseComments) -> Post | None:
        """The post that comments without one belong to: the weblog's oldest of that date."""
        if loose.date is None or self.weblog is None:
            return None
        return self.weblog.posts.filter(published_at=self.moment(loose.date)).order_by("id").first()

    def plan_loose(self, loose: LooseComments, post: Post | None) -> list[tuple[CommentRecord, str]]:
        """Those of them that are new, counted; all are lost if their post is nowhere."""
        self.report.warn(*loose.warnings)
        if post is None and loose.date not in self.found.dated:
            why = _("it belongs to a post of {date}, and there is none").format(date=loose.date or _("no date"))
            for comment in loose.comments:
                self.report.lose(f"{comment.kind}s", where(comment.line), why)
            return []
        known = _comments_of([post.id] if post else [], self.report.format)
        return self._new_comments(loose.comments, known.get(post.id, set()) if post else set())

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


def _comments_of(post_ids: Iterable[int], source: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Comment.objects.filter(conversation__in=list(post_ids), source=source)
    for post_id, key in rows.values_list("conversation_id", "source_key"):
        found.setdefault(post_id, set()).add(bare(key))
    return found
