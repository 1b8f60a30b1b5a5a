"""A weblog that changes its language: what its posts say in it follows."""

import pytest
from django.utils import translation

from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import change_settings
from tests.cast import Cast, published_post

FILM = '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'


@pytest.fixture
def stale_post(cast: Cast) -> Post:
    post = published_post(cast.weblog, body=FILM)
    Post.objects.filter(id=post.id).update(body_html="<p>as it was rendered in another language</p>")
    return post


def test_a_new_language_renders_every_post_anew_in_the_worker(cast: Cast, stale_post: Post) -> None:
    cast.weblog.language = "de"
    change_settings(cast.weblog, ["language"])
    run_due()
    stale_post.refresh_from_db()
    assert "abcdefghijk" in stale_post.body_html
    assert translation.get_language() == "en"


def test_other_settings_leave_the_posts_alone(cast: Cast, stale_post: Post) -> None:
    cast.weblog.title = "The Harbour Wall"
    change_settings(cast.weblog, ["title", "language"])
    run_due()
    stale_post.refresh_from_db()
    assert stale_post.body_html == "<p>as it was rendered in another language</p>"
