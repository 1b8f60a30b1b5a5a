"""The list of posts and pages."""

import pytest
from django.test import Client

from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, write_post
from tests.cast import Cast, published_post
from tests.desk.people import page


@pytest.fixture
def draft(cast: Cast) -> Post:
    return write_post(cast.weblog, Writing(title="Low tide", body="<p>Mud.</p>", author=cast.host), actor=None)


def test_posts_are_found_by_status_kind_and_words(marta: Client, weblog: Weblog, draft: Post) -> None:
    published_post(weblog, "The ferry timetable")
    write_post(weblog, Writing(title="About us", kind="page"), actor=None)
    listed = {
        query: page(marta.get(f"/desk/harbour/posts/?{query}")) for query in ("status=draft", "kind=page", "q=ferry")
    }
    assert "Low tide" in listed["status=draft"]
    assert "timetable" not in listed["status=draft"]
    assert "About us" in listed["kind=page"]
    assert "Low tide" not in listed["kind=page"]
    assert "timetable" in listed["q=ferry"]
    assert "Low tide" not in listed["q=ferry"]
    assert marta.get("/desk/harbour/posts/?page=nonsense&status=nonsense").status_code == 200


def test_discard_puts_aside_and_restore_brings_back(marta: Client, draft: Post) -> None:
    marta.post(f"/desk/harbour/posts/{draft.id}/discarding/")
    assert Post.objects.get().status == Status.DISCARDED
    assert "Low tide" not in page(marta.get("/desk/harbour/posts/?q=tide")).partition("<h1>")[2]
    marta.post(f"/desk/harbour/posts/{draft.id}/restoration/")
    assert Post.objects.get().status == Status.DRAFT
