"""What happened → who reacts, later, in the worker. The one place that lists every slow effect of a write."""

from collections.abc import Mapping, Sequence

from tertulia.outbox.worker import Reaction

REACTIONS: Mapping[str, Sequence[Reaction]] = {}
