"""What a piece leaves open about the comments that it brings, and the host's answers that it has found inside them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.imported_replies import ImportedReply, add_replies
from tertulia.conversation.signing import signer
from tertulia.exchange.asking import ask, doubts_of
from tertulia.exchange.plan import Planner
from tertulia.exchange.planned import Planned
from tertulia.exchange.question import Question, QuestionKind
from tertulia.exchange.records import CommentRecord
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

_New = list[tuple[Comment, CommentRecord]]


class Doubts:
    """Keeps them, batch by batch."""

    def __init__(self, planner: Planner, weblog: Weblog) -> None:
        self.planner, self.weblog = planner, weblog
        self.source = planner.report.format

    def keep(self, said: Sequence[tuple[Post, Planned]], made: Sequence[Comment]) -> None:
        """The replies and questions of comments that are new (``made``)."""
        brought = [record for _post, one in said for record, _key in one.comments]
        if not any(record.doubts or record.replies for record in brought) and not any(one.doubles for _, one in said):
            return
        rows = {(comment.conversation_id, comment.source_key): comment for comment in made}
        new = [(rows[post.id, key], record) for post, one in said for record, key in one.comments]
        replies = self._replies([(comment, record) for comment, record in new if record.replies])
        questions = [
            question
            for comment, record in new
            for question in doubts_of(self.weblog, comment, record, replies.get(comment.id, ()))
        ]
        doubles = [(rows[post.id, key], other) for post, one in said for key, other in one.doubles.items()]
        ask([*questions, *self._doubles(doubles)])

    def _replies(self, new: _New) -> dict[int, list[HostReply]]:
        members = list(self.weblog.members.all()) if new else []
        brought = [
            ImportedReply(
                comment,
                self.planner.moment(reply.date) if reply.date else comment.created_at,
                reply.text,
                name=reply.name or reply.sign,
                sign=reply.sign,
                member=signer(members, reply.name, reply.sign),
            )
            for comment, record in new
            for reply in record.replies
        ]
        found: dict[int, list[HostReply]] = {}
        for row in add_replies(brought) if brought else ():
            found.setdefault(row.comment_id, []).append(row)
        return found

    def _doubles(self, doubles: Sequence[tuple[Comment, int]]) -> Iterator[Question]:
        others = Comment.objects.in_bulk([other for _comment, other in doubles])
        for comment, other_id in doubles:
            other = others[other_id]
            yield Question(
                weblog=self.weblog,
                post_id=comment.conversation_id,
                comment=comment,
                other=other,
                kind=QuestionKind.TWICE,
                sentence=_("Two pieces have the same few words within one minute, under two names."),
                choices=[other.name, comment.name],
                evidence=[_side(other), _side(comment)],
            )


def _side(comment: Comment) -> dict[str, str]:
    return {"source": comment.source, "text": f"{comment.name}: {comment.text}"}
