"""They correct themselves."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation.retracting import reinstate, retract
from tests.publishing.writers import People, picks


class Correctors(People):
    """Authors of comments see to them."""

    @rule(pick=picks, verb=st.sampled_from([retract, retract, reinstate]))
    def withdraw_a_comment(self, pick: int, verb: object) -> None:
        if comments := self.comments():
            (reinstate if verb is reinstate else retract)(comments[pick % len(comments)])
