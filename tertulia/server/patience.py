"""Patience: how long a client may keep a connection without using it, so that stuck ones take nothing from others.

An open connection costs no thread, only a file of the system's and some memory; but those have an end too."""

from dataclasses import dataclass

# What of a request is awaited.
NOTHING, HEAD, BODY = "nothing", "head", "body"

SECONDS_TO_BEGIN = 20.0
SLOWEST_BYTES_A_SECOND = 512
SECONDS_TO_TAKE_THE_NEXT_64_KB = 60.0
SECONDS_BETWEEN_REQUESTS = 60.0


@dataclass(slots=True)
class Wait:
    """What a connection waits for, and since when (in seconds of the event loop); ``moved`` bytes came since then.
    ``paused_at``: the client does not take what we send."""

    since: float
    what: str = HEAD
    moved: int = 0
    paused_at: float | None = None

    def begin(self, what: str, now: float) -> None:
        """From now on wait for ``what``."""
        self.what, self.since, self.moved = what, now, 0

    def is_too_long(self, now: float, *, is_ours: bool) -> bool:
        """Whether it is time to end the connection. ``is_ours``: the client waits for us."""
        if self.paused_at is not None:
            return now - self.paused_at > SECONDS_TO_TAKE_THE_NEXT_64_KB
        waited = now - self.since
        if self.what != NOTHING:
            return waited > SECONDS_TO_BEGIN + self.moved / SLOWEST_BYTES_A_SECOND
        return not is_ours and waited > SECONDS_BETWEEN_REQUESTS
