"""What an archive says of what the weblog's texts link to."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import FLAG, MOMENT, SMALL, one_of, string

LINKS = Kind(
    "links",
    "What posts and comments link to, whether it was still there, and copies. Where each stands is in the texts.",
    fields(
        ("url", string(1000), "the address as it stands in the texts"),
        ("first_seen_at", MOMENT, "date of the oldest text that links there"),
        ("state", one_of("unknown", "living", "moved", "gone"), "what is known of it; moved: it leads elsewhere"),
        ("status", SMALL | None, "the last status of HTTP; null: none came"),
        ("said", string(300), "what was wrong the last time"),
        ("leads_to", string(2000), "where it led"),
        ("asked_at", MOMENT | None, "when it was asked for last"),
        ("failures", SMALL, "how often in a row it failed"),
        ("failing_since", MOMENT | None, "since when"),
        ("gone_at", MOMENT | None, "since when it is gone"),
        ("spared", FLAG, "whether the host has said that it is not gone"),
        ("title", string(500), "the title of the page when it was copied"),
        ("text", string(), "its words then"),
        ("copied_at", MOMENT | None, "when it was copied"),
        ("warc", string(255), "the answer as a WARC record, below `media/`; empty: none"),
    ),
)
