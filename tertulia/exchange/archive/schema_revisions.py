"""What an archive says of what was said before."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import FLAG, ID, LARGEST_COUNT, MOMENT, number, one_of, string

POST_REVISIONS = Kind(
    "post-revisions",
    "What posts said before, as far as readers could read it. The oldest first.",
    fields(
        ("post", ID, "`id` of the post"),
        ("number", number(LARGEST_COUNT, 1), "counts its wordings"),
        ("title", string(), "its title then"),
        ("body", string(), "the text as typed"),
        ("extended", string(), "what followed it, as typed"),
        ("format", one_of("html", "lines", "markdown"), "how they were typed"),
        ("since", MOMENT, "when readers first could read it"),
        ("until", MOMENT, "when it was changed"),
        ("minor", FLAG, "whether that change was a minor one, of which readers were not told"),
        ("actor_name", string(255), "who changed it"),
    ),
)
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
REPLY_REVISIONS = Kind(
    "reply-revisions",
    "What the host's replies said before, as far as readers can read it. The oldest first.",
    fields(
        ("reply", ID, "`id` of the reply"),
        ("text", string(), "as typed"),
        ("at", MOMENT, "when it was written"),
    ),
)
