"""A conversation as one document, and how much is in it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.conversation import whole
from tertulia.conversation.comment import CommentState
from tertulia.conversation.policy import Order
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import set_policy
from tests.conversation.talk import inside, talk
from tests.conversation.test_comment_pages import shown
from tests.screens import all_of, check_screen, words


def test_it_is_the_post_with_all_that_was_said_oldest_first(
    client: Client, weblog: Weblog, post: Post, host: Member
) -> None:
    set_policy(weblog, per_page=1, order=Order.NEWEST)
    first, _second = talk(post, 2)
    talk(post, 5, parent=first)
    inside(first, host)
    path = f"{post.link.removesuffix('.html')}/comments/all/"
    assert shown(client, path) == ["1", "3", "4", "5", "6", "7", "2"]
    tree = check_screen(client.get(path))  # type: ignore[arg-type]
    assert all_of(tree, "div[@class='text e-content']")
    assert all_of(tree, "link[@rel='canonical']")[0].get("href") == post.url
    assert [meta.get("content") for meta in all_of(tree, "meta[@name='robots']")] == ["noindex"]
    assert "I have asked them." in words(tree)
    assert not all_of(tree, "aside") + all_of(tree, "details") + all_of(tree, "form")


def test_a_very_long_one_has_parts(client: Client, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "MOST", 2)
    talk(post, 5)
    stem = f"{post.link.removesuffix('.html')}/comments/all/"
    assert [shown(client, f"{stem}{part}") for part in ("", "2/", "3/")] == [["1", "2"], ["3", "4"], ["5"]]
    tree = check_screen(client.get(f"{stem}2/"))  # type: ignore[arg-type]
    assert [link.get("href") for link in all_of(tree, "nav[@class='pages']//a")] == [stem, f"{stem}3/"]
    assert not all_of(tree, "div[@class='text e-content']")
    assert client.get(f"{stem}1/")["Location"] == stem
    check_screen(client.get(f"{stem}4/"), 404)  # type: ignore[arg-type]


def test_a_post_without_comments_is_one_too(client: Client, post: Post) -> None:
    tree = check_screen(client.get(f"{post.stem}/comments/all/"))  # type: ignore[arg-type]
    assert words(all_of(tree, "h2[@id='conversation-heading']")[0]) == "Nobody has commented yet"


def test_its_length_costs_no_queries(client: Client, post: Post) -> None:
    counts = []
    for _time in range(2):
        for parent in talk(post, 40):
            talk(post, 1, parent=parent)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{post.stem}/comments/all/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_how_much_was_said_is_a_few_bytes(client: Client, post: Post) -> None:
    talk(post, 2)
    talk(post, 1, state=CommentState.WITHDRAWN)
    response = client.get(f"{post.stem}/comments/latest.html")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.content.decode() == '<p data-last="3">3 comments</p>'
