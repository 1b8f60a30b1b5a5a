"""``tertulia check`` finds what is not as it should be, and finds nothing in an installation that is sound."""

import hashlib
import io
import sqlite3
from pathlib import Path

import pytest

from tertulia.commands import check
from tertulia.commands.checks.database import judge_sqlite
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.demo import weblog as demo
from tertulia.media.image import Image, keep_picture
from tertulia.media.storing import store
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tests.exchange.dumps import drawn


@pytest.fixture
def filled(db: None) -> None:
    """An installation with the demo."""
    demo.fill()


def problems() -> list[tuple[str, str]]:
    return [(problem.what, problem.where) for problem in check.look()[1]]


def test_a_sound_installation_has_no_problems(filled: None) -> None:
    seen, found = check.look()
    assert found == []
    assert seen["posts"] == 11
    assert seen["comments on their pages"] == 35
    assert seen["addresses"] > 40


def test_a_rendering_that_was_tampered_with_is_found(filled: None) -> None:
    comment = Comment.objects.earliest("id")
    Comment.objects.filter(id=comment.id).update(html="<p>other words</p>")
    post = Post.objects.published().earliest("id")
    Post.objects.filter(id=post.id).update(body_html="<p>other words</p>")
    assert [what for what, _ in problems()] == ["html", "html"]


def test_a_count_that_does_not_fit_is_found(filled: None) -> None:
    Conversation.objects.filter(count=12).update(count=11)
    Conversation.objects.filter(last_number=11).update(last_number=14)
    assert {what for what, _ in problems()} <= {"count", "numbers"}
    assert problems()


def test_a_picture_that_is_gone_is_found(filled: None) -> None:
    image = Image.objects.get()
    image.file.storage.delete(str(image.file.name))
    assert ("media", image.url) in problems()


def test_files_that_are_gone_or_changed_are_found(filled: None) -> None:
    image = keep_picture(drawn(), "storm.jpg", hashlib.sha256(drawn()).hexdigest())
    document = store(lambda: io.BytesIO(b"%PDF"), "times.pdf")
    weblog = Post.objects.earliest("id").weblog
    Address.objects.create(path="/files/times.pdf", weblog=weblog, to=document.url)
    assert problems() == []
    folder = Path(image.file.storage.path(""))
    (folder / image.smaller[0]).unlink()
    (folder / image.original).write_bytes(b"other")
    (folder / str(document.file.name)).unlink()
    assert problems() == [
        ("media", f"/media/{image.smaller[0]}"),
        ("media", f"/media/{image.original}"),
        ("media", document.url),
        ("media", "/files/times.pdf"),
    ]


def test_addresses_that_do_not_answer_are_found(filled: None) -> None:
    post = Post.objects.published().earliest("id")
    Post.objects.filter(id=post.id).update(path=None)
    Address.objects.create(path="/corner_table/old.html", weblog=post.weblog, post=post)
    found = problems()
    assert ("address", f"post {post.id}") in found
    assert ("address", "/corner_table/old.html") in found


@pytest.mark.parametrize(
    ("version", "is_good"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 0), True)]
)
def test_an_sqlite_with_the_wal_reset_bug_is_named(version: tuple[int, int, int], is_good: bool) -> None:
    assert (judge_sqlite(version) == "") is is_good


def test_this_sqlite_is_free_of_it() -> None:
    assert judge_sqlite(sqlite3.sqlite_version_info) == ""
