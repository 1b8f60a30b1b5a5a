"""What an archive says of what was said before."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import ID, MOMENT, one_of, string

COMMENT_REVISIONS = Kind(
    "comment-revisions",
    "What comments said before their authors corrected them, and edits that the host has not taken. The oldest first.",
    fields(
        ("comment", ID, "`id` of the comment"),
        (
            "standing",
            one_of("open", "hidden", "waiting", "refused"),
            "open: readers may read it; hidden: replaced before anybody could answer; others were never shown",
        ),
        ("text", string(), "as typed"),
        ("html", string(), "as shown"),
        ("at", MOMENT, "when it was written"),
        ("why", string(), "why it waits"),
    ),
)
