"""How many examples a rule is tried with."""

import os

_SHARE = 1 if "SOAK" in os.environ else 4 if "DATABASE_URL" in os.environ else 2


def examples(many: int) -> int:
    """All of them with ``SOAK``, otherwise half; on PostgreSQL a quarter: by then the rule has been tried, and is asked
    what the other database minds."""
    return max(2, many // _SHARE)
