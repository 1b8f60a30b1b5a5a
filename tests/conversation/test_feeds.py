"""The feeds of conversations: who follows one sees each comment and each host reply once, under the right name."""

import json
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tertulia.conversation import feeds
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside, withdraw_reply
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, rewrite_post, unpublish
from tests.cast import published_post
from tests.conversation.people import published, say
from tests.conversation.talk import inside, talk
from tests.feeds import FILES, XML_FILES, entries, links, parsed, walk

pytestmark = pytest.mark.django_db

THREAD = "{http://purl.org/syndication/thread/1.0}in-reply-to"


@pytest.fixture
def folder(post: Post) -> str:
    return f"{post.stem}/comments"


@pytest.mark.parametrize("file", FILES)
def test_a_conversation_can_be_followed(client: Client, post: Post, host: Member, folder: str, file: str) -> None:
    [comment] = talk(post, 1)
    reply = inside(comment, host)
    response = client.get(f"{folder}/{file}")
    answer, question = entries(response)
    assert (question.author, answer.author) == ("Ruth Tamm", "Marta Oyelaran")
    assert question.link.endswith(f"#{comment.anchor}")
    assert answer.link.endswith(f"#{reply.anchor}")
    assert "Words number 1." in question.html
    assert "I have asked them." in answer.html
    assert links(response)["self"] == f"http://127.0.0.1:8000{folder}/{file}"


@pytest.mark.parametrize("file", XML_FILES)
def test_it_says_how_to_follow(client: Client, post: Post, folder: str, file: str) -> None:
    feed = parsed(client.get(f"{folder}/{file}")).feed
    assert feed.title == "Comments on “The bridge at Low Ferry is closed”"
    assert feed.subtitle == "You can follow this conversation by subscribing to the comment feed for this post."


def test_the_feed_of_a_weblog_has_all_conversations(client: Client, weblog: Weblog, post: Post) -> None:
    other = published_post(weblog, "The ferry is back")
    first, second = published(post, "One"), published(other, "Two")
    for file in FILES:
        found = entries(client.get(f"/harbour/comments/{file}"))
        assert [entry.link.rsplit("#")[1] for entry in found] == [second.anchor, first.anchor]


@pytest.mark.parametrize("where", ["post", "weblog"])
def test_only_what_readers_may_see_is_in_it(client: Client, post: Post, host: Member, folder: str, where: str) -> None:
    path = f"{folder}/atom.xml" if where == "post" else "/harbour/comments/atom.xml"
    say(post, "This one waits.")
    shown, gone = published(post, "This one is shown."), published(post, "This one is taken back.")
    reply_inside(gone, "Neither is this.", member=host)
    withdrawn = reply_inside(shown, "Nor this.", member=host)
    judge(gone, CommentState.WITHDRAWN, actor=None)
    withdraw_reply(withdrawn, actor=None)
    assert [entry.html for entry in entries(client.get(path))] == ["<p>This one is shown.</p>"]


def test_the_conversation_of_a_draft_is_no_one_s_to_follow(client: Client, post: Post, folder: str) -> None:
    published(post, "Seen by all")
    unpublish(post, actor=None)
    assert client.get(f"{folder}/atom.xml").status_code == 404
    assert entries(client.get("/harbour/comments/atom.xml")) == []


def test_each_entry_says_what_it_answers(client: Client, post: Post, host: Member, folder: str) -> None:
    first, second = talk(post, 2)
    Comment.objects.filter(id=second.id).update(parent=first)
    inside(second, host)
    posts = entries(client.get("/harbour/atom.xml"))
    tree = ElementTree.fromstring(client.get(f"{folder}/atom.xml").content)
    answers = [element.attrib["ref"] for element in tree.iter(THREAD)]
    shown = [entry.id for entry in entries(client.get(f"{folder}/atom.xml"))]
    assert answers == [shown[1], shown[2], posts[0].id]
    document = json.loads(client.get(f"{folder}/feed.json").content)
    assert [item["_conversation"]["in_reply_to"] for item in document["items"]] == answers


def test_what_answers_a_comment_that_is_gone_answers_the_post(client: Client, post: Post, folder: str) -> None:
    first, second = talk(post, 2)
    Comment.objects.filter(id=second.id).update(parent=first)
    judge(first, CommentState.SPAM, actor=None)
    document = json.loads(client.get(f"{folder}/feed.json").content)
    assert [item["_conversation"]["in_reply_to_url"] for item in document["items"]] == [post.url]


@pytest.mark.parametrize("where", ["post", "weblog"])
def test_walking_all_pages_meets_each_once(
    client: Client, post: Post, host: Member, folder: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "SIZE", 4)
    comments = talk(post, 9)
    replies = [inside(comment, host) for comment in comments[::2]]
    path = f"{folder}/feed.json" if where == "post" else "/harbour/comments/feed.json"
    found = [entry.link.rsplit("#")[1] for entry in walk(client, path)]
    assert sorted(found) == sorted([*[c.anchor for c in comments], *[r.anchor for r in replies]])
    assert found[0] == replies[-1].anchor


def test_ids_stay_when_the_post_moves(client: Client, post: Post, folder: str) -> None:
    talk(post, 1)
    before = entries(client.get(f"{folder}/atom.xml"))[0]
    moved = rewrite_post(post, Writing(title="Other", body="x", basename="other"), actor=None)
    after = entries(client.get(f"{moved.stem}/comments/atom.xml"))[0]
    assert (after.id, after.link == before.link) == (before.id, False)


def test_commenters_web_addresses_are_told_if_they_are_some(client: Client, post: Post, folder: str) -> None:
    talk(post, 1, url="https://ruth.example/")
    talk(post, 1, url="javascript:alert(1)")
    items = json.loads(client.get(f"{folder}/feed.json").content)["items"]
    assert [item["authors"][0].get("url", "") for item in items] == ["", "https://ruth.example/"]


def test_mail_and_network_addresses_are_never_told(client: Client, post: Post, folder: str) -> None:
    talk(post, 3)
    for file in FILES:
        content = client.get(f"{folder}/{file}").content + client.get(f"/harbour/comments/{file}").content
        assert b"ruth@example.net" not in content
        assert b"198.51.100.7" not in content


def test_nothing_new_is_told_until_something_is_said_or_taken_back(client: Client, post: Post, host: Member) -> None:
    paths = (f"{post.stem}/comments/atom.xml", "/harbour/comments/atom.xml")

    def known() -> list[str]:
        return [client.get(path)["ETag"] for path in paths]

    def is_new(etags: list[str]) -> bool:
        pairs = zip(paths, etags, strict=True)
        [answered] = {client.get(path, headers={"If-None-Match": etag}).status_code for path, etag in pairs}
        return answered == 200

    before = known()
    say(post, "This one waits.")
    assert not is_new(before)
    comment = published(post, "Words")
    assert is_new(before)
    before = known()
    reply = reply_inside(comment, "An answer", member=host)
    assert is_new(before)
    before = known()
    withdraw_reply(reply, actor=None)
    assert is_new(before)
    before = known()
    judge(comment, CommentState.SPAM, actor=None)
    assert is_new(before)


@pytest.mark.parametrize("count", [1, 40])
def test_a_feed_costs_the_same_number_of_queries_whatever_its_length(
    client: Client,
    post: Post,
    host: Member,
    folder: str,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for comment in talk(post, count)[::3]:
        inside(comment, host)
    with django_assert_max_num_queries(8):
        client.get(f"{folder}/atom.xml")
    with django_assert_max_num_queries(9):
        client.get("/harbour/comments/atom.xml")
