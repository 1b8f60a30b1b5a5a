"""A weblog of Ghost comes home whole; whatever its export holds, each thing is new, known or a named loss."""

import json
import tempfile
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.conversation.comment import Comment
from tertulia.exchange.readers.ghost import GhostReader
from tertulia.exchange.records import BrokenExport
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.examples import examples
from tests.exchange.loading import Export, new
from tests.exchange.writing_ghost import Row, comment, ghost, post


@pytest.mark.django_db
def test_a_weblog_of_ghost_comes_home(tide: Weblog, export: Export, client: Client) -> None:
    filed = [{"post_id": f"{1:024x}", "tag_id": "1"}]
    written = [{"post_id": f"{n:024x}", "author_id": "1"} for n in (1, 2)]
    posts = [post(1), post(2, type="page", slug="about"), post(3, visibility="members"), post(4, status="draft")]
    said = [
        comment(1),
        comment(2, parent_id=f"{1:024x}"),
        comment(3, of=3),
        comment(4, status="deleted"),
        comment(5, of=9),
    ]
    export.path.write_text(ghost(*posts, comments=said, posts_tags=filed, posts_authors=written))
    report = export.load_file(tide)
    assert new(report) == {
        "posts": 1,
        "pages": 1,
        "drafts": 2,
        "comments": 4,
        "tags": 1,
        "authors": 1,
        "addresses": 5,
    }
    assert [loss["what"] for loss in report.lost] == ["comments"]
    assert new(export.load_file(tide)) == {}
    page = client.get("/post-1/", follow=True)
    assert b"I saw it too." in page.content
    assert f'id="ghost-comments-{1:024x}"'.encode() in page.content
    assert [client.get(path).status_code for path in ("/about/", "/rss/", "/tag/tides/", "/author/marta/")] == [301] * 4
    assert Comment.objects.get(old_id=f"ghost-comments-{2:024x}").parent is not None


@pytest.mark.django_db
def test_comments_that_come_later_find_the_posts_and_come_once(tide: Weblog, export: Export) -> None:
    export.path.write_text(ghost(post(1), comments=[comment(1)]))
    export.load_file(tide)
    head = "id,name,email,created_at,html,reply_to,post_id,post_title,post_slug,post_url\n"
    lines = [f"{n:024x},Ruth Ames,ruth@example.org,2018-03-05T07:00:00.000Z,x,,1,,post-1,\n" for n in (1, 2)]
    export.path.write_text(head + "".join(lines))
    report = export.load_file(tide)
    assert (report.known["comments"], new(report)) == (1, {"comments": 1})


_ID = st.sampled_from([f"{n:024x}" for n in range(4)])
_SLUG = st.sampled_from(["post-1", "about", "tag/x", "2018", "é", "", "desk", ".."])
_POST = st.builds(
    lambda number, **fields: post(number, **fields),
    st.integers(1, 3),
    slug=_SLUG,
    status=st.sampled_from(["published", "published", "draft", "scheduled", "sent", "x"]),
    visibility=st.sampled_from(["public", "public", "paid"]),
    type=st.sampled_from(["post", "page"]),
    html=st.sampled_from(["<p>a</p>", None, '<img src="__GHOST_URL__/content/images/a.png">']),
    published_at=st.sampled_from(["2018-03-04T18:05:04.000Z", None]),
)
_SAID = st.builds(
    lambda number, of, **fields: comment(number, of, **fields),
    st.integers(1, 6),
    st.integers(1, 4),
    parent_id=_ID,
    status=st.sampled_from(["published", "hidden", "deleted", "x"]),
)
_FILED = st.builds(lambda of, tag: {"post_id": of, "tag_id": tag}, _ID, st.sampled_from("123"))


class TestEveryExportOfGhost(TestCase):
    @settings(max_examples=examples(40), deadline=None)
    @given(
        st.lists(_POST, min_size=1, max_size=5),
        st.lists(_SAID, max_size=6, unique_by=lambda said: said["id"]),
        st.lists(_FILED, max_size=4),
    )
    def test_it_adds_up_and_a_second_run_changes_nothing(
        self, posts: list[Row], said: list[Row], filed: list[Row]
    ) -> None:
        weblog = create_weblog("tide")
        with tempfile.TemporaryDirectory() as folder:
            export = Export(Path(folder) / "export.json")
            export.path.write_text(ghost(*posts[:2], comments=said[:3]))
            export.load_file(weblog)
            export.path.write_text(ghost(*posts, comments=said, posts_tags=filed))
            export.load_file(weblog)
            assert new(export.load_file(weblog)) == {}
        assert not Post.objects.filter(status="published", path=None).exists()


_SEED = ghost(post(1), post(2, html=None, lexical=json.dumps({"root": {"children": []}})), comments=[comment()])
_SCRAPS = st.sampled_from(
    ['"', "{", "}", "[", "]", ",", ":", "\\u00", "null", "1e999", "NaN", "\0", "\ud800", "\n", "🌊", "<"]
)
_CHANGES = st.lists(
    st.tuples(st.integers(0, len(_SEED)), st.integers(0, 60), st.one_of(_SCRAPS, st.text(max_size=20))), max_size=8
)


@settings(max_examples=examples(300), deadline=None)
@given(_CHANGES)
def test_no_export_of_ghost_does_more_than_break(changes: list[tuple[int, int, str]]) -> None:
    text = _SEED
    for place, length, scrap in changes:
        text = text[:place] + scrap + text[place + length :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_bytes(text.encode(errors="surrogatepass"))
        try:
            reason = f"line of {len(list(GhostReader(path)))}"
        except BrokenExport as broken:
            reason = str(broken)
    assert reason.startswith("line")
