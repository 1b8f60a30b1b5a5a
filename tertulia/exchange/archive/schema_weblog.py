"""What an archive says of the weblog itself: its settings, people, headings and pictures."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import (
    COUNT,
    FLAG,
    LANGUAGE,
    MOMENT,
    SIDEBAR,
    SLUG,
    SMALL,
    WIDTHS,
    number,
    one_of,
    string,
    strings,
)

WEBLOG = Kind(
    "weblog",
    "The weblog itself: one record.",
    fields(
        ("slug", string(100), "the first part of its addresses"),
        ("title", string(255), "what it is called"),
        ("tagline", string(500), "a line below the title"),
        ("about", string(), "a few words about it, as typed (like a comment)"),
        ("about_html", string(), "the same as shown"),
        ("photo", string(255) | None, "`file` of the picture beside these words"),
        ("language", LANGUAGE, "language of its pages (BCP 47)"),
        ("timezone", string(60), "time zone of its dates (IANA)"),
        ("posts_per_page", SMALL, "how many posts a list shows at once"),
        ("sidebar", SIDEBAR, "its sidebar from top to bottom: each module has a `kind`, a list of links also `links`"),
        (
            "hosts",
            strings(255),
            "the host names that it had before it came here: what its texts link to there, leads here",
        ),
        ("keeps_links", FLAG, "whether what is linked to is asked for, copied, and marked if it is gone"),
        ("created_at", MOMENT, "when it began; lasting names are made of it (ids in feeds)"),
    ),
    most=1,
)
POLICY = Kind(
    "policy",
    "How it is discussed: one record, or none if nothing was ever changed.",
    fields(
        ("open_by_default", FLAG, "whether posts take comments"),
        ("close_after_days", COUNT | None, "after how many days conversations close; null: never"),
        ("moderation", one_of("always", "newcomers", "never"), "whose comments wait for the host"),
        ("depth", SMALL, "how deep answers are nested; 0: not at all"),
        ("order", one_of("oldest", "newest"), "which comment is shown first"),
        ("per_page", COUNT, "comments on one page; 0: all"),
        ("reasons", string(), "what moderators choose from as a reason, one a line; empty: the list to begin with"),
        ("show_reasons", FLAG, "whether authors see why their comment was judged so"),
        ("edit_minutes", SMALL, "for how many minutes a comment may be corrected without history"),
        ("sign_in", FLAG, "whether readers may have accounts and sign in"),
        ("public_log", FLAG, "whether readers see what is decided about comments"),
        ("log_names", FLAG, "whether they also see who decided it"),
        ("per_minute", SMALL, "how many comments one conversation takes in a minute; 0: any number"),
        ("spam_days", SMALL, "after how many days spam that nobody touched is deleted; 0: never"),
        ("asks_akismet", FLAG, "whether Akismet is asked about comments that wait, where there is a key"),
        ("note", string(), "what stands over conversations that have no note of their own, as typed"),
    ),
    most=1,
)
MEMBERS = Kind(
    "members",
    "Who writes and moderates, or did. Their accounts belong to the installation and are not here.",
    fields(
        ("slug", SLUG, "tells members apart; last part of the address of their posts"),
        ("name", string(255), "the name that readers see"),
        ("role", one_of("owner", "editor", "author", "moderator"), "what they may do"),
        ("email", string(254), "never shown to readers"),
        ("active", FLAG, "false: had a role once"),
        ("picture", string(255) | None, "`file` of the picture beside what they say"),
    ),
)
COMMENTERS = Kind(
    "commenters",
    "Commenters who have confirmed an e-mail address, and whose name is theirs since.",
    fields(
        ("slug", SLUG, "tells commenters apart; last part of the address of their comments"),
        ("name", string(255), "the name that is theirs"),
        ("email", string(254), "never shown to readers"),
        ("picture", string(255) | None, "`file` of the picture beside their comments"),
        ("confirmed_at", MOMENT, "when they confirmed it last"),
        ("refused_at", MOMENT | None, "when the host took the name from them; null: it is theirs"),
    ),
)
RULES = Kind(
    "rules",
    "What the host has decided beforehand about comments with certain words, addresses or people.",
    fields(
        ("kind", one_of("words", "email", "domain", "network", "person", "commenter"), "what the rule goes by"),
        (
            "value",
            string(600),
            "words (a * at the end: whatever follows), an address, a network, `NAME <E-MAIL>`, `slug` of a commenter",
        ),
        ("verdict", one_of("hold", "spam", "refuse", "pass"), "what becomes of a comment; pass: it is never held"),
        ("state", one_of("on", "off", "removed"), "whether it is in force"),
        ("sentence", string(500), "what somebody reads whose comment is refused"),
        ("until", MOMENT | None, "when it ends by itself; null: never"),
        ("changed_at", MOMENT, "when it was last changed"),
    ),
)
CATEGORIES = Kind(
    "categories",
    "The headings that posts are filed under.",
    fields(
        ("slug", SLUG, "tells categories apart; last part of the address of its posts"),
        ("label", string(255), "what it is called"),
        ("parent", SLUG | None, "`slug` of the category above it"),
        ("description", string(), "what it is about"),
    ),
)
TAGS = Kind(
    "tags",
    "Free words that posts are marked with.",
    fields(
        ("slug", SLUG, "tells tags apart; last part of the address of its posts"),
        ("name", string(255), "the word"),
    ),
)
MEDIA = Kind(
    "media",
    "What is known of the pictures that the weblog shows. The files themselves are in `media/`.",
    fields(
        ("file", string(255), "where it is below `media/`; its address ends in the same: `/media/…`"),
        ("name", string(255), "what the file was called before it was uploaded"),
        ("alt", string(), "what it shows, for those who cannot see it"),
        ("digest", string(64), "SHA-256 of the file as it was uploaded"),
        ("width", COUNT, "in pixels"),
        ("height", COUNT, "in pixels"),
        ("original", string(255), "the file as it was uploaded, below `media/`, never served; empty if not kept"),
        ("widths", WIDTHS, "of the smaller sizes beside it: that of `a/b.jpg` with 480 pixels is `a/b_480.jpg`"),
        ("created_at", MOMENT, "when it was uploaded"),
    ),
)
FILES = Kind(
    "files",
    "What is known of the other files (sound, documents) that the weblog links to.",
    fields(
        ("file", string(255), "where it is below `media/`; its address ends in the same: `/media/…`"),
        ("name", string(255), "what it was called before it came here"),
        ("digest", string(64), "its SHA-256"),
        ("size", number(), "in bytes"),
        ("created_at", MOMENT, "when it came"),
    ),
)
