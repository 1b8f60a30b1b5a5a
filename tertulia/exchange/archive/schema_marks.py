"""What an archive says of the host's marks, and of notes over conversations."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import ID, MOMENT, SLUG, one_of, string

MARKS = Kind(
    "marks",
    "What the host marks of comments: picks, what is confirmed or corrected, questions to find out.",
    fields(
        ("comment", ID, "`id` of the comment"),
        ("kind", one_of("picked", "confirmed", "corrected", "question"), "what is said of it"),
        (
            "state",
            one_of("none", "set", "open", "answered"),
            "none: it was taken back; open and answered: of questions",
        ),
        ("by", ID | None, "`id` of the comment that confirms, corrects or answers it"),
        ("by_reply", ID | None, "`id` of the reply that does"),
        ("url", string(2000), "address of a page elsewhere that does"),
        ("note", string(500), "a few words of the host beside it"),
        ("at", MOMENT, "when it was last changed"),
    ),
)
STANDING_NOTES = Kind(
    "standing-notes",
    "The wordings of the note over conversations that have none of their own, the oldest first.",
    fields(
        ("text", string(), "as typed; empty: the note was taken down"),
        ("at", MOMENT, "when"),
    ),
)
NOTES = Kind(
    "notes",
    "The wordings of notes over conversations, the oldest first. The last one is shown, unless it is empty.",
    fields(
        ("conversation", ID, "`id` of the post"),
        ("member", SLUG | None, "`slug` of the member who wrote it"),
        ("name", string(255), "their name when they wrote it"),
        ("text", string(), "as typed; empty: the note was taken down"),
        ("html", string(), "as shown"),
        ("at", MOMENT, "when"),
    ),
)
