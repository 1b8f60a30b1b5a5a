"""Whichever piece comes first, the weblog is the same; and none changes anything when it comes again."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.exchange.records import CommentRecord, CommentStatus, PostRecord
from tertulia.weblog.weblog import create_weblog
from tests.examples import examples
from tests.exchange.loading import new
from tests.exchange.pieces import URL, Piece, as_it_stands, bring

# What people say, each with what a page makes of it.
_WORDS = [
    ('It is "late" -- again.', "<p>It is \u201clate\u201d \u2013 again.</p>"),
    ("AT&T & sons\nwere there", "AT&amp;T &amp; sons<br>\nwere there"),
    ("See http://a.example/x now", 'See <a href="http://a.example/x" rel="nofollow">http://a.example/x</a> now'),
    ("+1", "<p>+1</p>"),
    ("I don't think the ferry will run this winter.", "I don\u2019t think the ferry will run this winter."),
]
_NAMES = [("GetTide", "Kevin Vale"), ("Ruth Ames", "Ruth Ames"), ("", "Bo")]
_STATES: list[CommentStatus] = ["published", "published", "spam", "held"]
# Of which minute, by whom, in which words, in which of the pieces it is, as what the export has it.
_SAID = st.lists(
    st.tuples(
        st.integers(0, 59),
        st.sampled_from(_NAMES),
        st.sampled_from(_WORDS),
        st.sampled_from(["both", "mt", "capture"]),
        st.sampled_from(_STATES),
    ),
    max_size=6,
    unique_by=lambda said: said[0],
)
_POSTS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["both", "mt", "capture"]), _SAID),
    min_size=1,
    max_size=3,
    unique_by=lambda post: post[0],
)
_Said = tuple[int, tuple[str, str], tuple[str, str], str, CommentStatus]
_Post = tuple[str, str, list[_Said]]


class TestEveryOrder(TestCase):
    @settings(max_examples=examples(16), deadline=None)
    @given(_POSTS)
    def test_export_and_pages_give_one_weblog_in_any_order(self, written: list[_Post]) -> None:
        exports = Piece("mt", *[exported(post) for post in written if post[1] != "capture"])
        pages = Piece("capture", *[captured(post) for post in written if post[1] != "mt"])
        stands = []
        for number, pieces in enumerate(((exports, pages), (pages, exports))):
            weblog = create_weblog("tide", timezone="Europe/Amsterdam")
            for piece in pieces:
                bring(weblog, piece)
            stands.append(as_it_stands(weblog))
            for piece in (*reversed(pieces), *pieces):
                report = bring(weblog, piece)
                assert (new(report), sum(report.merged.values())) == ({}, 0)
            assert as_it_stands(weblog) == stands[number]
            weblog.posts.all().delete()
            weblog.delete()
        assert stands[0] == stands[1]


def exported(post: _Post) -> PostRecord:
    slug, _where, said = post
    comments = [
        CommentRecord(
            name=name, email=f"{name}@a.example", date=datetime(2018, 3, 5, 7, minute, 31), text=text, status=status
        )
        for minute, (name, _), (text, _), where, status in said
        if where != "capture"
    ]
    return PostRecord(
        title=f"Day {slug}",
        author="GetTide",
        author_email="kevin@example.org",
        url=URL.replace("the-tide-table", slug),
        date=datetime(2018, 3, 4, 18, 5, 4),
        body=f'Said on "{slug}".',
        categories=("Sea", f"Of {slug}"),
        comments=tuple(comments),
    )


def captured(post: _Post) -> PostRecord:
    slug, _where, said = post
    comments = [
        CommentRecord(
            name=name, date=datetime(2018, 3, 5, 7, minute), text=html, old_id=f"{minute:034}", url="https://a.example/"
        )
        for minute, (_, name), (_, html), where, _status in said
        if where != "mt"
    ]
    return PostRecord(
        title=f"Day {slug}",
        author="Kevin Vale",
        url=URL.replace("the-tide-table", slug),
        addresses=(f"/tide/{slug}.html",),
        date=datetime(2018, 3, 4, 18, 5),
        body=f"<p>Said on \u201c{slug}\u201d.</p>",
        categories=("Sea",),
        comments=tuple(comments),
    )
