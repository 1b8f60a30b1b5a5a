"""Carry a plan out: posts, comments, headings and addresses, by the verbs of weblog and conversation."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import User

from tertulia.conversation.comment import CommentState
from tertulia.conversation.conversation import State
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.recognising import recognise_later
from tertulia.conversation.renumbering import put_in_order
from tertulia.exchange.asking import is_doubtful
from tertulia.exchange.claims import keep_claims
from tertulia.exchange.counted import brought
from tertulia.exchange.doubts import Doubts
from tertulia.exchange.identity import first_key
from tertulia.exchange.media import PlannedFile, write_files
from tertulia.exchange.merge.comments import CommentMerger
from tertulia.exchange.merge.posts import PostMerger
from tertulia.exchange.names import words_of
from tertulia.exchange.placing import TEXT, remember_standing
from tertulia.exchange.plan import Planner
from tertulia.exchange.planned import Planned, PlannedHeading
from tertulia.exchange.records import ClaimRecord, CommentRecord
from tertulia.exchange.rendered import whole_text
from tertulia.lib import clock
from tertulia.lib.derived import AT_ONCE, Deriving
from tertulia.weblog.decision import decide
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.old_addresses import OldPath, add_old_paths
from tertulia.weblog.post import Post
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog

_APART = timedelta(milliseconds=1)


class Writer:
    """Writes batch by batch; each is one transaction of the caller."""

    def __init__(self, planner: Planner, weblog: Weblog, actor: User | None, deriving: Deriving = AT_ONCE) -> None:
        self.planner, self.weblog, self.actor, self.deriving = planner, weblog, actor, deriving
        self.source = planner.report.format
        self.posts, self.comments = PostMerger(planner, weblog, actor), CommentMerger(planner, weblog, actor)
        self.doubts = Doubts(planner, weblog)

    def write(
        self,
        headings: Sequence[PlannedHeading],
        planned: Sequence[Planned],
        files: Sequence[PlannedFile] = (),
        claims: Sequence[ClaimRecord] = (),
    ) -> None:
        """One batch: headings and files first, as posts are filed under the ones and show the others."""
        write_files(self.weblog, files)
        self._keep_hosts()
        leads = [(heading, self.planner.names.make(heading.record, self.actor)) for heading in headings]
        add_old_paths(self.weblog, [OldPath(path, to=to) for heading, to in leads if to for path in heading.old_paths])
        self._write_posts(planned)
        keep_claims(self.weblog, self.source, claims)

    def _write_posts(self, planned: Sequence[Planned]) -> None:
        new = [one for one in planned if one.post_id is None]
        tags = self.planner.names.tags([one.record for one in new])
        brought = [self._post(one, tags) for one in new]
        posts = add_posts(self.weblog, brought, source=self.source, deriving=self.deriving)
        for post, one in zip(posts, new, strict=True):
            if self.source == TEXT and not one.path:
                remember_standing(self.weblog, post, one.record)
        known = self._known(planned)
        more = [(known[one.post_id], one) for one in planned if one.post_id in known]
        add_old_paths(self.weblog, [OldPath(path, post) for post, one in more for path in one.old_paths])
        self.posts.merge(planned, known)
        said = [*zip(posts, new, strict=True), *more]
        conversations = [self._conversation(post, one) for post, one in said]
        made = add_conversations(conversations, source=self.source, actor=self.actor, deriving=self.deriving)
        self.doubts.keep(said, made)
        self.comments.merge(planned)
        self.comments.join(planned)
        put_in_order(one.post_id for one in planned if one.post_id in known and (one.comments or one.again))
        recognise_later([post.id for post, one in said if one.again or _has_replies(one)])

    def _known(self, planned: Sequence[Planned]) -> dict[int, Post]:
        # Posts that were there before, and of which there is something to write.
        more = {one.post_id for one in planned if one.is_merged or one.comments or one.again or one.old_paths}
        return Post.objects.select_related("weblog", "author").in_bulk([pk for pk in more if pk is not None])

    def _keep_hosts(self) -> None:
        hosts = self.planner.place.hosts
        if hosts != self.weblog.hosts:
            self.weblog.hosts = [*hosts]
            Weblog.objects.filter(id=self.weblog.id).update(hosts=hosts)

    def log(self) -> None:
        """Say in the weblog's log that and what was imported."""
        report = self.planner.report
        if about := brought(report.new, report.merged):
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
            old_paths=one.old_paths,
            author=self.planner.names.member(record, self.actor),
            categories=self.planner.names.categories(record),
            tags=[tags[slug] for name in record.tags if (slug := self.planner.names.slug_of(name)) in tags],
        )

    def _conversation(self, post: Post, one: Planned) -> ImportedConversation:
        # Opening an archive of many years at once would invite spam: the host opens what is to be open.
        state = State.NONE if one.record.comments_allowed == "none" else State.CLOSED
        comments = [self._comment(post, record, key, place) for place, (record, key) in enumerate(one.comments)]
        is_whole = one.post_id is None and len(comments) == len(one.record.comments)
        return ImportedConversation(post, state, comments, one.record.quotes if is_whole else None)

    def _comment(self, post: Post, record: CommentRecord, key: str, place: int) -> ImportedComment:
        # Without dates they stay in the order of the source.
        date = self.planner.moment(record.date) if record.date else post.published_at + place * _APART
        return ImportedComment(
            key=key,
            created_at=date,
            kind=record.kind,
            state=CommentState.HELD if is_doubtful(record) else record.status,
            answers=first_key(record.answers),
            member=self.planner.names.member_of(record.member),
            name=words_of(record.name),
            email=record.email,
            url=record.url,
            ip=record.ip,
            text=whole_text(record),
            old_id=record.old_id,
            old_number=record.old_number,
        )


def _has_replies(one: Planned) -> bool:
    return any(record.replies for record, _key in one.comments)
