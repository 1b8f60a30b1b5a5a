"""Conversations in memory, for those who look for the quotes of many comments at once: a few queries for all of them,
where each by itself asks as many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.utils.functional import cached_property

from tertulia.conversation.comment import Comment
from tertulia.conversation.said import Known
from tertulia.conversation.sources import MOST, Source, Sources, longest

# So few are looked through for each quote; of more it is kept which words each of them has.
FEW = 40


class Together:
    """What was said in conversations of one weblog, as ``sources``: published comments with the host's replies in them.
    Each text is read once, however many quote it."""

    def __init__(self, weblog_id: int, sources: Iterable[Source]) -> None:
        self._weblog_id = weblog_id
        self._comments: dict[int, Comment] = {}
        self._said: dict[int, list[Source]] = defaultdict(list)
        for source in sources:
            if source.comment:
                self._comments[source.comment.id] = source.comment
                self._said[source.comment.id].append(source)

    def sources_for(self, conversation: int, answered: Comment | None, before: int | None) -> Sources:
        """What may be quoted there by what answers ``answered`` and has the number ``before``."""
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

    def post(self, conversation: int) -> Source:
        """What is discussed there."""
        raise NotImplementedError

    def may_post_have(self, asked: Sequence[str]) -> bool:
        """False if it is known that what is discussed has not all these words."""
        return True

    def gone(self, conversation: int) -> Sequence[Source]:
        """What readers could see once and may not see now, newest first."""
        return ()

    def reworded(self, conversation: int) -> Sequence[Source]:
        """What readers can still see that comments said before they were corrected, newest first."""
        return ()

    def _words(self) -> Iterable[tuple[int, str]]:
        # The words by which comments are found, by their ids.
        raise NotImplementedError

    @cached_property
    def _by_word(self) -> dict[int, dict[str, list[int]]]:
        found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for comment_id, words in self._words():
            if comment := self._comments.get(comment_id):
                here = found[comment.conversation_id]
                for word in set(words.split(" ")):
                    here[word].append(comment_id)
        return found


class Brought(Together):
    """One conversation that an import brings whole and that nobody has seen yet: all its published ``comments``, with
    the words by which each is found; ``words`` are those of the post, if they are known."""

    def __init__(
        self, post: Source, words: str, weblog_id: int, comments: Sequence[tuple[Comment, str]], known: Known
    ) -> None:
        super().__init__(weblog_id, (Source(known(comment), comment) for comment, _words in comments))
        self._found_by = comments
        self._post, self._post_words = post, words

    def having(self, conversation: int, asked: Sequence[str]) -> set[int]:
        if len(self._found_by) > FEW:
            return super().having(conversation, asked)
        return {comment.id for comment, words in self._found_by if _has(words, asked)}

    def may_post_have(self, asked: Sequence[str]) -> bool:
        return not self._post_words or _has(self._post_words, asked)

    def post(self, conversation: int) -> Source:
        return self._post

    def _words(self) -> Iterator[tuple[int, str]]:
        return ((comment.id, words) for comment, words in self._found_by)


def _has(words: str, asked: Sequence[str]) -> bool:
    # As an index keeps them.
    around = f" {words} "
    return all(f" {word} " in around for word in asked)


class _SourcesInMemory(Sources):
    def __init__(
        self, together: Together, conversation: int, weblog_id: int, answered: Comment | None, before: int | None
    ) -> None:
        super().__init__(conversation, weblog_id, answered, before)
        self._together = together

    @cached_property
    def answered(self) -> list[Source]:
        known = self._together.of(self._answered.id) if self._answered else []
        return known or super().answered

    @cached_property
    def post(self) -> Source:
        return self._together.post(self._post_id)

    def post_having(self, quoted: str) -> list[Source]:
        return [self.post] if self._together.may_post_have(longest(quoted)[:4]) else []

    @cached_property
    def gone(self) -> list[Source]:
        return self._earlier_of(self._together.gone(self._post_id))

    @cached_property
    def reworded(self) -> list[Source]:
        return self._earlier_of(self._together.reworded(self._post_id))

    def _found(self, alternatives: Sequence[Sequence[str]]) -> list[Source]:
        found = {one for asked in alternatives for one in self._together.having(self._post_id, asked)}
        numbers = sorted((self._together.number_of(one), one) for one in found)
        first = [one for number, one in numbers if self._before is None or number < self._before][:MOST]
        return [source for one in first for source in self._together.of(one)]

    def _earlier_of(self, there: Sequence[Source]) -> list[Source]:
        before = self._before
        return [one for one in there if before is None or (one.comment and (one.comment.number or 0) < before)][:MOST]
