"""What each write of a post names as stale: what changed and no more. (That it is enough, tests/publishing proves.)"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog.category import Category, add_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.member import Role, add_member, change_role
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.writing import Writing, discard, publish, restore, rewrite_post, unpublish, write_post
from tests.cast import Cast, published_post

AUGUST = datetime(2026, 8, 10, 6, 12, tzinfo=UTC)


@pytest.fixture
def hands() -> Any:
    with time_machine.travel(AUGUST, tick=False) as hands:
        yield hands


@pytest.fixture
def bridges(cast: Cast) -> Category:
    return add_category(cast.weblog, "Bridges")


@pytest.fixture
def posts(hands: Any, cast: Cast, bridges: Category) -> list[Post]:
    """Four posts of August, a day apart."""
    found = []
    for title in ("One", "Two", "Three", "Four"):
        found.append(published_post(cast.weblog, title, author=cast.host, categories=[bridges], tags=["tolls"]))
        hands.shift(timedelta(days=1))
    return found


def stale_by(write: Callable[[], object]) -> set[str]:
    last = Event.objects.latest("id").id
    write()
    return {tag for event in Event.objects.filter(id__gt=last) for tag in event.tags}


def as_it_is(post: Post, **changed: Any) -> Writing:
    kept: dict[str, Any] = {
        "title": post.title,
        "body": post.body,
        "author": post.author,
        "categories": [*post.categories.all()],
        "tags": [tag.name for tag in post.tags.all()],
    }
    return Writing(**{**kept, **changed})


def edits(post: Post, **changed: Any) -> set[str]:
    return stale_by(lambda: rewrite_post(post, as_it_is(post, **changed), actor=None))


def always(post: Post) -> set[str]:
    return {tags.post(post.id), tags.posts(post.weblog_id)}


def lists(post: Post, *others: str) -> set[str]:
    month = tags.month(post.weblog_id, post.local_date.year, post.local_date.month)
    [category], [tag] = post.categories.all(), post.tags.all()
    filed = {tags.category(category.id), tags.tag(tag.id), tags.author(post.author_id or 0)}
    return {tags.latest(post.weblog_id), month, *filed, *others}


def beside(*posts: Post) -> set[str]:
    return {tags.neighbours(post.id) for post in posts}


def test_a_new_post_changes_its_lists_and_its_neighbours(cast: Cast, posts: list[Post]) -> None:
    draft = write_post(cast.weblog, as_it_is(posts[0], title="Five"), actor=None)
    stale = stale_by(lambda: publish(draft, actor=None))
    assert stale == always(draft) | lists(draft) | beside(posts[3])


def test_a_post_between_others_changes_both(cast: Cast, posts: list[Post]) -> None:
    draft = write_post(cast.weblog, as_it_is(posts[0], title="Between"), actor=None)
    stale = stale_by(lambda: publish(draft, actor=None, at=AUGUST + timedelta(hours=30)))
    assert stale == always(draft) | lists(draft) | beside(posts[1], posts[2])


@pytest.mark.parametrize("verb", [unpublish, discard])
def test_a_post_that_is_taken_back_leaves_the_same_and_the_recent_comments(
    cast: Cast, posts: list[Post], verb: Callable[..., Post]
) -> None:
    spoken = (tags.recent_comments(cast.weblog.id), tags.speakers(cast.weblog.id))
    gone = always(posts[1]) | lists(posts[1], *spoken) | beside(posts[0], posts[2])
    assert stale_by(lambda: verb(posts[1], actor=None)) == gone
    assert stale_by(lambda: restore(posts[1], actor=None)) == set()
    assert stale_by(lambda: publish(posts[1], actor=None)) == gone


def test_other_words_change_what_shows_them(posts: list[Post]) -> None:
    assert edits(posts[1], body="Mud.", excerpt="Mud") == always(posts[1])


def test_another_title_or_address_changes_the_recent_comments_too(cast: Cast, posts: list[Post]) -> None:
    spoken = {tags.recent_comments(cast.weblog.id), tags.speakers(cast.weblog.id)}
    assert edits(posts[1], title="Second") == always(posts[1]) | spoken
    assert edits(posts[1], basename="second") == always(posts[1]) | spoken


def test_a_post_filed_elsewhere_changes_what_it_left_and_where_it_came(
    cast: Cast, posts: list[Post], bridges: Category
) -> None:
    published_post(cast.weblog, "Five", categories=[add_category(cast.weblog, "Maps")], tags=["tide"])
    maps, tide, tolls = add_category(cast.weblog, "Maps"), *cast.weblog.tags.order_by("slug")
    stale = edits(posts[1], categories=[bridges, maps], tags=["tide"], author=cast.author)
    authors = {tags.author(cast.host.id), tags.author(cast.author.id)}
    assert stale == {*always(posts[1]), tags.category(maps.id), tags.tag(tide.id), tags.tag(tolls.id), *authors}


def test_another_date_changes_both_places(cast: Cast, posts: list[Post]) -> None:
    july = write_post(cast.weblog, Writing(title="July"), actor=None)
    publish(july, actor=None, at=AUGUST - timedelta(days=20))
    stale = edits(posts[2], published_at=AUGUST - timedelta(days=25))
    both = {tags.month(cast.weblog.id, 2026, month) for month in (7, 8)}
    assert stale == always(posts[2]) | lists(posts[2], *both) | beside(posts[1], posts[3], july)


def test_the_first_and_the_last_of_a_month_change_every_sidebar(cast: Cast, hands: Any, posts: list[Post]) -> None:
    headings = tags.headings(cast.weblog.id)
    hands.shift(timedelta(days=30))
    draft = write_post(cast.weblog, Writing(title="Later"), actor=None)
    assert headings in stale_by(lambda: publish(draft, actor=None))
    assert headings not in stale_by(lambda: published_post(cast.weblog, "Later still"))
    assert headings not in stale_by(lambda: unpublish(draft, actor=None))
    assert headings in stale_by(lambda: unpublish(Post.objects.get(title="Later still"), actor=None))


def test_the_first_and_the_last_of_a_category_change_every_sidebar(cast: Cast, posts: list[Post]) -> None:
    headings, walks = tags.headings(cast.weblog.id), add_category(cast.weblog, "Walks")
    assert headings in edits(posts[0], categories=[walks])
    assert headings not in edits(posts[1], categories=[walks])
    assert headings not in edits(posts[1], categories=[])
    assert headings in stale_by(lambda: unpublish(posts[0], actor=None))


def test_a_page_changes_every_sidebar_by_its_name_alone(cast: Cast, posts: list[Post]) -> None:
    headings = tags.headings(cast.weblog.id)
    spoken = {tags.recent_comments(cast.weblog.id), tags.speakers(cast.weblog.id)}
    page = write_post(cast.weblog, Writing(title="About", kind=Kind.PAGE), actor=None)
    assert stale_by(lambda: publish(page, actor=None)) == {*always(page), headings}
    assert edits(page, kind=Kind.PAGE, body="She lives here.") == always(page)
    assert edits(page, kind=Kind.PAGE, title="About her") == {*always(page), headings, *spoken}
    assert stale_by(lambda: unpublish(page, actor=None)) == {*always(page), headings, *spoken}


def test_a_post_that_becomes_a_page_leaves_time(cast: Cast, posts: list[Post]) -> None:
    whole = {tags.headings(cast.weblog.id), tags.recent_comments(cast.weblog.id)}
    before = lists(posts[1])
    assert edits(posts[1], kind=Kind.PAGE) - whole == always(posts[1]) | before | beside(posts[0], posts[2])


def test_what_readers_do_not_see_changes_nothing(cast: Cast, posts: list[Post]) -> None:
    draft = write_post(cast.weblog, as_it_is(posts[0], title="Not yet"), actor=None)
    assert edits(draft, title="Nor now") == set()
    assert stale_by(lambda: publish(draft, actor=None, at=AUGUST + timedelta(days=400))) == set()
    assert stale_by(lambda: discard(draft, actor=None)) == set()


def test_a_draft_that_an_import_brought_may_have_been_discussed(cast: Cast) -> None:
    [draft] = add_posts(cast.weblog, [ImportedPost("1", Status.DRAFT, AUGUST, title="Old")], source="mt")
    assert tags.recent_comments(cast.weblog.id) in stale_by(lambda: publish(draft, actor=None))


def test_what_somebody_else_changed_meanwhile_counts(cast: Cast, posts: list[Post]) -> None:
    read_earlier = Post.objects.get(id=posts[1].id)
    edits(posts[1], categories=[add_category(cast.weblog, "Maps")], author=cast.author)
    stale = stale_by(lambda: unpublish(read_earlier, actor=None))
    assert stale >= lists(Post.objects.get(id=posts[1].id))


def test_a_write_of_what_was_taken_back_meanwhile_does_not_show_it_again(cast: Cast, posts: list[Post]) -> None:
    read_earlier = Post.objects.get(id=posts[1].id)
    discard(posts[1], actor=None)
    rewrite_post(read_earlier, as_it_is(read_earlier, body="Mud."), actor=None)
    assert Post.objects.get(id=posts[1].id).status == Status.DISCARDED


def test_another_role_stands_beside_all_that_a_member_has_said(cast: Cast) -> None:
    assert stale_by(lambda: add_member(cast.weblog, name="Piet", role=Role.AUTHOR)) == set()
    assert stale_by(lambda: change_role(cast.author, Role.EDITOR, actor=None)) == {tags.weblog(cast.weblog.id)}
