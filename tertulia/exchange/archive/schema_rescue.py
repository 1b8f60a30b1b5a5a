"""What an archive holds of how the pieces of a weblog were put together again."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import COUNT, FLAG, ID, MOMENT, SAID, SIDES, one_of, string, strings

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
QUESTIONS = Kind(
    "questions",
    "What those imports leave open, and what the host has answered. In the order in which it was asked.",
    fields(
        ("post", ID, "`id` of the post"),
        ("comment", ID | None, "`id` of the comment, if it is about one"),
        ("reply", ID | None, "`id` of the host's reply, if it is about one"),
        ("other", ID | None, "`id` of the second comment that it is about"),
        ("kind", one_of("author", "name", "cut", "host", "text", "twice", "title", "status", "same"), "what is asked"),
        ("sentence", string(), "what speaks for and against, for people"),
        ("choices", strings(0), "likely answers"),
        ("evidence", SIDES, "what each source has: `source` and `text`"),
        ("hides", FLAG, "whether its comment is held because of it"),
        ("answer", string(500), "what the host said"),
        ("answered_by", string(255), "who"),
        ("answered_at", MOMENT | None, "when; null: it is open"),
        ("reason", string(), "why"),
    ),
)
CLAIMS = Kind(
    "claims",
    "What saved pages say of posts, to be checked against what was found.",
    fields(
        ("source", string(20), "which kind of import it comes from"),
        ("path", string(2000), "the address of the post without the host"),
        ("url", string(2000), "its whole old address"),
        ("comments", COUNT | None, "how many comments it has by that"),
        ("before", string(2000), "the address of the post before it"),
        ("after", string(2000), "the address of the post after it"),
        ("posts", COUNT | None, "if it is the address of a month: how many posts that had at least"),
    ),
)
