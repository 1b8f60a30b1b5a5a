"""Loading an export of Blogger: every address answers; a second run changes nothing."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_blogger import DRAFT, REMOVED, comment, entry, feed, setting, taken, takeout

pytestmark = pytest.mark.django_db

FULL = feed(
    setting("BLOG_NAME", "The Tide Table"),
    entry(labels=["Low Tide", "Sea"]),
    entry("page", 13, title="About"),
    entry("post", 14, DRAFT, title="Never", url=""),
    comment("I saw it too.", 1),
    comment("And I.", 2, parent=1, profile="https://www.blogger.com/profile/1", name="Marta"),
    comment("Gone.", 3, REMOVED),
    comment("Lost.", 4, post=99),
)


def test_everything_is_counted_once_and_a_second_run_changes_nothing(tide: Weblog, export: Export) -> None:
    report = export.load(tide, FULL)
    counts = new(report)
    # Two posts for readers, each with its comments' feed; months, labels, feeds of the weblog.
    assert counts.pop("addresses") == 2 * 2 + 3 + 2 * 2 + 9
    assert counts == {"posts": 1, "pages": 1, "drafts": 1, "comments": 3, "tags": 2, "authors": 1}
    assert [(loss["what"], "not in the file" in loss["why"]) for loss in report.lost] == [("comments", True)]
    before = [list(model.objects.order_by("id").values()) for model in (Post, Comment, Tag, Address)]
    again = export.load(tide, FULL)
    assert (new(again), again.known) == ({}, report.new)
    assert before == [list(model.objects.order_by("id").values()) for model in (Post, Comment, Tag, Address)]


def test_old_addresses_answer(tide: Weblog, export: Export, client: Client) -> None:
    export.load(tide, FULL)
    post = "/2018/03/the-tide-table.html"
    assert client.get(post).status_code == client.get("/p/about.html").status_code == 200
    for old, leads in {
        "/search/label/Low%20Tide": "/tide/tag/low-tide/",
        "/search/label/Sea?updated-max=2018-03-04&max-results=7": "/tide/tag/sea/",
        "/feeds/posts/default/-/Sea": "/tide/tag/sea/",
        "/feeds/posts/default?alt=rss": "/tide/atom.xml",
        "/feeds/comments/default": "/tide/comments/atom.xml",
        "/feeds/12/comments/default": "/2018/03/the-tide-table/comments/atom.xml",
        "/feeds/12/comments/summary?alt=rss": "/2018/03/the-tide-table/comments/atom.xml",
        "/2018/03/": "/tide/2018/03/",
        "/2018_03_01_archive.html": "/tide/2018/03/",
        "/search?updated-max=2018": "/tide/",
    }.items():
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, leads)
        assert client.get(leads).status_code == 200
    page = client.get(f"{post}?showComment=1520233200000").content.decode()
    assert 'id="c1"' in page
    assert 'id="c3"' not in page


def test_who_answers_whom_and_who_is_the_host_is_kept(tide: Weblog, export: Export) -> None:
    export.load(tide, FULL)
    first, second, gone = Comment.objects.order_by("id")
    assert (second.parent, second.member and second.member.name) == (first, "Marta Oyelaran")
    assert (first.state, gone.state) == ("published", "withdrawn")


def test_the_same_weblog_by_takeout_is_known(tide: Weblog, tmp_path: Path) -> None:
    older, newer = tmp_path / "blog.xml", tmp_path / "feed.atom"
    older.write_text(feed(entry(), comment()))
    newer.write_text(
        takeout(
            taken(filename="/2018/03/the-tide-table.html"),
            taken("COMMENT", 1, parent="tag:blogger.com,1999:blog-630.post-12", body="I saw it too."),
            taken("COMMENT", 2, parent="tag:blogger.com,1999:blog-630.post-12", body="And I."),
        )
    )
    Export(older).load_file(tide)
    assert new(Export(newer).load_file(tide)) == {"comments": 1}
