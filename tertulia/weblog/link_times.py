"""When a link is asked for: seldom, and not all at once."""

import random
from datetime import datetime, timedelta

from tertulia.lib import clock

# After its text is published: whoever took it back at once should not have sent anybody anywhere.
FIRST = timedelta(minutes=10)
LIVING = timedelta(days=30)
FAILING = timedelta(days=10)
GONE = timedelta(days=90)

# A link is gone if it failed so often over so long. One failure may be a bad hour, two a bad week.
FAILURES = 3
FAILING_FOR = timedelta(days=20)

# Between two requests to one host.
PAUSE = timedelta(seconds=10)


def after(pause: timedelta) -> datetime:
    """A moment about ``pause`` from now; what began together drifts apart."""
    return clock.now() + pause * random.uniform(0.85, 1.15)  # noqa: S311
