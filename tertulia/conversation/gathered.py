"""Whole conversations, read from the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.utils.functional import cached_property

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.said import Known
from tertulia.conversation.sources import (
    FIELDS,
    Source,
    Sources,
    gone_in,
    post_said,
    posts_said,
    reworded_in,
    with_replies,
)
from tertulia.conversation.together import Together
from tertulia.lib.said import Said
from tertulia.weblog.search import SearchText

# If there are more comments, they are searched for each quote instead.
LONGEST = 20_000


class Gathered(Together):
    """What was said in these conversations of one weblog when this was made; ``known`` is what was read before."""

    def __init__(self, weblog_id: int, conversations: Iterable[int], known: Known) -> None:
        self._conversations = sorted(set(conversations))
        comments = list(self._all.published().only(*FIELDS)[: LONGEST + 1])
        self._is_whole = len(comments) <= LONGEST
        super().__init__(weblog_id, with_replies(comments if self._is_whole else (), most=None, known=known))

    def sources_for(self, conversation: int, answered: Comment | None, before: int | None) -> Sources:
        """The same, from the database if there is too much."""
        if not self._is_whole:
            return Sources(conversation, self._weblog_id, answered, before)
        return super().sources_for(conversation, answered, before)

    def post(self, conversation: int) -> Source:
        return self._posts[conversation]

    def gone(self, conversation: int) -> Sequence[Source]:
        return self._gone.get(conversation, ())

    def reworded(self, conversation: int) -> Sequence[Source]:
        return self._reworded.get(conversation, ())

    def _words(self) -> Iterator[tuple[int, str]]:
        rows = SearchText.objects.filter(kind="comment", object_id__in=self._all.values("id"))
        return rows.values_list("object_id", "words").iterator(500)

    @cached_property
    def _posts(self) -> dict[int, Source]:
        return {post.id: Source(post_said(post)) for post in posts_said(self._conversations)}

    @cached_property
    def _gone(self) -> dict[int, list[Source]]:
        return _by_conversation(Source(Said(row.html), row) for row in gone_in(self._all))

    @cached_property
    def _reworded(self) -> dict[int, list[Source]]:
        return _by_conversation(Source(Said(row.html), row.comment) for row in reworded_in(self._all))

    @property
    def _all(self) -> CommentSet:
        return Comment.objects.filter(conversation__in=self._conversations)


def _by_conversation(sources: Iterable[Source]) -> dict[int, list[Source]]:
    found: dict[int, list[Source]] = defaultdict(list)
    for source in sources:
        if source.comment:
            found[source.comment.conversation_id].append(source)
    return found
