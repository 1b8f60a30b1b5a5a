"""What people may have written: entries and comments for property tests."""

import string
from datetime import datetime

from hypothesis import strategies as st

from tertulia.exchange.records import CommentRecord, PostRecord
from tests.exchange.writing_mt import WEBLOG

_NICE = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffd")
LINE = st.one_of(
    st.text(_NICE, max_size=40),
    st.sampled_from(["-----", "--------", "------", "COMMENT:", "BODY:", "AUTHOR: x", "TITLE: y", "DATE: z", "", "0"]),
)
# Blank lines around a text are the format's own, so no reader can know them.
TEXT = st.lists(LINE, max_size=8).map("\n".join).filter(lambda text: text == text.strip() and not text.isspace())
WORD = st.text(_NICE, min_size=1, max_size=20).map(str.strip)
_SLUG = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=20)
_DATE = st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)).map(lambda date: date.replace(microsecond=0))
_COMMENT = st.builds(
    CommentRecord,
    name=WORD,
    email=st.sampled_from(["", "ruth@example.org"]),
    url=st.sampled_from(["", "http://profile.typepad.com/6p01", "https://example.org/a:b"]),
    ip=st.sampled_from(["", "192.0.2.1"]),
    date=_DATE,
    text=TEXT,
)
POST = st.builds(
    PostRecord,
    title=WORD,
    status=st.sampled_from(["draft", "scheduled", "published"]),
    author=WORD,
    author_email=st.sampled_from(["", "marta@example.org"]),
    basename=_SLUG,
    url=_SLUG.map(lambda slug: f"{WEBLOG}/2018/03/{slug}.html"),
    date=_DATE,
    format=st.sampled_from(["html", "lines", "markdown"]),
    body=TEXT,
    extended=TEXT,
    excerpt=TEXT,
    categories=st.lists(WORD.filter(bool), max_size=3, unique=True).map(tuple),
    comments_allowed=st.sampled_from(["open", "closed", "none"]),
    comments=st.lists(_COMMENT, max_size=4).map(tuple),
)
