"""Where in a conversation the source of a quote may be: the comment that is answered, the post, and what a search
finds, so that a quote costs the same in a conversation of ten comments and of ten thousand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from django.db.models import QuerySet
from django.utils.functional import cached_property

from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.said import Known
from tertulia.lib.folding import bare
from tertulia.lib.prepared import Given, Question
from tertulia.lib.said import Said
from tertulia.lib.words import words
from tertulia.weblog import search
from tertulia.weblog.post import Post

MOST = 40
_MOST_NAMES = 2_000
_LONGEST_POST = 500_000
FIELDS = ("number", "name", "state", "html", "first_id", "old_id", "conversation")


@dataclass(frozen=True)
class Source:
    """Something that may be quoted: a comment, a host's ``reply`` in it, or (without a comment) the post."""

    said: Said
    comment: Comment | None = None
    reply: HostReply | None = None

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return (self.comment is None or self.comment.is_public) and not (self.reply and self.reply.withdrawn)


class Sources:
    """What may be quoted by a comment or reply under a post that answers ``answered``: what has a number below
    ``before``, if that is given."""

    def __init__(self, post_id: int, weblog_id: int, answered: Comment | None, before: int | None = None) -> None:
        self._post_id, self._weblog_id, self._answered, self._before = post_id, weblog_id, answered, before

    @cached_property
    def names(self) -> list[str]:
        """Who has said anything."""
        rows = Comment.objects.filter(conversation=self._post_id, state=CommentState.PUBLISHED)
        return list(rows.order_by().values_list("name", flat=True).distinct()[:_MOST_NAMES])

    @cached_property
    def answered(self) -> list[Source]:
        """The comment that is answered, with the host's replies in it."""
        return [*with_replies([self._answered])] if self._answered else []

    @cached_property
    def post(self) -> Source:
        """The post."""
        [post] = _of_post.all(post=self._post_id)
        return Source(post_said(post))

    def post_having(self, quoted: str) -> list[Source]:
        """The post; not if it is known that it has not the longest words of a quote."""
        return [self.post]

    def having_all(self, quoted: str) -> list[Source]:
        """Comments that have the longest words of a quote, in the order of their numbers."""
        asked = longest(quoted)[:4]
        return self._found([asked]) if asked else []

    def having_most(self, quoted: str) -> list[Source]:
        """Comments that have all but two of the longest words of a quote."""
        asked = longest(quoted)[:6]
        return self._found([*combinations(asked, max(len(asked) - 2, 2))])

    @cached_property
    def gone(self) -> list[Source]:
        """What readers could see once and may not see now."""
        rows = self._earlier(gone_in(Comment.objects.filter(conversation=self._post_id)))
        return [Source(Said(row.html), row) for row in rows[:MOST]]

    @cached_property
    def reworded(self) -> list[Source]:
        """What readers can still see that a comment said before its author corrected it."""
        rows = reworded_in(self._earlier(Comment.objects.filter(conversation=self._post_id)))
        return [Source(Said(row.html), row.comment) for row in rows[:MOST]]

    def _found(self, alternatives: Sequence[Sequence[str]]) -> list[Source]:
        ids = search.matching(self._weblog_id, "comment", alternatives).values("object_id")
        rows = Comment.objects.published().filter(conversation=self._post_id, id__in=ids)
        return [*with_replies(self._earlier(rows).only(*FIELDS)[:MOST])] if alternatives else []

    def _earlier(self, rows: CommentSet) -> CommentSet:
        return rows if self._before is None else rows.filter(number__lt=self._before)


def gone_in(comments: CommentSet) -> CommentSet:
    """Those of these comments that readers could see once and may not see now, newest first."""
    return comments.filter(number__isnull=False).exclude(state=CommentState.PUBLISHED).order_by("-number").only(*FIELDS)


def reworded_in(comments: CommentSet) -> "QuerySet[CommentRevision]":
    """What of these comments readers can still see that was said before a correction, newest first."""
    rows = CommentRevision.objects.filter(comment__in=comments.values("id"), standing=Standing.OPEN)
    return rows.select_related("comment").order_by("-id")


def posts_said(ids: Iterable[int]) -> "QuerySet[Post]":
    """Posts with nothing but their words."""
    return Post.objects.filter(id__in=ids).only("body_html", "extended_html")


def post_said(post: Post) -> Said:
    """What a post says."""
    return Said(post.html[:_LONGEST_POST])


def with_replies(comments: Iterable[Comment], most: int | None = MOST, known: Known | None = None) -> Iterator[Source]:
    """Comments with the host's replies in them, of which there are ``most`` altogether; ``known`` is what was read of
    them before."""
    there, said = {comment.id: comment for comment in comments}, known or Known()
    if not there:
        return
    inside: dict[int, list[HostReply]] = {}
    for reply in islice(HostReply.objects.filter(comment__in=there, withdrawn=False), most):
        inside.setdefault(reply.comment_id, []).append(reply)
    for comment in there.values():
        yield Source(said(comment), comment)
        yield from (Source(said(reply), comment, reply) for reply in inside.get(comment.id, ()))


def longest(quoted: str) -> list[str]:
    """The words of a quote, the longest first."""
    return sorted(dict.fromkeys(words(bare(quoted))), key=len, reverse=True)


_of_post = Question(lambda: Post.objects.filter(id=Given("post")).only("body_html", "extended_html"))
