"""Posts keep what they said: readers are told of a change, and can compare."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.lib import clock
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.post import Post
from tertulia.weblog.revision import PostRevision
from tertulia.weblog.writing import Writing, publish, rewrite_post, unpublish, write_post
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published

BEFORE, AFTER = "<p>The bridge is <b>open</b>.</p>", "<p>The bridge is <b>closed</b>.</p>"


@pytest.fixture
def post(cast: Cast) -> Post:
    """A post of Marta's."""
    return publish(write_post(cast.weblog, Writing(title="Bridge", body=BEFORE), actor=None), actor=cast.host.user)


def later(minutes: int) -> Any:
    return clock.standing_at(clock.now() + timedelta(minutes=minutes))


def change(post: Post, body: str = AFTER, **fields: Any) -> Post:
    return rewrite_post(Post.objects.get(id=post.id), Writing(title="Bridge", body=body, **fields), actor=None)


def updated(client: Client, post: Post) -> bool:
    return bool(page_of(client.get(post.link)).css(".dt-updated"))


def test_readers_are_told_and_can_compare_word_by_word(client: Client, cast: Cast, post: Post) -> None:
    with later(60):
        rewrite_post(post, Writing(title="Bridge", body=AFTER), actor=cast.host.user)
        [link] = page_of(client.get(post.link)).css("header a[href$='/revisions/']")
        page = page_of(client.get(link.attributes["href"] or ""))
    [gone], [new] = page.css("del"), page.css("ins")
    assert ("open" in gone.text(), "closed" in new.text()) == (True, True)
    assert "Marta Oyelaran" in page.text()
    row = PostRevision.objects.get()
    assert (row.number, row.body, row.actor_name, row.minor) == (1, BEFORE, "Marta Oyelaran", False)


def test_what_is_corrected_at_once_is_kept_and_no_news(client: Client, post: Post) -> None:
    with later(5):
        change(post)
        assert not updated(client, post)
    assert client.get(f"{post.stem}/revisions/").status_code == 200
    with later(12):
        change(post, "<p>Later.</p>")
        assert updated(client, post)


def test_a_minor_change_is_kept_and_no_news(client: Client, post: Post) -> None:
    with later(60):
        change(post, minor=True)
        assert not updated(client, post)
    assert "minor" in words_of(client.get(f"{post.stem}/revisions/"))


def test_who_changes_no_words_changes_nothing(client: Client, post: Post) -> None:
    with later(60):
        change(post, BEFORE, tags=["tolls"])
    assert (PostRevision.objects.count(), Post.objects.get(id=post.id).revision) == (0, 1)
    assert client.get(f"{post.stem}/revisions/").status_code == 404


def test_each_revision_has_an_address_and_so_has_all_since(client: Client, post: Post) -> None:
    for minutes, body in ((20, AFTER), (40, "<p>The bridge is gone.</p>")):
        with later(minutes):
            change(post, body)
    stem = post.stem
    assert [one.text() for one in page_of(client.get(f"{stem}/revisions/2/")).css("main ins")] == ["[put in: closed]"]
    since = page_of(client.get(f"{stem}/revisions/1/since/"))
    assert ("open" in since.css("del")[0].text(), "gone" in since.css("ins")[0].text()) == (True, True)
    for name in ("1/", "4/", "3/since/", "9/since/"):
        assert client.get(f"{stem}/revisions/{name}").status_code == 404, name


def test_what_was_never_public_is_in_no_history(client: Client, cast: Cast) -> None:
    post = write_post(cast.weblog, Writing(title="Draft", body="<p>Secret.</p>"), actor=None)
    rewrite_post(post, Writing(title="Bridge", body=BEFORE), actor=None)
    publish(post, actor=None)
    assert not PostRevision.objects.exists()


def test_who_takes_a_post_back_to_change_it_leaves_the_same_history(client: Client, post: Post) -> None:
    with later(60):
        unpublish(Post.objects.get(id=post.id), actor=None)
        change(post, "<p>Half done.</p>")
        change(post)
        publish(Post.objects.get(id=post.id), actor=None)
        assert updated(client, post)
        assert [row.body for row in PostRevision.objects.all()] == [BEFORE]
        change(post, "<p>Once more.</p>")
    assert [row.body for row in PostRevision.objects.all()] == [BEFORE, AFTER]


def test_an_imported_post_comes_with_one_revision(client: Client, cast: Cast) -> None:
    new = ImportedPost("1", "published", clock.now() - timedelta(days=900), title="Old", body="<p>Old.</p>")
    [post] = add_posts(cast.weblog, [new], source="test")
    assert post.revision == 1
    change(post)
    assert updated(client, Post.objects.get(id=post.id))
    assert PostRevision.objects.get().since == post.published_at


def test_an_imported_post_may_live_where_revisions_would(client: Client, cast: Cast) -> None:
    path = "/2011/05/revisions/"
    new = ImportedPost("1", "published", clock.now(), title="Revisions", body="<p>Old.</p>", path=path)
    add_posts(cast.weblog, [new], source="test")
    assert "Old." in words_of(client.get(path))


def test_a_comment_remembers_which_wording_it_answered(client: Client, post: Post) -> None:
    first = published(post, "Is it open?")
    more = f"{post.stem}/comments/1/more/"
    assert "has changed" not in words_of(client.get(more))
    with later(60):
        change(post)
        assert "The post has changed since this comment was written" in words_of(client.get(more))
        [link] = page_of(client.get(more)).css("#post a")
        assert "closed" in words_of(client.get(link.attributes["href"] or ""))
        second = published(Post.objects.get(id=post.id), "I see.")
    assert (first.post_revision, Comment.objects.get(id=second.id).post_revision) == (1, 2)
    assert "has changed" not in words_of(client.get(f"{post.stem}/comments/2/more/"))
