"""Whole conversations in memory, for those who look for the quotes of many comments at once: a few queries for all of
them, where each by itself asks as many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.said import Known, Said
from tertulia.conversation.sources import (
    FIELDS,
    MOST,
    Source,
    Sources,
    gone_in,
    post_said,
    posts_said,
    reworded_in,
    with_replies,
)
from tertulia.weblog.search import SearchText

# If there are more comments, they are searched for each quote instead.
LONGEST = 20_000


class Gathered:
    """What was said in these conversations of one weblog when this was made. Each text is read once, however many quote
    it. ``known`` is what was read before."""

    def __init__(self, weblog_id: int, conversations: Iterable[int], known: Known) -> None:
        self._weblog_id, self._conversations = weblog_id, sorted(set(conversations))
        comments = list(self._all.published().only(*FIELDS)[: LONGEST + 1])
        self._is_whole = len(comments) <= LONGEST
        self._comments = {comment.id: comment for comment in comments if self._is_whole}
        self._said: dict[int, list[Source]] = defaultdict(list)
        for source in with_replies(self._comments.values(), most=None, known=known):
            if source.comment:
                self._said[source.comment.id].append(source)

    def sources_for(self, conversation: int, answered: Comment | None, before: int | None) -> Sources:
        """What may be quoted there by what answers ``answered`` and has the number ``before``."""
        if not self._is_whole:
            return Sources(conversation, self._weblog_id, answered, before)
        return _SourcesInMemory(self, conversation, self._weblog_id, answered, before)

    def of(self, comment_id: int) -> list[Source]:
        """A published comment with the host's replies in it; nothing of any other."""
        return self._said.get(comment_id, [])

    def having(self, conversation: int, asked: Sequence[str]) -> set[int]:
        """The comments that have all these words."""
        found = self._by_word[conversation]
        rarest, *others = sorted((found.get(word, []) for word in asked), key=len)
        return set(rarest).intersection(*others)

    def number_of(self, comment_id: int) -> int:
        """Of a comment that is here."""
        return self._comments[comment_id].number or 0

    @cached_property
    def posts(self) -> dict[int, Source]:
        """What is discussed."""
        return {post.id: Source(post_said(post)) for post in posts_said(self._conversations)}

    @cached_property
    def gone(self) -> dict[int, list[Source]]:
        """What readers could see once and may not see now, newest first."""
        return _by_conversation(Source(Said(row.html), row) for row in gone_in(self._all))

    @cached_property
    def reworded(self) -> dict[int, list[Source]]:
        """What readers can still see that comments said before they were corrected, newest first."""
        return _by_conversation(Source(Said(row.html), row.comment) for row in reworded_in(self._all))

    @property
    def _all(self) -> CommentSet:
        return Comment.objects.filter(conversation__in=self._conversations)

    @cached_property
    def _by_word(self) -> dict[int, dict[str, list[int]]]:
        found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        rows = SearchText.objects.filter(kind="comment", object_id__in=self._all.values("id"))
        for comment_id, words in rows.values_list("object_id", "words").iterator(500):
            if comment := self._comments.get(comment_id):
                for word in set(words.split(" ")):
                    found[comment.conversation_id][word].append(comment_id)
        return found


def _by_conversation(sources: Iterable[Source]) -> dict[int, list[Source]]:
    found: dict[int, list[Source]] = defaultdict(list)
    for source in sources:
        if source.comment:
            found[source.comment.conversation_id].append(source)
    return found


class _SourcesInMemory(Sources):
    def __init__(
        self, gathered: Gathered, conversation: int, weblog_id: int, answered: Comment | None, before: int | None
    ) -> None:
        super().__init__(conversation, weblog_id, answered, before)
        self._gathered = gathered

    @cached_property
    def answered(self) -> list[Source]:
        known = self._gathered.of(self._answered.id) if self._answered else []
        return known or super().answered

    @cached_property
    def post(self) -> Source:
        return self._gathered.posts[self._post_id]

    @cached_property
    def gone(self) -> list[Source]:
        return self._earlier_of(self._gathered.gone)

    @cached_property
    def reworded(self) -> list[Source]:
        return self._earlier_of(self._gathered.reworded)

    def _found(self, alternatives: Sequence[Sequence[str]]) -> list[Source]:
        found = {one for asked in alternatives for one in self._gathered.having(self._post_id, asked)}
        numbers = sorted((self._gathered.number_of(one), one) for one in found)
        first = [one for number, one in numbers if self._before is None or number < self._before][:MOST]
        return [source for one in first for source in self._gathered.of(one)]

    def _earlier_of(self, sources: Mapping[int, list[Source]]) -> list[Source]:
        there, before = sources.get(self._post_id, []), self._before
        return [one for one in there if before is None or (one.comment and (one.comment.number or 0) < before)][:MOST]
