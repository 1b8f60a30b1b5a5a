import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import published_post
from tests.conversation.people import published
from tests.screens import all_of, check_screen, words


def found(client: Client, query: str) -> list[str]:
    tree = check_screen(client.get("/harbour/search/", {"q": query}))  # type: ignore[arg-type]
    return [link.get("href") or "" for link in all_of(tree, "ol[@class='found']/li/p/a")]


def test_posts_and_comments_are_found_by_their_words(client: Client, weblog: Weblog, post: Post) -> None:
    comment = published(post, "The dredger found a bicycle.")
    assert found(client, "barriers") == [post.link]
    assert found(client, "dredger bicycle") == [f"{post.link}#{comment.anchor}"]
    assert found(client, "walrus") == []


def test_nothing_of_another_weblog_is_found(client: Client, weblog: Weblog) -> None:
    published_post(create_weblog("ferry"), "Barriers elsewhere")
    assert found(client, "barriers") == []


def test_what_is_no_longer_public_is_not_shown_though_the_index_knew_it(client: Client, post: Post) -> None:
    comment = published(post, "The dredger found a bicycle.")
    Comment.objects.filter(id=comment.id).update(state="spam")
    assert found(client, "bicycle") == []


def test_without_words_there_is_the_form(client: Client, weblog: Weblog) -> None:
    tree = check_screen(client.get("/harbour/search/"))  # type: ignore[arg-type]
    assert all_of(tree, "main/form[@role='search']")
    assert not all_of(tree, "ol")


def test_results_are_never_stored(client: Client, weblog: Weblog) -> None:
    response = client.get("/harbour/search/", {"q": "barriers"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ['"', "a* OR (", "NEAR(x y)", "'; DROP", "<script>", "x" * 5000, "%", "\u202e", "-"])
def test_any_query_is_only_words(client: Client, post: Post, query: str) -> None:
    check_screen(client.get("/harbour/search/", {"q": query}))  # type: ignore[arg-type]


def test_many_results_go_on_over_pages(client: Client, weblog: Weblog) -> None:
    for number in range(21):
        published_post(weblog, f"Gulls {number}")
    first, second = (client.get("/harbour/search/", {"q": "gulls", "page": page}) for page in (1, 2))
    counts = [len(all_of(check_screen(page), "ol[@class='found']/li")) for page in (first, second)]  # type: ignore[arg-type]
    assert counts == [20, 1]
    assert "Further matches" in first.content.decode()


@pytest.mark.parametrize("page", ["0", "51", "x", "-1", "²", "1" * 30])
def test_a_page_of_results_that_is_not_there_is_a_404(client: Client, weblog: Weblog, page: str) -> None:
    assert client.get("/harbour/search/", {"q": "gulls", "page": page}).status_code == 404


def test_words_are_shown_escaped(client: Client, weblog: Weblog) -> None:
    tree = check_screen(client.get("/harbour/search/", {"q": '"><b>x'}))  # type: ignore[arg-type]
    assert [field.get("value") for field in all_of(tree, "main/form//input")] == ['"><b>x']
    assert '"><b>x' in words(all_of(tree, "main/p")[0])
