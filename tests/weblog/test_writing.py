"""Write, publish, schedule, take back, discard, restore."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tertulia.lib import clock
from tertulia.weblog.address import find_address
from tertulia.weblog.category import add_category
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.search import find
from tertulia.weblog.writing import (
    Writing,
    discard,
    publish,
    publish_due,
    restore,
    rewrite_post,
    unpublish,
    write_post,
)
from tests.cast import Cast, gather, published_post

pytestmark = pytest.mark.django_db

AUGUST = datetime(2026, 8, 30, 6, 12, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_a_new_post_is_a_draft_without_an_address(cast: Cast) -> None:
    post = write_post(cast.weblog, Writing(title="What the dredger found", body="Mud."), actor=cast.host.user)
    assert (post.status, post.path, post.basename) == (Status.DRAFT, None, "what-the-dredger-found")


def test_publishing_gives_the_address_of_its_month_in_the_weblogs_time_zone(cast: Cast) -> None:
    just_before_midnight_utc = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)
    with time_machine.travel(just_before_midnight_utc, tick=False):
        post = publish(write_post(cast.weblog, Writing(title="Night"), actor=None), actor=cast.host.user)
    assert post.path == "/harbour/2026/09/night.html"
    assert post.published_at == just_before_midnight_utc


def test_a_page_stands_outside_the_months(cast: Cast) -> None:
    page = published_post(cast.weblog, "About", kind=Kind.PAGE)
    assert page.path == "/harbour/about.html"
    assert not Post.objects.in_time().exists()


def test_two_posts_of_one_title_in_one_month_get_two_addresses(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False):
        first, second = published_post(cast.weblog, "Storm"), published_post(cast.weblog, "Storm")
    assert (first.path, second.path) == ("/harbour/2026/08/storm.html", "/harbour/2026/08/storm-1.html")


def test_a_title_in_any_script_makes_a_readable_basename(cast: Cast) -> None:
    post = write_post(cast.weblog, Writing(title="Merry Christmas – Joyeux Noël – 圣诞快乐"), actor=None)
    assert post.basename == "merry-christmas-joyeux-noël-圣诞快乐"


def test_a_post_without_a_title_is_called_by_its_first_words(cast: Cast) -> None:
    body = "<p>The harbour office put up the barriers</p>"
    post = write_post(cast.weblog, Writing(body=body), actor=None)
    assert post.heading == "The harbour office put up…"
    assert post.basename == "the-harbour-office-put-up"


def test_nothing_at_all_is_refused_with_a_reason(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="title or some text"):
        write_post(cast.weblog, Writing(title="  ", body="\n"), actor=None)
    assert not Post.objects.exists()


def test_renaming_a_published_post_keeps_its_old_address(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False):
        post = published_post(cast.weblog, "Storm")
        rewrite_post(post, Writing(title="Storm", body="Wind.", basename="the-great-storm"), actor=None)
    post.refresh_from_db()
    assert post.path == "/harbour/2026/08/the-great-storm.html"
    old = find_address("/harbour/2026/08/storm.html")
    assert old is not None
    assert old.target == post.path


def test_a_basename_from_an_import_is_not_made_anew_when_the_post_is_saved(cast: Cast) -> None:
    post = published_post(cast.weblog, "Snow")
    Post.objects.filter(id=post.id).update(basename="new_years_snowy_", path="/harbour/2007/01/new_years_snowy_.html")
    post.refresh_from_db()
    rewrite_post(post, Writing(title="Snow again", body="More.", basename="new_years_snowy_"), actor=None)
    assert (post.basename, post.path) == ("new_years_snowy_", "/harbour/2007/01/new_years_snowy_.html")


def test_a_page_called_archives_does_not_hide_behind_the_archives(cast: Cast) -> None:
    assert published_post(cast.weblog, "Archives", kind=Kind.PAGE).path == "/harbour/archives-1.html"


def test_renaming_back_and_forth_never_loses_an_address(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False):
        post = published_post(cast.weblog, "Storm")
        for name in ("gale", "storm", "gale", "breeze"):
            rewrite_post(post, Writing(title="Storm", body="Wind.", basename=name), actor=None)
    for name in ("storm", "gale"):
        address = find_address(f"/harbour/2026/08/{name}.html")
        assert address is not None
        assert address.target == "/harbour/2026/08/breeze.html"


def test_another_post_never_takes_an_address_that_was_left_behind(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False):
        first = published_post(cast.weblog, "Storm")
        rewrite_post(first, Writing(title="Storm", body="Wind.", basename="gale"), actor=None)
        second = published_post(cast.weblog, "Storm")
    assert second.path == "/harbour/2026/08/storm-1.html"


def test_a_scheduled_post_appears_when_its_time_has_come_and_not_before(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False) as clock_hand:
        draft = write_post(cast.weblog, Writing(title="Tolls"), actor=None)
        publish(draft, actor=cast.host.user, at=clock.now() + timedelta(hours=2))
        assert draft.status == Status.SCHEDULED
        assert publish_due() == 0
        clock_hand.shift(timedelta(hours=2))
        assert publish_due() == 1
        assert publish_due() == 0
    draft.refresh_from_db()
    assert (draft.status, draft.path) == (Status.PUBLISHED, "/harbour/2026/08/tolls.html")
    assert draft.published_at == AUGUST + timedelta(hours=2)


def test_taking_a_post_back_and_publishing_it_again_keeps_address_and_date(cast: Cast) -> None:
    with time_machine.travel(AUGUST, tick=False) as clock_hand:
        post = published_post(cast.weblog, "Storm")
        path, date = post.path, post.published_at
        unpublish(post, actor=cast.host.user)
        assert not Post.objects.published().exists()
        clock_hand.shift(timedelta(days=40))
        publish(post, actor=cast.host.user)
    assert (post.path, post.published_at) == (path, date)


def test_a_discarded_post_can_be_restored(cast: Cast) -> None:
    post = published_post(cast.weblog, "Storm")
    discard(post, actor=cast.host.user, reason="wrong weblog")
    assert not Post.objects.published().exists()
    restore(post, actor=cast.host.user)
    assert post.status == Status.DRAFT
    moves = Decision.objects.filter(subject=f"post:{post.id}").order_by("id")
    assert [(move.before, move.after) for move in moves] == [
        ("draft", "published"),
        ("published", "discarded"),
        ("discarded", "draft"),
    ]
    assert moves[1].actor_name == "Marta Oyelaran"
    assert moves[1].reason == "wrong weblog"


def test_only_published_posts_are_found(cast: Cast) -> None:
    post = published_post(cast.weblog, "Storm", body="<p>Barometers fell.</p>")
    assert [found.object_id for found in find(cast.weblog, "barometers")] == [post.id]
    unpublish(post, actor=None)
    assert find(cast.weblog, "barometers") == []


def test_categories_and_tags_are_kept_and_replaced(cast: Cast) -> None:
    bridges, tolls = add_category(cast.weblog, "Bridges"), add_category(cast.weblog, "Tolls")
    post = write_post(
        cast.weblog, Writing(title="A", categories=[bridges], tags=["Low Ferry", "low ferry"]), actor=None
    )
    assert [tag.slug for tag in post.tags.all()] == ["low-ferry"]
    rewrite_post(post, Writing(title="A", categories=[tolls], tags=[]), actor=None)
    assert ([c.label for c in post.categories.all()], post.tags.count()) == (["Tolls"], 0)


def test_the_source_stays_as_typed_and_the_writer_is_told_what_was_taken_out(cast: Cast) -> None:
    source = "<p onclick='x()'>Hello</p><script>alert(1)</script>"
    post = write_post(cast.weblog, Writing(title="A", body=source), actor=None)
    assert post.body == source
    assert "script" not in post.body_html
    assert "onclick" not in post.body_html
    assert post.removed


def test_markdown_is_rendered_and_kept(cast: Cast) -> None:
    post = write_post(cast.weblog, Writing(title="A", body="*soft*", format=Format.MARKDOWN), actor=None)
    assert post.body == "*soft*"
    assert "<em>soft</em>" in post.body_html


def test_neighbours_are_those_before_and_after_in_time_in_one_query(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with time_machine.travel(AUGUST, tick=False) as clock_hand:
        posts = []
        for title in ("One", "Two", "Three"):
            posts.append(published_post(cast.weblog, title))
            clock_hand.shift(timedelta(days=1))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert posts[1].neighbours() == (posts[0], posts[2])
    assert posts[0].neighbours() == (None, posts[1])
    assert posts[2].neighbours() == (posts[1], None)
