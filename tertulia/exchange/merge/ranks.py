"""Which piece knows what better: a choice among all that was said, so that the order of imports does not matter."""

from collections.abc import Mapping
from typing import Any

# An export has the text as typed and dates to the second; a page what was made of them; bare text the least.
_EXACT = ("mt", "wxr", "ghost", "blogger", "disqus", "isso", "remark42")
_SHOWN = ("capture", "text")
# The name that readers knew somebody by stands on the page; an export may have that of an account.
_AS_SHOWN = frozenset({"author", "kind", "name"})

Sayings = Mapping[str, Mapping[str, Any]]


def best(field: str, said: Sayings) -> tuple[str, Any]:
    """The source that knows a field best, and what it says; ("", None) if none says anything."""
    saying = {source: one[field] for source, one in said.items() if one.get(field) not in (None, "")}
    if not saying:
        return "", None
    source = min(saying, key=lambda source: (_rank(field, source, saying[source]), source))
    return source, saying[source]


def _rank(field: str, source: str, value: Any) -> tuple[int, int]:
    place = _EXACT.index(source) if source in _EXACT else len(_EXACT)
    derived = _SHOWN.index(source) + 1 if source in _SHOWN else 0
    if field in _AS_SHOWN:
        return {"capture": 0, "text": 2}.get(source, 1), place
    if field == "date" and not value.second:
        # A date of minutes is one to the second, shortened.
        return derived + len(_SHOWN) + 1, place
    return derived, place
