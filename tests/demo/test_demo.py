from datetime import timedelta

import pytest

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.demo import weblog as demo
from tertulia.lib import clock
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog

pytestmark = pytest.mark.django_db


@pytest.fixture
def corner_table() -> Weblog:
    return demo.fill()


def test_the_demo_has_one_of_everything_a_host_wants_to_see(corner_table: Weblog) -> None:
    posts = corner_table.posts
    assert posts.published().filter(kind=Kind.PAGE).count() == 1
    assert posts.filter(status=Status.DRAFT).count() == posts.filter(status=Status.SCHEDULED).count() == 1
    assert Comment.objects.filter(state=CommentState.HELD).count() == 1
    assert Comment.objects.filter(state=CommentState.PUBLISHED, parent__isnull=False).count() > 10
    assert HostReply.objects.count() > 5
    assert corner_table.photo is not None


def test_its_months_lie_in_the_past_and_each_comment_after_its_post(corner_table: Weblog) -> None:
    published = Post.objects.published()
    assert max(post.published_at for post in published) < clock.now()
    assert min(post.published_at for post in published) < clock.now() - timedelta(days=120)
    assert all(c.created_at > c.conversation.post.published_at for c in Comment.objects.all())
    assert all(c.created_at < clock.now() for c in Comment.objects.all())


def test_one_conversation_is_closed_with_a_reason_in_the_log(corner_table: Weblog) -> None:
    closed = corner_table.decisions.get(kind="conversation")
    assert closed.after == "closed"
    assert closed.reason


def test_nothing_in_the_demo_had_to_be_taken_out(corner_table: Weblog) -> None:
    assert [post.title for post in corner_table.posts.all() if post.removed] == []


def test_filling_twice_changes_nothing(corner_table: Weblog) -> None:
    before = Comment.objects.count()
    assert demo.fill() == corner_table
    assert Comment.objects.count() == before
