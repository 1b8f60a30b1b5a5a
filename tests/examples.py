"""How many examples a rule is tried with."""

import os

_IS_SQLITE = "DATABASE_URL" not in os.environ


def examples(many: int) -> int:
    """So many on SQLite, and a third on PostgreSQL: by then the rule has been tried, and is asked what the other
    database minds."""
    return many if _IS_SQLITE else max(2, many // 3)
