from tertulia.outbox.event import Event
from tertulia.outbox.message import Message

__all__ = ["Event", "Message"]
