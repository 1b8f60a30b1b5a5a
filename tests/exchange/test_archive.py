"""A weblog leaves in one file and comes back without loss."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tertulia.commands.checks import counts, renderings
from tertulia.commands.publish import paths
from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.posting import Submission, post_comment
from tertulia.conversation.replying import reply_inside
from tertulia.demo import weblog as demo
from tertulia.exchange.archive.schema import KINDS
from tertulia.exchange.writers.appearing import InTheWay
from tertulia.exchange.writers.archive import write_archive
from tertulia.lib import clock
from tertulia.publishing.front import Front
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast, published_post
from tests.conversation.talk import talk
from tests.exchange import whole
from tests.exchange.archives import archived, restored, wipe
from tests.exchange.loading import FULL, Export, new
from tests.installed import installed
from tests.publishing.readers import fresh
from tests.server import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the archive is to be."""
    return tmp_path / "kept.zip"


@pytest.fixture
def filled(cast: Cast) -> Iterator[Weblog]:
    """The Harbour Gate with one of everything, some days after it was written."""
    with clock.standing_at(whole.NOW):
        yield whole.fill(cast)


def test_everything_comes_back_to_the_byte(filled: Weblog, file: Path) -> None:
    before = archived(filled, file)
    wipe("harbour")
    here = restored(file)
    assert here.different == 0
    assert archived(here.weblog, file) == before
    assert [*renderings.check(Counter()), *counts.check(Counter())] == []


def test_no_field_is_left_out_of_that(filled: Weblog, file: Path) -> None:
    archived(filled, file)
    with ZipFile(file) as packed:
        for kind in KINDS:
            records = [json.loads(line) for line in packed.read(kind.file).splitlines()]
            told = {name for record in records for name, value in record.items() if value not in ("", None, [])}
            assert told == {field.name for field in kind.fields}, kind.name


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kept", ["demo", "whole"])
def test_every_page_is_the_same_in_another_installation(front: Front, cast: Cast, file: Path, kept: str) -> None:
    weblog = demo.fill() if kept == "demo" else whole.fill(cast)
    with clock.standing_at(clock.now()):
        asked = paths(weblog.slug)
        before = {path: shown(front, path) for path in asked}
        archived(weblog, file)
        wipe(weblog.slug)
        # Its ids are taken there.
        talk(published_post(create_weblog("tide"), "Mud"), 9)
        restored(file)
        assert {path: shown(front, path) for path in asked} == before
    assert len(before) > 40


def shown(front: Front, path: str) -> bytes:
    """The page without what belongs to the installation: the token that every form carries."""
    return re.sub(rb'name="token" value="[^"]+"', b"", fresh(front.application, path))


def test_it_moves_from_one_database_to_another_and_back(cast: Cast, file: Path, tmp_path: Path) -> None:
    before, there = archived(whole.fill(cast), file), installed(tmp_path / "there", demo=False)
    again = tmp_path / "again.zip"
    for command in (["import", str(file)], ["export", "harbour", str(again), "--without-pages"]):
        assert run(there, *command).returncode == 0
    assert again.read_bytes() == before
    wipe("harbour")
    assert archived(restored(again).weblog, file) == before


def test_nothing_written_later_is_ever_called_like_what_came_back(filled: Weblog, file: Path) -> None:
    Post.objects.filter(id=Post.objects.latest("id").id).update(first_id=40_000)
    Comment.objects.filter(id=Comment.objects.latest("id").id).update(first_id=50_000)
    HostReply.objects.filter(id=HostReply.objects.latest("id").id).update(first_id=60_000)
    archived(filled, file)
    wipe("harbour")
    here = restored(file).weblog
    post = published_post(here, "Later")
    comment = post_comment(post, Submission("Ruth", text="Later"))
    reply = reply_inside(comment, "Later", member=here.members.get(name="Marta Oyelaran"))
    assert (post.public_id > 40_000, comment.public_id > 50_000, reply.public_id > 60_000) == (True, True, True)


def test_the_log_still_knows_what_it_is_about(filled: Weblog, file: Path) -> None:
    Decision.objects.create(weblog=filled, kind="comment", subject="comment:123456789", at=whole.NOW)
    before = archived(filled, file)
    wipe("harbour")
    here = restored(file).weblog
    subjects = {decision.subject.partition(":")[0] for decision in here.decisions.all()}
    assert subjects == {"weblog", "member", "post", "comment", "reply", "conversation", "commenter", "rule"}
    closed = here.decisions.get(kind="conversation")
    assert here.posts.get(id=closed.subject.partition(":")[2]).title == "Renamed"
    spam = here.decisions.filter(after="spam").latest("id")
    assert Comment.objects.get(id=spam.subject.partition(":")[2]).state == "spam"
    assert here.decisions.filter(subject="comment:0").count() == 1
    assert archived(here, file) == before


def test_an_import_that_came_before_still_changes_nothing(tide: Weblog, export: Export, file: Path) -> None:
    export.load(tide, *FULL)
    archived(tide, file)
    wipe("tide")
    here = restored(file).weblog
    assert new(export.load(here, *FULL)) == {}


def test_the_same_weblog_gives_the_same_archive(filled: Weblog, file: Path, tmp_path: Path) -> None:
    assert archived(filled, file) == archived(filled, tmp_path / "another.zip")


def test_an_earlier_archive_is_replaced_and_nothing_else(filled: Weblog, file: Path) -> None:
    file.write_text("My diary")
    with pytest.raises(InTheWay):
        write_archive(filled, file)
    assert file.read_text() == "My diary"
    file.unlink()
    archived(filled, file)
    published_post(filled, "Later")
    assert archived(filled, file) == file.read_bytes()
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["kept.zip"]
    assert file.stat().st_mode & 0o077 == 0
