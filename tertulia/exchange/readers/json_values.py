"""Values of a JSON file that may be of any kind, as those that are looked for."""

from tertulia.lib import text

LONGEST_TEXT = 4_000_000
_LONGEST_WORD = 2000


def word(value: object) -> str:
    """One line of text, or a number as text; empty for anything else."""
    if isinstance(value, str):
        return " ".join(text.clean(value).split())[:_LONGEST_WORD]
    return str(value)[:_LONGEST_WORD] if isinstance(value, int | float) and not isinstance(value, bool) else ""


def words(value: object) -> str:
    """A text of any length; empty for anything else."""
    return text.clean(value).strip() if isinstance(value, str) else ""


def fields(value: object) -> dict[str, object]:
    """The members of an object; none for anything else."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[object]:
    """The items of a list; none for anything else."""
    return value if isinstance(value, list) else []


def is_true(value: object) -> bool:
    """Whether it says yes, as programs and databases write that."""
    return value is True or value == 1 or value in ("1", "true")


def count(value: object) -> int:
    """A number of things; 0 for anything else."""
    sound = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 31
    return int(value) if sound else 0  # type: ignore[call-overload]
