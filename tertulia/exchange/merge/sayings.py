"""What each source says of one post or comment, and what the best of them is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tertulia.exchange.merge.ranks import best
from tertulia.exchange.origin import Origin

_MOMENTS = frozenset({"date"})


class Sayings:
    """What the sources of a thing say, by source. ``now`` is what the thing says as it stands; a source whose ``text``
    is not kept said the same."""

    def __init__(self, source: str, now: Mapping[str, Any], origins: Iterable[Origin]) -> None:
        self.now = dict(now)
        self.said = {source: dict(now), **{one.source: self._read(one) for one in origins}}

    def add(self, source: str, says: Mapping[str, Any]) -> dict[str, Any]:
        """Take in what another source says; answers what of it is better than what stands there."""
        self.said[source] = dict(says)
        chosen = {name: best(name, self.said) for name in says}
        return {
            name: value for name, (whose, value) in chosen.items() if whose == source and value != self.now.get(name)
        }

    def kept(self, source: str, text: str) -> dict[str, Any]:
        """What is to be kept of a source, where ``text`` is what is shown from now on."""
        says = {name: value for name, value in self.said[source].items() if value not in (None, "")}
        if says.get("text") == text:
            del says["text"]
        return {name: value.isoformat() if name in _MOMENTS else value for name, value in says.items()}

    def _read(self, origin: Origin) -> dict[str, Any]:
        said = {name: datetime.fromisoformat(v) if name in _MOMENTS else v for name, v in origin.said.items()}
        return {"text": self.now.get("text"), **said}
