"""They correct themselves."""

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.editing import accept_edit, edit_comment, refuse_edit
from tertulia.conversation.posting import Refused, Submission
from tertulia.conversation.retracting import reinstate, retract
from tests.publishing.people import People, picks


class Correctors(People):
    """Authors of comments see to them, and the host to their edits."""

    @rule(pick=picks, verb=st.sampled_from([retract, retract, reinstate]))
    def withdraw_a_comment(self, pick: int, verb: Any) -> None:
        if comments := self.comments():
            verb(comments[pick % len(comments)])

    @rule(pick=picks, link=st.booleans())
    def edit_a_comment(self, pick: int, link: bool) -> None:
        if comments := self.comments():
            words = f"Edited {pick}. {'[url=https://a.example]letters[/url]' if link else ''}"
            with suppress(Refused):
                edit_comment(comments[pick % len(comments)], Submission(text=words))

    @rule(pick=picks, verb=st.sampled_from([accept_edit, refuse_edit]))
    def decide_about_an_edit(self, pick: int, verb: Any) -> None:
        here = CommentRevision.objects.waiting().filter(comment__conversation__post__weblog=self.weblog)
        if waiting := list(here):
            verb(waiting[pick % len(waiting)], actor=self.host.user)
