"""What an archive holds of how the pieces of a weblog were put together again."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import ID, SAID, string

ORIGINS = Kind(
    "origins",
    "Where posts and comments came from that several imports have brought: a record for each source.",
    fields(
        ("post", ID, "`id` of the post"),
        ("comment", ID | None, "`id` of the comment, if it is about one"),
        ("source", string(20), "which kind of export"),
        ("key", string(2000), "which post or comment of that export it was"),
        ("said", SAID, "what that export says of it; without `text`, if that is shown"),
    ),
)
