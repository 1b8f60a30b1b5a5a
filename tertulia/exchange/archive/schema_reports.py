"""What an archive says of what readers have reported."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import ID, IP, MOMENT, one_of, string

REPORTS = Kind(
    "reports",
    "What readers have reported of comments. The oldest first.",
    fields(
        ("comment", ID, "`id` of the comment"),
        ("reason", one_of("spam", "attack", "private", "pretence", "law", "other"), "what is wrong with it"),
        ("text", string(), "what they said"),
        ("email", string(254), "their address if they gave it; never shown to readers"),
        ("ip", IP | None, "where it came from; null after 30 days"),
        ("at", MOMENT, "when"),
        ("settled_at", MOMENT | None, "the moment of the decision that settled it; null: it is open"),
    ),
)
