"""They say of comments what readers see beside them."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation.answering_apart import answer_apart
from tertulia.conversation.comment import PLACED
from tertulia.conversation.mark import Mark, MarkKind
from tertulia.conversation.marking import bring_back, mark, unmark
from tertulia.conversation.noting import pin_note
from tests.publishing.people import People, picks


class Hosts(People):
    """The host picks, confirms, corrects, wants to find out and finds out; and thinks again."""

    @rule(pick=picks, kind=st.sampled_from(MarkKind), other=picks, elsewhere=st.booleans())
    def mark_a_comment(self, pick: int, kind: MarkKind, other: int, elsewhere: bool) -> None:
        if comments := self.comments():
            link = "https://register.example/" if elsewhere else f"#{other % 5}" if other % 4 else ""
            with suppress(ValidationError):
                mark(comments[pick % len(comments)], kind, actor=self.host.user, link=link)

    @rule(pick=picks, words=st.sampled_from(["I have asked.", "> the mud in the harbour\n\nSo it is."]))
    def answer_what_nobody_sees(self, pick: int, words: str) -> None:
        hidden = [comment for comment in self.comments() if comment.state not in PLACED]
        if hidden:
            with suppress(ValidationError):
                answer_apart(hidden[pick % len(hidden)], words, member=self.host, by_name=bool(pick % 2))

    @rule(pick=picks, again=st.booleans())
    def take_a_mark_back(self, pick: int, again: bool) -> None:
        here = Mark.objects.filter(comment__conversation__post__weblog=self.weblog).select_related("comment")
        if marks := list(here):
            one = marks[pick % len(marks)]
            unmark(one.comment, one.kind, actor=self.host.user)
            if again:
                bring_back(one.comment, one.kind, one.state, actor=self.host.user)

    @rule(pick=picks, words=st.sampled_from(["", "Be kind.", "Be brief, too."]))
    def pin_a_note(self, pick: int, words: str) -> None:
        if post := self.any_post(pick):
            pin_note(post, words, actor=self.host.user)
