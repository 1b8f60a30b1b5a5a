"""A weblog leaves as a WordPress export, and whoever reads those can read it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from tertulia.conversation import replying
from tertulia.conversation.comment import Comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.demo import weblog as demo
from tertulia.exchange.writers.wxr import write_wxr
from tertulia.lib import clock
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.writing import Writing, discard, rewrite_post, write_post
from tests.cast import Cast, published_post
from tests.conversation.talk import inside, talk
from tests.exchange import whole
from tests.exchange.programs import judged
from tests.exchange.rounds import comes_back, imported_anew, left

WP = "{http://wordpress.org/export/1.2/}"
NOON = datetime(2017, 8, 30, 10, 5, 6, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the export is to be."""
    return tmp_path / "export.xml"


def items(cast: Cast, file: Path) -> list[ElementTree.Element]:
    """The items of the weblog's export."""
    root = ElementTree.fromstring(left(cast.weblog, write_wxr, file))
    return root.findall("channel/item")


def content(item: ElementTree.Element) -> str:
    return item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""


def said(item: ElementTree.Element, *names: str) -> list[list[str | None]]:
    """These fields of its comments."""
    return [[one.findtext(f"{WP}comment_{name}") for name in names] for one in item.findall(f"{WP}comment")]


@pytest.mark.django_db
def test_the_demo_comes_back(file: Path) -> None:
    report = comes_back(demo.fill(), write_wxr, file)
    assert report
    assert ([loss["what"] for loss in report.lost], report.warnings) == (["media"], [])


def test_one_of_everything_comes_back(cast: Cast, file: Path) -> None:
    with clock.standing_at(whole.NOW):
        report = comes_back(whole.fill(cast), write_wxr, file)
    assert report
    assert {loss["what"] for loss in report.lost} == {"media"}


def test_the_hosts_replies_become_answers_of_the_author(cast: Cast, file: Path) -> None:
    first, second = talk(published_post(cast.weblog), 2)
    talk(first.conversation.post, 1, parent=first)
    inside(first, cast.host)
    hidden = replying.reply_inside(second, "Or not.", member=cast.host)
    replying.withdraw_reply(hidden, actor=None)
    [item] = items(cast, file)
    numbers = [str(comment.id) for comment in Comment.objects.order_by("id")]
    reply = str(int(numbers[-1]) + 1)
    assert said(item, "id", "parent", "user_id", "author_email", "approved") == [
        [numbers[0], "0", "0", first.email, "1"],
        [numbers[1], "0", "0", second.email, "1"],
        [numbers[2], numbers[0], "0", first.email, "1"],
        [reply, numbers[0], "1", "marta@example.org", "1"],
    ]


def test_numbers_ascend_from_question_to_answer_whatever_they_were(cast: Cast, file: Path) -> None:
    # WordPress takes comments in by their numbers, and an answer that comes first loses its question.
    post = published_post(cast.weblog)
    old = [
        ImportedComment("id:a-1", NOON, answers="id:b-1", name="Ruth", text="Yes.", old_id="17"),
        ImportedComment("id:b-1", NOON, name="Nils", text="Was it?", old_id="12828452"),
        ImportedComment("id:c-1", NOON, name="Nils", text="Well?", old_id="6a00d83451b"),
    ]
    add_conversations([ImportedConversation(post, "closed", old)], source="test")
    [item] = items(cast, file)
    third = str(Comment.objects.get(text="Well?").id)
    numbered = [[third, "0"], ["12828452", "0"], ["12828453", "12828452"]]
    assert sorted(said(item, "id", "parent")) == sorted(numbered)
    comes_back(cast.weblog, write_wxr, file)
    assert {comment.anchor for comment in Comment.objects.all()} == {f"comment-{number}" for number, _ in numbered}


def test_what_was_shown_becomes_nothing_else_in_wordpress(cast: Cast, file: Path) -> None:
    typed = "[gallery] [[Wiki]] [x]\n<!-- wp:latest-posts /-->\nhttps://youtu.be/abcdefghijk\n]]> & <b>so</b>"
    published_post(cast.weblog, body=typed, format="lines")
    [item] = items(cast, file)
    shown = '<a href="https://youtu.be/abcdefghijk">https://youtu.be/abcdefghijk</a>'
    assert content(item) == f"&#91;gallery] &#91;[Wiki]] [x]\n\n{shown}\n]]> & <b>so</b>"


def test_html_stands_in_a_block_and_markdown_leaves_as_html(cast: Cast, file: Path) -> None:
    published_post(cast.weblog, "First", body="<p>One</p>", extended="<p>Two</p>")
    published_post(cast.weblog, "Second", body="*Three*", format="markdown")
    first, second = map(content, items(cast, file))
    more = "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->"
    assert first == f"{block('<p>One</p>')}\n\n{more}\n\n{block('<p>Two</p>')}"
    assert second == block("<p><em>Three</em></p>")


def block(html: str) -> str:
    return f"<!-- wp:html -->\n{html}\n<!-- /wp:html -->"


def test_an_earlier_name_of_a_post_still_leads_to_it(cast: Cast, file: Path) -> None:
    post = published_post(cast.weblog, "Mud")
    rewrite_post(post, Writing(title="Mud", body="Mud.", basename="deep-mud"), actor=None)
    [item] = items(cast, file)
    assert [pair.findtext(f"{WP}meta_value") for pair in item.findall(f"{WP}postmeta")] == ["mud"]
    comes_back(cast.weblog, write_wxr, file)
    assert [address.path.rpartition("/")[2] for address in Post.objects.get().addresses.all()] == ["mud.html"]


def test_states_and_headings_are_kept(cast: Cast, file: Path) -> None:
    water = add_category(cast.weblog, "Water & mud")
    published_post(cast.weblog, "Tides", categories=[add_category(cast.weblog, "Tides", parent=water)], tags=["50%"])
    discard(write_post(cast.weblog, Writing(title="Never", body="No."), actor=None), actor=None)
    left(cast.weblog, write_wxr, file)
    here, _report = imported_anew(cast.weblog, file)
    assert list(here.posts.order_by("title").values_list("title", "status")) == [
        ("Never", "discarded"),
        ("Tides", "published"),
    ]
    tides = here.categories.get(label="Tides")
    assert (tides.parent and tides.parent.label, tides.slug) == ("Water & mud", "tides")
    assert list(here.tags.values_list("name", "slug")) == [("50%", "50")]


@pytest.mark.django_db
def test_pelican_reads_it(tmp_path: Path, file: Path) -> None:
    left(demo.fill(), write_wxr, file)
    judged("pelican-import", "--wpfile", "-m", "markdown", "--dir-page", "-o", "read", str(file), folder=tmp_path)
    read = {path.relative_to(tmp_path / "read").as_posix(): path for path in (tmp_path / "read").rglob("*.md")}
    assert len(read) == 10
    river = read["the-map-that-had-the-wrong-river.md"].read_text()
    assert re.match(
        "Title: The map that had the wrong river\nDate: .{16}\nAuthor: inés-calder\nCategory: Maps, Mistakes\n"
        "Tags: archives, craft, rivers\nSlug: the-map-that-had-the-wrong-river\nStatus: published\n",
        river,
    )
    assert "Status: draft" in read["things-to-check-about-north.md"].read_text()
    assert "pages/about.md" in read


@pytest.mark.django_db
def test_feedparser_reads_it(file: Path) -> None:
    weblog = demo.fill()
    feed = feedparser.parse(left(weblog, write_wxr, file))
    assert (feed.bozo, feed.feed.title) == (False, weblog.title)
    # Posts, and the picture.
    assert len(feed.entries) == weblog.posts.count() + 1
    dates = {entry.title: entry.get("published_parsed") for entry in feed.entries}
    for post in weblog.posts.published():
        assert dates[post.title][:6] == post.published_at.utctimetuple()[:6]
