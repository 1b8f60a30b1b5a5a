"""Loading records into a weblog: everything counted, rendered, filed, found."""

from datetime import UTC, datetime

import pytest

from tertulia.exchange.load import load
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.exchange.records import BrokenExport
from tertulia.outbox.event import Event
from tertulia.weblog.member import Role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.exchange.loading import FULL, Export, new
from tests.exchange.writing_mt import comment, entry

pytestmark = pytest.mark.django_db


def test_everything_is_counted_once(tide: Weblog, export: Export) -> None:
    report = export.load(tide, *FULL)
    assert new(report) == {
        "posts": 1,
        "pages": 1,
        "drafts": 1,
        "scheduled": 1,
        "comments": 2,
        "pings": 1,
        "categories": 1,
        "tags": 2,
        "authors": 2,
        "addresses": 2,
    }
    assert (report.lost, report.warnings) == ([], [])


def test_dates_are_read_in_the_zone_that_was_asked_for(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("One"))
    export.load(tide, entry("Two"), zone="America/New_York")
    dates = dict(Post.objects.values_list("title", "published_at"))
    assert dates["One"] == datetime(2018, 3, 4, 17, 5, 4, tzinfo=UTC)
    assert dates["Two"] == datetime(2018, 3, 4, 23, 5, 4, tzinfo=UTC)


def test_titles_and_labels_are_words_and_bodies_stay_as_typed(tide: Weblog, export: Export) -> None:
    export.load(tide, entry("The <i>Vis</i> &amp; &ndash; <job>", body="a&#0160;b", header="CATEGORY: R&amp;D\n"))
    post = Post.objects.get()
    assert (post.title, post.body) == ("The Vis & – <job>", "a&#0160;b")
    assert [category.label for category in post.categories.all()] == ["R&D"]


def test_authors_become_members_without_an_account(cast: Cast, export: Export) -> None:
    report = export.load(
        cast.weblog,
        entry("One", AUTHOR="marta oyelaran", AUTHOR_EMAIL=None),
        entry("Two", AUTHOR="MO", AUTHOR_EMAIL="MARTA@example.org"),
        entry("Three", AUTHOR="Piet", AUTHOR_EMAIL="piet@example.org"),
    )
    assert (report.known["authors"], report.new["authors"]) == (1, 1)
    authors = dict(Post.objects.values_list("title", "author__name"))
    assert authors == {"One": "Marta Oyelaran", "Two": "Marta Oyelaran", "Three": "Piet"}
    piet = cast.weblog.members.get(name="Piet")
    assert (piet.user, piet.role, piet.email) == (None, Role.AUTHOR, "piet@example.org")


def test_a_broken_file_changes_nothing(tide: Weblog, export: Export) -> None:
    export.path.write_bytes(entry().encode() * 100 + b"\xff")
    export.path.write_text("<html>")
    with pytest.raises(BrokenExport):
        load(MovableTypeReader(export.path), tide)
    assert Post.objects.count() == 0


def test_nobody_is_told_about_what_is_old(tide: Weblog, export: Export) -> None:
    export.load(tide, *FULL)
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"weblog.created", "member.changed", "posts.imported", "comments.imported"}


def test_the_log_says_what_was_imported(tide: Weblog, export: Export) -> None:
    export.load(tide, *FULL)
    decision = tide.decisions.get(kind="import")
    assert decision.about.startswith("1 post, 1 page")


def test_a_batch_costs_few_queries(tide: Weblog, export: Export, django_assert_max_num_queries: object) -> None:
    export.load(tide, entry("Before", header="CATEGORY: Sea\n"))
    entries = [entry(f"Day {n}", comments=[comment()], header="CATEGORY: Sea\n") for n in range(45)]
    export.path.write_text("".join(entries))
    # Six of them are settings of SQLite, once in a load.
    with django_assert_max_num_queries(59):  # type: ignore[operator]
        load(MovableTypeReader(export.path), tide)
