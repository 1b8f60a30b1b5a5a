"""What an archive holds, in the order in which its parts refer to each other. ``docs/archive-format.md`` and the README
in each archive are written from this; whoever changes a field gives the format another ``VERSION``."""

from tertulia.exchange.archive.schema_links import LINKS
from tertulia.exchange.archive.schema_marks import MARKS, NOTES, STANDING_NOTES
from tertulia.exchange.archive.schema_reports import REPORTS
from tertulia.exchange.archive.schema_rescue import CLAIMS, ORIGINS, QUESTIONS
from tertulia.exchange.archive.schema_revisions import COMMENT_REVISIONS, POST_REVISIONS, REPLY_REVISIONS
from tertulia.exchange.archive.schema_weblog import (
    CATEGORIES,
    COMMENTERS,
    FILES,
    MEDIA,
    MEMBERS,
    POLICY,
    RULES,
    TAGS,
    WEBLOG,
)
from tertulia.exchange.archive.schema_writing import (
    ADDRESSES,
    COMMENTS,
    CONVERSATIONS,
    DECISIONS,
    POSTS,
    QUOTES,
    REPLIES,
)

FORMAT = "tertulia-archive"
VERSION = 1

KINDS = (
    *(WEBLOG, POLICY, MEMBERS, CATEGORIES, TAGS, MEDIA, FILES, COMMENTERS, RULES, LINKS, POSTS, POST_REVISIONS),
    *(CONVERSATIONS, COMMENTS, COMMENT_REVISIONS, REPORTS, REPLIES, REPLY_REVISIONS, QUOTES, MARKS, NOTES),
    *(STANDING_NOTES, ADDRESSES, DECISIONS, ORIGINS, QUESTIONS, CLAIMS),
)
