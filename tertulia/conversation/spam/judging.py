"""Judge what arrives, through whichever door: comments, pings, mentions."""

from typing import Protocol

from tertulia.conversation import token
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.spam.circumstances import sender
from tertulia.conversation.spam.counts import number_of
from tertulia.conversation.spam.memory import recall
from tertulia.conversation.spam.noticed import noticed
from tertulia.conversation.spam.repetition import repetitions
from tertulia.conversation.spam.score import Score, weigh
from tertulia.conversation.submission import Submission


class Said(Protocol):
    """What a comment and a submission have alike."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def circumstances(self) -> str: ...
    @property
    def ip(self) -> str | None: ...


def circumstances_of(conversation: Conversation, said: Submission) -> str:
    """How a new comment comes, with spaces between."""
    hasty = {"?fast"} if token.is_hasty(said.token, conversation) else set()
    return " ".join(sorted({*said.circumstances.split(), *hasty, *repetitions(conversation.pk, said.text)}))


def noticed_of(said: Said) -> frozenset[str]:
    """Everything that is noticed of a cleaned submission, or of a comment that is here already."""
    words = noticed(said.text, name=said.name, url=said.url)
    return words.union(said.circumstances.split()) | sender(name=said.name, email=said.email, ip=said.ip)


def judge(things: frozenset[str]) -> Score:
    """How much that is like spam, by all that was decided here up to now. One query."""
    return weigh(things, recall(map(number_of, things)))
