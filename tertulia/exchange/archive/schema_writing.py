"""What an archive holds of what was written: posts and pages, conversations, addresses, the log."""

from tertulia.exchange.archive.kind import Kind, fields
from tertulia.exchange.archive.values import (
    COUNT,
    FLAG,
    ID,
    IP,
    KEPT,
    LARGEST_COUNT,
    MOMENT,
    SLUG,
    SMALL,
    number,
    one_of,
    string,
)
from tertulia.exchange.archive.values import strings as several

# As many as a small number in a database may be.
LARGEST_PLACE = 32_767

_SOURCE = "which kind of export it was imported from; empty if it was written here"
_ID_SAID = "a number that no other {} of this weblog ever has; lasting names are made of it ({})"

POSTS = Kind(
    "posts",
    "Posts, which stand in time, and pages, which stand outside it. In the order of their ids.",
    fields(
        ("id", ID, _ID_SAID.format("post", "ids in feeds, `#post-…`")),
        ("kind", one_of("post", "page"), "a piece in time, or one outside it"),
        ("status", one_of("draft", "scheduled", "published", "discarded"), "only published ones are public"),
        ("title", string(), "its title, maybe empty"),
        ("basename", string(255), "last part of the address that it gets, or would get"),
        (
            "path",
            string(2000) | None,
            "its whole address without the host, not percent-encoded; null: it never had one",
        ),
        ("author", SLUG | None, "`slug` of the member who wrote it"),
        ("format", one_of("html", "lines", "markdown"), "how `body` and `extended` were typed"),
        ("body", string(), "the text as typed"),
        ("extended", string(), "what follows it on the post's own page, as typed"),
        ("excerpt", string(), "a summary, if the writer gave one"),
        ("keywords", string(), "words for searching"),
        ("body_html", string(), "`body` as shown"),
        ("extended_html", string(), "`extended` as shown"),
        ("categories", several(120), "`slug` of each category"),
        ("tags", several(120), "`slug` of each tag"),
        ("published_at", MOMENT, "the date that readers see; drafts: would see"),
        ("created_at", MOMENT, "when it was first kept"),
        ("changed_at", MOMENT, "when it was last changed"),
        ("revision", number(LARGEST_COUNT, 1), "counts its wordings"),
        (
            "revised_at",
            MOMENT | None,
            "since when readers can or could read this one; null: since `published_at`, or never",
        ),
        ("updated_at", MOMENT | None, "when readers were last told of a change; null: never"),
        ("source", string(20), _SOURCE),
        ("source_key", string(2000), "which post of that export it was"),
        ("uncertain", string(60), "what the host has not settled yet of it: kinds of questions, with spaces between"),
    ),
)
CONVERSATIONS = Kind(
    "conversations",
    "The comments under a post as a whole. A post that nobody has discussed may have none.",
    fields(
        ("post", ID, "`id` of the post"),
        ("state", one_of("default", "open", "closed", "none"), "what the host decided; default: as the policy says"),
        ("last_number", COUNT, "the `number` that was given last"),
        ("changed_at", MOMENT | None, "when a comment last came or went"),
        (
            "pace",
            one_of("free", "slow", "paused"),
            "slow: everybody comments once in `slow_minutes`; paused: only members do",
        ),
        ("slow_minutes", SMALL, "0 unless slow"),
        ("pace_until", MOMENT | None, "when slow or paused ends by itself; null: when the host says so"),
        ("pace_why", string(200), "what readers are told of it"),
    ),
)
COMMENTS = Kind(
    "comments",
    "Comments in every state, in the order of their ids.",
    fields(
        ("id", ID, _ID_SAID.format("comment", "ids in feeds; `#comment-…` if `old_id` is empty")),
        ("post", ID, "`id` of the post that it is about"),
        ("parent", ID | None, "`id` of the comment that it answers, about the same post"),
        ("kind", one_of("comment", "ping"), "ping: a trackback, which an import brought"),
        (
            "state",
            one_of("held", "published", "spam", "withdrawn", "retracted"),
            "only published ones are public; retracted: withdrawn by its author, its place is still shown",
        ),
        ("number", number(LARGEST_COUNT, 1) | None, "its place in the conversation, given when it was first published"),
        ("name", string(255), "who says so"),
        ("email", string(254), "never shown to readers"),
        ("url", string(2000), "a web address of theirs"),
        ("member", SLUG | None, "`slug` of the member who wrote it"),
        ("commenter", SLUG | None, "`slug` of the commenter who surely wrote it"),
        ("text", string(), "as typed"),
        ("html", string(), "as shown"),
        ("format", string(10), "how `text` was typed"),
        ("created_at", MOMENT, "when it came"),
        ("changed_at", MOMENT, "when it was last changed"),
        ("edited_at", MOMENT | None, "when its author last gave it other words; null: never"),
        ("post_revision", number(LARGEST_COUNT, 1), "`revision` of the post that it answered"),
        ("ip", IP | None, "where it came from; forgotten after 30 days"),
        ("key", string(64) | None, "of the form that it was typed in, so that what was sent twice is one comment"),
        ("old_id", string(100), "its id in older addresses: `#comment-…`, `#c…`, `?cid=…`"),
        ("old_number", string(100), "another id in still older ones, of the same forms"),
        ("source", string(20), _SOURCE),
        ("source_key", string(200), "which comment of that export it was"),
        ("uncertain", string(60), "what the host has not settled yet of it: kinds of questions, with spaces between"),
        ("tell", FLAG, "whether its author wishes to hear by mail what becomes of it"),
        (
            "erased",
            string(),
            "empty, or of a comment whose author is forgotten: salted digests by which an import knows it",
        ),
    ),
)
REPLIES = Kind(
    "replies",
    "What the host answers inside a comment, set apart from the commenter's words. In the order of their ids.",
    fields(
        ("id", ID, _ID_SAID.format("reply", "ids in feeds, `#reply-…`")),
        ("comment", ID, "`id` of the comment"),
        ("member", SLUG | None, "`slug` of the member who wrote it"),
        ("name", string(255), "their name when they wrote it"),
        ("text", string(), "as typed"),
        ("html", string(), "as shown"),
        ("withdrawn", FLAG, "true: no longer shown"),
        ("created_at", MOMENT, "when it was written"),
        ("changed_at", MOMENT, "when it was last changed"),
        ("edited_at", MOMENT | None, "when it was last given other words; null: never"),
    ),
)
QUOTES = Kind(
    "quotes",
    "What comments and replies quote of their conversation. Where the words stand is found anew; that they stood there "
    "when they were quoted is not.",
    fields(
        ("comment", ID, "`id` of the comment that quotes"),
        ("inside", ID | None, "`id` of the reply in it that does, if it is not the comment itself"),
        ("place", number(LARGEST_PLACE), "which of its quotations it is, in the order in which they end, from 0"),
        ("words", string(), "what it quotes"),
        (
            "verdict",
            one_of("exact", "parts", "changed", "missing"),
            "how that compared with its source: word for word, the same with omissions, changed, not said by anybody",
        ),
        ("source", ID | None, "`id` of the comment that is quoted"),
        ("source_reply", ID | None, "`id` of the reply that is quoted"),
        ("of_post", FLAG, "true: the post is quoted"),
        ("revision", string(16), "which text of the source that was: digest of its words; empty if there is none"),
    ),
)
ADDRESSES = Kind(
    "addresses",
    "Older addresses, which lead to where a thing is today.",
    fields(
        ("path", string(2000), "the address without the host, not percent-encoded; maybe with a query"),
        ("post", ID | None, "`id` of the post that it leads to"),
        ("to", string(2000), "the path that it leads to, if that is no post"),
    ),
)
DECISIONS = Kind(
    "decisions",
    "The log: who decided what, when and why. In the order in which it was decided.",
    fields(
        ("at", MOMENT, "when"),
        ("kind", string(40), "what was done, or decided about"),
        (
            "subject",
            string(150),
            "`weblog`; `member:` or `commenter:` with `slug`; `post:`, `comment:`, `reply:`, `conversation:` with `id`",
        ),
        ("about", string(500), "how a person calls that"),
        ("actor_name", string(255), "who; empty: nobody but the weblog's policy"),
        ("before", string(40), "the state that it was in"),
        ("after", string(40), "the state that it came into"),
        ("reason", string(), "why"),
        ("note", string(), "what the author of a comment was told"),
        ("takes_back", FLAG, "whether it did nothing but undo another"),
        ("kept", KEPT | None, "what it replaced, to be put back: posts, comments, replies as before; `id` of new ones"),
    ),
)
