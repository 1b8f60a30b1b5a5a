"""Which state a post has that pieces have in several, whichever came first.

What one of them keeps back readers do not see, as it may have been taken back for a reason: a saved page proves no
more than that it was public then. But what was scheduled and has a page was published as planned; and bare text tells
nothing of a state."""

from tertulia.exchange.merge.ranks import best
from tertulia.exchange.merge.sayings import Sayings
from tertulia.weblog.post import Status

# Of which there is a state at all.
_SILENT = "text"
_PLANNED = (Status.SCHEDULED, Status.PUBLISHED)


def state_said(source: str, status: str) -> str:
    """What a source tells of the state of a post; empty if it cannot know."""
    return "" if source == _SILENT else status


def merged_state(sayings: Sayings) -> str:
    """The state that it has by all of them; empty if none knows."""
    said = _said(sayings)
    if {*said.values()} <= {*_PLANNED}:
        return Status.PUBLISHED if Status.PUBLISHED in said.values() else next(iter(said.values()), "")
    held = {source: {"status": state} for source, state in said.items() if state != Status.PUBLISHED}
    return str(best("status", held)[1])


def is_open_to_doubt(sayings: Sayings) -> bool:
    """Whether one of them shows it to readers and another keeps it back."""
    states = {*_said(sayings).values()}
    return Status.PUBLISHED in states and not states <= {*_PLANNED}


def _said(sayings: Sayings) -> dict[str, str]:
    return {source: one["status"] for source, one in sayings.said.items() if one.get("status")}
