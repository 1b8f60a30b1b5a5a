"""Loading again, on, and after a kill: what is there stays as it is, and nothing comes twice."""

import pytest

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation, State
from tertulia.exchange import load as loading
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.report import Report
from tertulia.exchange.survey import survey
from tertulia.outbox.event import Event
from tertulia.weblog.post import Post
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import FULL, Export, new
from tests.exchange.writing_mt import WEBLOG, comment, entry

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing(tide: Weblog, export: Export) -> None:
    first = export.load(tide, *FULL)
    before = list(Post.objects.order_by("id").values()), list(Comment.objects.order_by("id").values())
    events = Event.objects.count()
    second = export.load(tide, *FULL)
    assert (new(second), second.known) == ({}, first.new)
    assert before == (list(Post.objects.order_by("id").values()), list(Comment.objects.order_by("id").values()))
    assert Event.objects.count() == events


def test_a_file_that_grew_brings_only_what_isnew(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("Tides", comments=[comment("one")]))
    grown = entry("Ebb") + entry("Tides", comments=[comment("one"), comment("two", DATE="03/04/2019 10:00:00 AM")])
    assert new(export.load(tide, grown)) == {"posts": 1, "comments": 1, "addresses": 1}
    conversation = Conversation.objects.get(post__title="Tides")
    numbered = conversation.comments.published().values_list("number", "text")
    assert (list(numbered), conversation.count) == ([(1, "one"), (2, "two")], 2)


def test_what_the_host_changed_meanwhile_stays(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("Tides", comments=[comment()]))
    Post.objects.update(title="Tides, corrected")
    Conversation.objects.update(state=State.OPEN)
    Comment.objects.update(state=CommentState.SPAM)
    export.load(tide, entry("Tides", comments=[comment(), comment("new")]))
    assert Post.objects.get().title == "Tides, corrected"
    assert Conversation.objects.get().state == State.OPEN
    assert list(Comment.objects.order_by("id").values_list("state", flat=True)) == ["spam", "published"]


def test_the_same_words_said_twice_are_two_comments(tide: Weblog, export: Export) -> None:
    assert new(export.load(tide, entry(comments=[comment(), comment()])))["comments"] == 2
    assert new(export.load(tide, entry(comments=[comment(), comment()]))) == {}


def test_what_stands_twice_in_a_file_is_imported_once(tide: Weblog, export: Export) -> None:
    twice = [entry("Tides", comments=[comment("one")]), entry("Tides", comments=[comment("one"), comment("two")])]
    report = export.load(tide, *twice)
    assert (report.new["posts"], report.known["posts"], report.new["comments"], report.known["comments"]) == (
        1,
        1,
        2,
        1,
    )


def test_two_posts_of_one_address_are_both_imported(tide: Weblog, export: Export) -> None:
    url = f"{WEBLOG}/2018/03/one.html "
    report = export.load(tide, entry("A", UNIQUE_URL=url), entry("B", UNIQUE_URL=url))
    assert (report.new["posts"], [loss["what"] for loss in report.lost]) == (2, ["addresses"])
    assert new(export.load(tide, entry("A", UNIQUE_URL=url), entry("B", UNIQUE_URL=url))) == {}


def test_a_load_that_was_killed_is_finished_by_running_it_again(
    tide: Weblog, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [entry(f"Day {n}", comments=[comment(f"{n}")]) for n in range(30)]
    monkeypatch.setattr(loading, "MOST_POSTS", 10)
    export.path.write_text("".join(entries))
    reader, report = MovableTypeReader(export.path), Report("mt", "tide")
    steps = loading.load_steps(reader, tide, report, survey(reader))
    next(steps)
    next(steps)
    steps.close()
    assert Post.objects.count() == 20
    second = export.load(tide, *entries)
    assert (second.known["posts"], second.new["posts"], second.new["comments"]) == (20, 10, 10)
    assert Post.objects.count() == Comment.objects.count() == 30


def test_a_batch_that_fails_leaves_nothing_of_itself(
    tide: Weblog, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [entry(f"Day {n}", comments=[comment(f"{n}")]) for n in range(30)]
    monkeypatch.setattr(loading, "MOST_POSTS", 10)
    export.path.write_text("".join(entries))
    reader, report = MovableTypeReader(export.path), Report("mt", "tide")

    def keep(done: int) -> None:
        if done > 10:
            raise RuntimeError("the disk is full")

    steps = loading.load_steps(reader, tide, report, survey(reader), keep=keep)
    next(steps)
    with pytest.raises(RuntimeError):
        next(steps)
    assert Post.objects.count() == Comment.objects.count() == SearchText.objects.filter(kind="post").count() == 10
    assert new(export.load(tide, *entries))["posts"] == 20
