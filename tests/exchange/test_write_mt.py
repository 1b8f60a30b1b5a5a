"""A weblog leaves as a Movable Type export: all that this format can hold, and nothing that it would publish."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertulia.conversation import replying
from tertulia.conversation.comment import CommentState
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.demo import weblog as demo
from tertulia.exchange.writers.appearing import InTheWay
from tertulia.exchange.writers.mt import write_mt
from tertulia.lib import clock
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.writing import Writing, discard, publish, write_post
from tests.cast import Cast, published_post
from tests.exchange import whole
from tests.exchange.rounds import comes_back, left

NOON = datetime(2017, 8, 30, 10, 5, 6, 999_999, tzinfo=UTC)
STORM = """\
AUTHOR: Marta Oyelaran
AUTHOR EMAIL: marta@example.org
TITLE: Storm &amp; mud
BASENAME: storm-mud
STATUS: Publish
ALLOW COMMENTS: 2
CONVERT BREAKS: __default__
ALLOW PINGS: 0
CATEGORY: Bridges
CATEGORY: Low &amp; high water
UNIQUE URL: http://127.0.0.1:8000/harbour/2017/08/storm-mud.html
DATE: 08/30/2017 12:05:06 PM
TAGS: "low ferry","tolls, old"
-----
BODY:
Before.
-----\t

After.
-----
EXTENDED BODY:
More of it.
-----
EXCERPT:
In short.
-----
KEYWORDS:
gale
-----
COMMENT:
AUTHOR: Ruth &lt;Tamm&gt;
EMAIL: ruth@example.org
IP: \n\
URL: https://ruth.example/
DATE: 08/30/2017 01:05:06 PM
I saw it.
--------\t
All of it.

So did I. mo
-----
PING:
TITLE: Seen
URL: https://elsewhere.example/
IP: \n\
BLOG NAME: Elsewhere
DATE: 08/30/2017 02:05:06 PM
They write about it.
-----
--------
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the export is to be."""
    return tmp_path / "export.txt"


def storm(cast: Cast) -> Post:
    """A post with one of everything that the format can hold."""
    labels = [add_category(cast.weblog, label) for label in ("Low & high water", "Bridges")]
    writing = Writing(
        title="Storm & mud",
        body="\n\nBefore.\n-----\n\nAfter.\n",
        extended="More of it.",
        excerpt="In short.",
        keywords="gale",
        format="lines",
        author=cast.host,
        categories=labels,
        tags=["tolls, old", "low ferry"],
    )
    post = publish(write_post(cast.weblog, writing, actor=None), actor=None, at=NOON)
    said = [
        ImportedComment("a", NOON.replace(hour=12), kind="ping", name="Elsewhere", url="https://elsewhere.example/"),
        ImportedComment("b", NOON.replace(hour=11), name="Ruth <Tamm>", email="ruth@example.org"),
        *(
            ImportedComment(state, NOON, name="Nils", text=state, state=state)
            for state in ("held", "spam", "withdrawn")
        ),
    ]
    texts = ("Seen\n\nThey write about it.", "I saw it.\n--------\nAll of it.")
    full = [ImportedComment(**{**vars(one), "text": text}) for one, text in zip(said, texts, strict=False)]
    full[1] = ImportedComment(**{**vars(full[1]), "url": "https://ruth.example/"})
    comments = add_conversations([ImportedConversation(post, "closed", [*full, *said[2:]])], source="test")
    ruths = next(comment for comment in comments if comment.name.startswith("Ruth"))
    replying.reply_inside(ruths, "So did I.", member=cast.host)
    replying.withdraw_reply(replying.reply_inside(ruths, "Or not.", member=cast.host), actor=None)
    return post


def test_what_it_looks_like(cast: Cast, file: Path) -> None:
    storm(cast)
    assert left(cast.weblog, write_mt, file).decode() == STORM


def test_what_readers_cannot_see_would_be_published_and_is_left_out(cast: Cast, file: Path) -> None:
    storm(cast)
    discard(published_post(cast.weblog, "Gone"), actor=None)
    written = write_mt(cast.weblog, file)
    assert written.records == {"posts": 1, "comments": 1, "pings": 1, "host replies": 1}
    hidden = {f"{state} comments": 1 for state in (CommentState.HELD, CommentState.SPAM, CommentState.WITHDRAWN)}
    assert written.left_out == {"discarded posts": 1, **hidden, "withdrawn host replies": 1}


def test_a_page_is_known_by_its_address_even_as_a_draft(cast: Cast, file: Path) -> None:
    write_post(cast.weblog, Writing(title="About", body="Us.", kind=Kind.PAGE), actor=None)
    assert "UNIQUE URL: http://127.0.0.1:8000/harbour/about.html\n" in left(cast.weblog, write_mt, file).decode()
    comes_back(cast.weblog, write_mt, file)
    assert Post.objects.get().kind == Kind.PAGE


def test_a_draft_has_no_address_that_nobody_gave_it(cast: Cast, file: Path) -> None:
    write_post(cast.weblog, Writing(title="Later", body="Soon."), actor=None)
    assert "UNIQUE URL" not in left(cast.weblog, write_mt, file).decode()


def test_a_file_that_is_there_is_not_replaced(cast: Cast, file: Path) -> None:
    file.write_text("My only export from before")
    with pytest.raises(InTheWay):
        write_mt(cast.weblog, file)
    assert [path.read_text() for path in file.parent.iterdir()] == ["My only export from before"]


@pytest.mark.django_db
def test_the_demo_comes_back(file: Path) -> None:
    report = comes_back(demo.fill(), write_mt, file)
    assert report
    assert (report.lost, report.warnings) == ([], [])


def test_one_of_everything_comes_back(cast: Cast, file: Path) -> None:
    with clock.standing_at(whole.NOW):
        report = comes_back(whole.fill(cast), write_mt, file)
    assert report
    assert report.lost == []
