"""Comments that a new piece has too: what it knows better is taken over, and all of what it says is kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User

from tertulia.conversation.amending import Amendment, amend_comments, hold_back, is_untouched
from tertulia.conversation.comment import Comment
from tertulia.conversation.imported_people import shown_url
from tertulia.conversation.submission import Submission, cleaned
from tertulia.exchange.asking import ask
from tertulia.exchange.identity import bare, first_key
from tertulia.exchange.merge.comment_states import state_questions, state_said
from tertulia.exchange.merge.conflicts import conflicts
from tertulia.exchange.merge.sayings import Sayings
from tertulia.exchange.names import words_of
from tertulia.exchange.origin import Origin
from tertulia.exchange.plan import Planner
from tertulia.exchange.planned import Planned
from tertulia.exchange.question import Question
from tertulia.exchange.records import CommentRecord
from tertulia.weblog.weblog import Weblog

_COLUMNS = {"name": "name", "email": "email", "url": "url", "text": "text", "date": "created_at"}


class CommentMerger:
    """Merges the comments of a batch."""

    def __init__(self, planner: Planner, weblog: Weblog, actor: User | None) -> None:
        self.planner, self.weblog, self.actor = planner, weblog, actor
        self.source = planner.report.format
        self._questions: list[Question] = []
        self._said: dict[int, Sayings] = {}

    def merge(self, planned: Sequence[Planned]) -> None:
        """Those that another source has brought."""
        again = [said for one in planned for said in one.again]
        if not again:
            return
        ids = [comment_id for _record, _key, comment_id in again]
        rows = Comment.objects.filter(id__in=ids).select_related("conversation__post", "member")
        comments = {comment.id: comment for comment in rows}
        origins: dict[int, list[Origin]] = {}
        for origin in Origin.objects.filter(comment__in=ids):
            origins.setdefault(origin.comment_id or 0, []).append(origin)
        kept: list[Origin] = []
        amendments = []
        for record, key, comment_id in again:
            comment, known = comments[comment_id], origins.get(comment_id, [])
            amendments.append(self._merge(record, key, comment, known, kept))
        amend_comments(amendments)
        self._ask(comments)
        Origin.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["comment", "source"],
            update_fields=["said"],
            batch_size=200,
        )

    def join(self, planned: Sequence[Planned]) -> None:
        """Say whom comments answer where the one or the other is known from another source."""
        answers = {
            (one.post_id, bare(key)): first_key(record.answers)
            for one in planned
            if one.post_id is not None
            for record, key in one.brought
            if record.answers
        }
        posts = {post_id for post_id, _key in answers}
        known = _ids_by_key(posts, self.source) if posts else {}
        pairs = {known[child]: known.get((child[0], parent)) for child, parent in answers.items() if child in known}
        rows = Comment.objects.filter(id__in=[pk for pk, above in pairs.items() if above], parent=None)
        lonely = rows.select_related("conversation__post")
        amend_comments([Amendment(one, {"parent_id": pairs[one.id]}) for one in lonely if pairs[one.id] != one.id])

    def _ask(self, comments: Mapping[int, Comment]) -> None:
        states = state_questions(comments.values(), self._said)
        hold_back([comments[one.comment_id] for one in states if one.comment_id], actor=self.actor)
        ask([*self._questions, *states])
        self._questions, self._said = [], {}

    def _merge(
        self, record: CommentRecord, key: str, comment: Comment, known: Sequence[Origin], kept: list[Origin]
    ) -> Amendment:
        sayings = Sayings(comment.source, _now(comment), known)
        better = sayings.add(self.source, self._says(record))
        better.pop("status", None)
        self._said[comment.id] = sayings
        if is_untouched(comment):
            self._questions += conflicts(comment, sayings)
        else:
            better = {name: value for name, value in better.items() if not sayings.now[name]}
        fields = {_COLUMNS[name]: value for name, value in better.items()}
        for name in ("old_id", "old_number"):
            if (old := getattr(record, name)) and not getattr(comment, name):
                fields[name] = old[:100]
        if comment.member is None and (member := self.planner.names.member_of(record.member)):
            fields["member"] = member
        kept += self._origins(key, comment, known, sayings, better.get("text", comment.text))
        return Amendment(comment, fields)

    def _origins(
        self, key: str, comment: Comment, known: Sequence[Origin], sayings: Sayings, text: str
    ) -> Iterator[Origin]:
        keys = {comment.source: comment.source_key, **{one.source: one.key for one in known}, self.source: key}
        about = {"weblog": self.weblog, "post_id": comment.conversation_id, "comment": comment}
        for source, their in keys.items():
            yield Origin(source=source, key=their, said=sayings.kept(source, text), **about)

    def _says(self, record: CommentRecord) -> dict[str, Any]:
        text = "\n\n".join(part for part in (record.title, record.text) if part)
        said = cleaned(Submission(name=words_of(record.name), email=record.email, text=text))
        return {
            "name": said.name[:255],
            "email": said.email[:254],
            "url": shown_url(record.url),
            "text": said.text,
            "date": self.planner.moment(record.date) if record.date else None,
            "status": state_said(self.source, record.kind, record.status),
        }


def _now(comment: Comment) -> dict[str, Any]:
    state = state_said(comment.source, comment.kind, comment.state)
    return {**{name: getattr(comment, column) for name, column in _COLUMNS.items()}, "status": state}


def _ids_by_key(posts: set[int], source: str) -> dict[tuple[int, str], int]:
    rows = Comment.objects.filter(conversation__in=posts, source=source)
    own = {(post_id, bare(key)): pk for post_id, key, pk in rows.values_list("conversation_id", "source_key", "id")}
    merged = Origin.objects.filter(post__in=posts, source=source, comment__isnull=False)
    for post_id, key, comment_id in merged.values_list("post_id", "key", "comment_id"):
        own[post_id, bare(key)] = comment_id
    return own
