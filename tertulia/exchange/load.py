"""Load an export into a weblog: in batches, one transaction each. What is there already stays as it is."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import tzinfo

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation.conversation import State
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.exchange.identity import key_of
from tertulia.exchange.names import words_of
from tertulia.exchange.plan import Planned, Planner
from tertulia.exchange.records import CommentRecord, LooseComments, PostRecord, Reader, Record
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey, in_order, survey
from tertulia.lib import clock, text
from tertulia.weblog.decision import decide
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.post import Post
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog

# So much that a batch costs few queries, so little that whoever comments meanwhile hardly waits.
MOST_POSTS, MOST_COMMENTS, MOST_TEXT = 50, 500, 1_000_000

# Called in the transaction of each batch with the number of records that are done.
Keep = Callable[[int], None]


def load(
    reader: Reader,
    weblog: Weblog,
    *,
    zone: tzinfo | None = None,
    actor: User | None = None,
    found: Survey | None = None,
) -> Report:
    """Read the file once to see that it is whole, then import it. Dates are read in ``zone``, else the weblog's.
    ``found`` is the outcome of that first reading, if it was done already.

    Raises BrokenExport before anything is written. A load that was killed is finished by running it again."""
    report = Report(reader.format, weblog.slug)
    for _done in load_steps(reader, weblog, report, found or survey(reader), zone=zone, actor=actor):
        pass
    return report


def load_steps(
    reader: Reader,
    weblog: Weblog,
    report: Report,
    found: Survey,
    *,
    zone: tzinfo | None = None,
    actor: User | None = None,
    done: int = 0,
    keep: Keep = lambda done: None,
) -> Generator[int, None, None]:
    """The same, a batch at each step; answers how many records are done. ``keep`` writes that down, and the report as
    it is by then, in the batch's transaction; with both the load goes on later where it was (``done``)."""
    planner = Planner(weblog, report, found, zone or weblog.zone)
    loader = _Loader(planner, weblog, actor)
    yield from walk(reader, planner, done=done, write=loader.write, keep=keep)
    with transaction.atomic():
        loader.log()


def walk(
    reader: Reader,
    planner: Planner,
    *,
    done: int = 0,
    write: Callable[[Sequence[Planned]], None] | None = None,
    keep: Keep = lambda done: None,
) -> Generator[int, None, None]:
    """Plan the records batch by batch and hand the plans to ``write``; without it nothing is written."""
    records = in_order(reader, planner.found)
    for _index in range(done):
        record = next(records)
        if isinstance(record, PostRecord):
            planner.key(record)
    for batch in _batches(records, planner.found):
        done += len(batch)
        unit: AbstractContextManager[object] = transaction.atomic() if write else nullcontext()
        with unit:
            _handle(batch, planner, write)
            keep(done)
        yield done


def _handle(batch: Sequence[Record], planner: Planner, write: Callable[[Sequence[Planned]], None] | None) -> None:
    planned = planner.plan([record for record in batch if isinstance(record, PostRecord)])
    for record in batch:
        if isinstance(record, LooseComments):
            post = planner.find_post(record)
            comments = planner.plan_loose(record, post)
            if post and comments:
                planned.append(Planned(PostRecord(), "", post.id, comments=comments))
        elif not isinstance(record, PostRecord):
            planner.report.lose(record.what, record.where, record.why)
    if write:
        write(planned)


def _batches(records: Iterator[Record], found: Survey) -> Iterator[list[Record]]:
    batch: list[Record] = []
    comments = length = 0
    for record in records:
        # What may refer to an earlier record of the file must find that one in the database.
        alone = isinstance(record, LooseComments) or (
            isinstance(record, PostRecord) and bool(found.repeated) and found.is_repeated(key_of(record))
        )
        if batch and (alone or len(batch) >= MOST_POSTS or comments >= MOST_COMMENTS or length >= MOST_TEXT):
            yield batch
            batch, comments, length = [], 0, 0
        batch.append(record)
        if isinstance(record, PostRecord):
            comments += len(record.comments)
            length += len(record.body) + len(record.extended) + sum(len(comment.text) for comment in record.comments)
    if batch:
        yield batch


class _Loader:
    """Writes what was planned, by the verbs of weblog and conversation."""

    def __init__(self, planner: Planner, weblog: Weblog, actor: User | None) -> None:
        self.planner, self.weblog, self.actor = planner, weblog, actor
        self.source = planner.report.format

    def write(self, planned: Sequence[Planned]) -> None:
        new = [one for one in planned if one.post_id is None]
        tags = self.planner.names.tags([one.record for one in new])
        posts = add_posts(self.weblog, [self._post(one, tags) for one in new], source=self.source)
        conversations = [self._conversation(post, one) for post, one in zip(posts, new, strict=True)]
        more = {one.post_id: one for one in planned if one.post_id is not None and one.comments}
        for post in Post.objects.filter(id__in=more).select_related("weblog"):
            conversations.append(self._conversation(post, more[post.id]))
        add_conversations(conversations, source=self.source)

    def log(self) -> None:
        """Say in the weblog's log that and what was imported."""
        new = self.planner.report.new
        if any(new.values()):
            about = ", ".join(f"{count} {table}" for table, count in new.items() if count)
            decide(
                self.weblog, "import", actor=self.actor, subject=f"weblog:{self.weblog.id}", about=about, after="done"
            )

    def _post(self, one: Planned, tags: dict[str, Tag]) -> ImportedPost:
        record = one.record
        return ImportedPost(
            key=one.key,
            status=record.status,
            published_at=self.planner.moment(record.date) if record.date else clock.now(),
            title=words_of(record.title),
            kind=record.kind,
            format=record.format,
            body=record.body,
            extended=record.extended,
            excerpt=record.excerpt,
            keywords=record.keywords,
            basename=record.basename,
            path=one.path,
            author=self.planner.names.member(record, self.actor),
            categories=self.planner.names.categories(record),
            tags=[tags[slug] for name in record.tags if (slug := text.slugify(name)) in tags],
        )

    def _conversation(self, post: Post, one: Planned) -> ImportedConversation:
        # Opening an archive of many years at once would invite spam: the host opens what is to be open.
        state = State.NONE if one.record.comments_allowed == "none" else State.CLOSED
        comments = [self._comment(post, record, key) for record, key in one.comments]
        return ImportedConversation(post, state, comments)

    def _comment(self, post: Post, record: CommentRecord, key: str) -> ImportedComment:
        return ImportedComment(
            key=key,
            created_at=self.planner.moment(record.date) if record.date else post.published_at,
            kind=record.kind,
            name=words_of(record.name),
            email=record.email,
            url=record.url,
            ip=record.ip,
            text="\n\n".join(part for part in (record.title, record.text) if part),
            old_id=record.old_id,
        )
