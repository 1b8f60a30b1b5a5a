"""Somebody wishes to be forgotten, and may think better of it."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.erasure import What, waiting
from tertulia.exchange.person.person import person_of_comment
from tests.publishing.people import People, picks


class Leavers(People):
    """They leave, and come back."""

    @rule(pick=picks, what=st.sampled_from(What))
    def leave(self, pick: int, what: str) -> None:
        if comments := [comment for comment in self.comments() if not comment.erased]:
            person = person_of_comment(self.weblog, comments[pick % len(comments)].id)
            assert person
            # The host stays.
            with suppress(ValidationError):
                erase(person, what, actor=None)

    @rule(pick=picks)
    def come_back(self, pick: int) -> None:
        if asked := list(waiting(self.weblog).order_by("id")):
            take_back(asked[pick % len(asked)], actor=None)
