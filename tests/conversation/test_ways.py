"""Another way to read a conversation: flat in order of time, or in threads; and who answers whom, both ways."""

import pytest
from django.test import Client

from tertulia.conversation.policy import Order
from tertulia.conversation.ways import MANY
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import set_policy
from tests.conversation.talk import talk
from tests.conversation.test_comment_pages import shown
from tests.screens import all_of, check_screen, words


def links(client: Client, path: str, where: str) -> list[tuple[str, str | None]]:
    tree = check_screen(client.get(path))  # type: ignore[arg-type]
    return [(words(link), link.get("href")) for place in all_of(tree, where) for link in all_of(place, "a")]


def test_what_answers_an_early_comment_stands_below_it_or_where_it_was_said(
    client: Client, weblog: Weblog, post: Post
) -> None:
    first, _second = talk(post, 2)
    talk(post, 1, parent=first)
    stem = post.link.removesuffix(".html")
    assert shown(client, post.link) == ["1", "3", "2"]
    assert shown(client, f"{stem}/comments/in-time/") == ["1", "2", "3"]
    set_policy(weblog, depth=0)
    assert shown(client, post.link) == ["1", "2", "3"]
    assert shown(client, f"{stem}/comments/in-threads/") == ["1", "3", "2"]


def test_the_way_that_the_host_has_chosen_has_one_address(client: Client, weblog: Weblog, post: Post) -> None:
    talk(post, 2)
    assert client.get(f"{post.stem}/comments/in-threads/")["Location"] == f"{post.link}#comments"
    set_policy(weblog, depth=0, per_page=1)
    stem = post.link.removesuffix(".html")
    response = client.get(f"{post.stem}/comments/in-time/page/2/")
    assert (response.status_code, response["Location"]) == (302, f"{stem}/comments/page/2/#comments")


def test_each_way_goes_on_over_pages_of_its_own(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 5)
    stem = f"{post.link.removesuffix('.html')}/comments"
    assert shown(client, f"{stem}/in-time/") == ["1", "2"]
    assert shown(client, f"{stem}/in-time/page/3/") == ["5"]
    pages = [href for _words, href in links(client, f"{stem}/in-time/page/2/", "nav[@class='pages']")]
    assert pages == [f"{stem}/in-time/#comments", f"{stem}/in-time/page/3/#comments"]
    assert client.get(f"{stem}/in-time/page/1/")["Location"] == f"{stem}/in-time/#comments"
    assert client.get(f"{stem}/in-time/page/4/")["Location"] == f"{stem}/in-time/page/3/#comments"
    check_screen(client.get(f"{stem}/in-time/page/6/"), 404)  # type: ignore[arg-type]
    set_policy(weblog, order=Order.NEWEST)
    assert shown(client, f"{stem}/in-time/") == ["5"]
    assert shown(client, f"{stem}/in-time/page/1/") == ["2", "1"]


def test_pages_lead_from_one_way_to_the_other_and_back(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 5)
    stem = f"{post.link.removesuffix('.html')}/comments"
    whole = ("The whole conversation on one page", f"{stem}/all/")
    ways = "nav[@class='ways']"
    assert links(client, post.link, ways) == [("In order of time", f"{stem}/in-time/#comments"), whole]
    assert links(client, f"{stem}/in-time/", ways) == [("In threads", f"{post.link}#comments"), whole]
    assert links(client, f"{stem}/page/2/", ways)[0] == ("In order of time", f"{stem}/in-time/page/2/#comments")
    assert links(client, f"{stem}/in-time/page/2/", ways)[0] == ("In threads", f"{stem}/page/2/#comments")
    tree = check_screen(client.get(f"{stem}/in-time/page/2/"))  # type: ignore[arg-type]
    assert all_of(tree, "link[@rel='canonical']")[0].get("href") == weblog.absolute(f"{stem}/page/2/")


def test_a_short_conversation_is_not_offered_in_several_ways(client: Client, post: Post) -> None:
    talk(post, MANY - 1)
    assert links(client, post.link, "nav[@class='ways']") == []
    talk(post, 1)
    assert len(links(client, post.link, "nav[@class='ways']")) == 2


def test_where_nobody_has_commented_there_is_no_other_way(client: Client, post: Post) -> None:
    response = client.get(f"{post.stem}/comments/in-time/")
    assert (response.status_code, response["Location"]) == (302, f"{post.link}#comments")


def test_elsewhere_a_permalink_leads_to_where_the_host_shows_it(client: Client, post: Post) -> None:
    talk(post, 1)
    stem = post.link.removesuffix(".html")
    tree = check_screen(client.get(f"{stem}/comments/in-time/"))  # type: ignore[arg-type]
    assert all_of(tree, "article/header/a")[-1].get("href") == f"{stem}/comments/1/"


def test_in_order_of_time_each_comment_names_its_answers(client: Client, post: Post) -> None:
    [first] = talk(post, 1)
    second, third = talk(post, 2, parent=first)
    tree = check_screen(client.get(f"{post.stem}/comments/in-time/"))  # type: ignore[arg-type]
    [answered] = all_of(tree, "p[@class='answered']")
    assert words(answered) == "answers: #2, #3"
    assert [link.get("href") for link in all_of(answered, "a")] == [f"#{second.anchor}", f"#{third.anchor}"]
    assert not all_of(check_screen(client.get(post.link)), "p[@class='answered']")  # type: ignore[arg-type]


def test_answers_on_other_pages_are_named(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    first, _second = talk(post, 2)
    talk(post, 1, parent=first)
    talk(post, 1, parent=first, state="held")
    stem = post.link.removesuffix(".html")
    assert links(client, post.link, "p[@class='answered']") == [("#3", f"{stem}/comments/3/")]
    assert links(client, f"{stem}/comments/page/2/", "p[@class='answers']") == [
        ("Ruth Tamm, #1", f"{stem}/comments/1/")
    ]


def test_of_very_many_answers_the_first_are_named(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=1)
    [first] = talk(post, 1)
    talk(post, 20, parent=first)
    [answered] = all_of(check_screen(client.get(post.link)), "p[@class='answered']")  # type: ignore[arg-type]
    assert words(answered) == f"answers: {', '.join(f'#{number}' for number in range(2, 14))}, 8 more"


@pytest.mark.parametrize(("answers", "folds"), [(2, 0), (3, 1)])
def test_a_thread_of_answers_can_be_folded_up(client: Client, post: Post, answers: int, folds: int) -> None:
    [first] = talk(post, 1)
    [second] = talk(post, 1, parent=first)
    talk(post, answers - 1, parent=second)
    tree = check_screen(client.get(post.link))  # type: ignore[arg-type]
    assert [words(summary) for summary in all_of(tree, "details[@open]/summary")] == ["3 answers"] * folds
    assert len(all_of(tree, "div[@class='replies']")) == 2 - folds
