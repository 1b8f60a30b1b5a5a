"""Long conversations: pages of comments, and the one that shows each comment."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tertulia.conversation import reading
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.policy import Order, Policy
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.conversation.people import set_policy
from tests.conversation.talk import inside, talk
from tests.screens import all_of, check_screen, words


@given(st.integers(1, 10_000), st.integers(1, 300))
def test_a_full_chunk_never_changes(number: int, per_page: int) -> None:
    chunk = reading.chunk_of(number, Policy(per_page=per_page))
    assert (chunk - 1) * per_page < number <= chunk * per_page


@given(st.integers(0, 1000), st.integers(0, 300))
def test_the_posts_page_shows_the_first_chunk_or_the_newest_half_a_page_at_least(last: int, per_page: int) -> None:
    conversation, oldest = Conversation(last_number=last), Policy(per_page=per_page)
    assert list(reading.chunks_with_post(conversation, oldest)) == [1]
    newest = Policy(per_page=per_page, order=Order.NEWEST)
    chunks = reading.chunks_with_post(conversation, newest)
    numbers = reading.numbers_of(chunks, conversation, newest)
    assert chunks[-1] == reading.chunk_of(last, newest)
    assert numbers.stop == last + 1
    assert not per_page or min(last, per_page / 2) <= len(numbers) < 1.5 * per_page


@given(st.integers(1, 1000), st.integers(1, 300), st.sampled_from(Order))
def test_each_comment_is_on_one_page_and_no_page_ever_comes_back(last: int, per_page: int, order: Order) -> None:
    policy = Policy(per_page=per_page, order=order)
    conversation, later = Conversation(last_number=last), Conversation(last_number=last + 1)
    with_post = reading.chunks_with_post(conversation, policy)
    alone = [range(k, k + 1) for k in range(1, reading.last_chunk(conversation, policy) + 1) if k not in with_post]
    shown = [number for chunks in [*alone, with_post] for number in reading.numbers_of(chunks, conversation, policy)]
    assert sorted(shown) == list(range(1, last + 1))
    assert reading.chunks_with_post(later, policy).start >= with_post.start


def shown(client: Client, path: str) -> list[str]:
    tree = check_screen(client.get(path))  # type: ignore[arg-type]
    return [words(element).removeprefix("#") for element in all_of(tree, "span[@class='no']")]


def linked(comment: Comment) -> str:
    found = Comment.objects.select_related("conversation__post__weblog__policy").get(id=comment.id)
    return reading.comment_link(found)


def test_the_oldest_come_first_and_go_on_over_pages(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    comments = talk(post, 5)
    stem = post.link.removesuffix(".html")
    assert shown(client, post.link) == ["1", "2"]
    assert shown(client, f"{stem}/comments/page/2/") == ["3", "4"]
    assert shown(client, f"{stem}/comments/page/3/") == ["5"]
    assert linked(comments[0]) == f"{post.link}#{comments[0].anchor}"
    assert linked(comments[4]) == f"{stem}/comments/page/3/#{comments[4].anchor}"
    tree = check_screen(client.get(f"{stem}/comments/page/2/"))  # type: ignore[arg-type]
    links = [link.get("href") for link in all_of(all_of(tree, "nav[@class='pages']")[0], "a")]
    assert links == [f"{post.link}#comments", f"{stem}/comments/page/3/#comments"]


def test_the_newest_come_first_where_the_host_wants_it(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2, order=Order.NEWEST)
    comments = talk(post, 5)
    stem = post.link.removesuffix(".html")
    assert shown(client, post.link) == ["5"]
    assert shown(client, f"{stem}/comments/page/2/") == ["4", "3"]
    assert shown(client, f"{stem}/comments/page/1/") == ["2", "1"]
    assert linked(comments[4]) == f"{post.link}#{comments[4].anchor}"
    assert linked(comments[0]) == f"{stem}/comments/page/1/#{comments[0].anchor}"


def test_a_few_newest_comments_come_with_the_page_before(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=4, order=Order.NEWEST)
    comments = talk(post, 9)
    stem = post.link.removesuffix(".html")
    assert shown(client, post.link) == ["9", "8", "7", "6", "5"]
    assert shown(client, f"{stem}/comments/page/1/") == ["4", "3", "2", "1"]
    for page in (2, 3):
        assert client.get(f"{stem}/comments/page/{page}/")["Location"] == f"{post.link}#comments"
    assert linked(comments[4]) == f"{post.link}#{comments[4].anchor}"
    talk(post, 1)
    assert shown(client, post.link) == ["10", "9"]
    assert shown(client, f"{stem}/comments/page/2/") == ["8", "7", "6", "5"]


def test_what_the_posts_page_shows_has_no_second_address(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 3)
    response = client.get(f"{post.stem}/comments/page/1/")
    assert (response.status_code, response.headers["Location"]) == (302, f"{post.link}#comments")


def test_a_page_that_was_there_leads_on_once_more_comments_fit(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 4)
    for page, link in ((4, f"{post.link.removesuffix('.html')}/comments/page/2/"), (1, post.link)):
        response = client.get(f"{post.stem}/comments/page/{page}/")
        assert (response.status_code, response.headers["Location"]) == (302, f"{link}#comments")
    set_policy(weblog, per_page=0)
    response = client.get(f"{post.stem}/comments/page/2/")
    assert (response.status_code, response.headers["Location"]) == (302, f"{post.link}#comments")


@pytest.mark.parametrize("page", ["0", "5", "99999999999999999999"])
def test_a_page_that_is_not_there_is_a_404(client: Client, weblog: Weblog, post: Post, page: str) -> None:
    set_policy(weblog, per_page=2)
    talk(post, 4)
    check_screen(client.get(f"{post.stem}/comments/page/{page}/"), 404)  # type: ignore[arg-type]


def test_an_answer_says_to_whom_if_that_is_on_another_page(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=1)
    [first] = talk(post, 1)
    talk(post, 1, parent=first)
    stem = post.link.removesuffix(".html")
    tree = check_screen(client.get(f"{stem}/comments/page/2/"))  # type: ignore[arg-type]
    answers = all_of(tree, "p[@class='answers']")[0]
    assert words(answers) == "in reply to Ruth Tamm, #1"
    assert all_of(answers, "a")[0].get("href") == f"{stem}/comments/1/"


def test_host_replies_are_on_the_page_of_their_comment(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, per_page=1)
    member = weblog.members.get(name="Marta Oyelaran")
    second = talk(post, 2)[1]
    reply = inside(Comment.objects.select_related("conversation__post__weblog__policy").get(id=second.id), member)
    stem = post.link.removesuffix(".html")
    assert reading.reply_link(reply) == f"{stem}/comments/page/2/#{reply.anchor}"
    assert all_of(check_screen(client.get(f"{stem}/comments/page/2/")), f"div[@id='{reply.anchor}']")  # type: ignore[arg-type]
    assert "I have asked them." not in client.get(post.link).content.decode()
