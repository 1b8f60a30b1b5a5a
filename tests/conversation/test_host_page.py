"""The host's answers: all of a weblog's on a page with feeds, those in one conversation on another."""

import json

from django.test import Client

from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside, withdraw_reply
from tertulia.weblog.post import Post
from tertulia.weblog.writing import publish, unpublish
from tests.cast import Cast, published_post
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published
from tests.conversation.talk import inside, talk

PAGE = "/harbour/host/"


def test_it_shows_what_members_say_newest_first_and_nothing_of_others(client: Client, cast: Cast, post: Post) -> None:
    asked = published(post, "Who signed it?")
    published(post, "I was there, too.", user=cast.author.user, email="")
    reply_inside(asked, "The harbour office.", member=cast.host)
    page = page_of(client.get(PAGE))
    assert [said.text(strip=True) for said in page.css(".found .said")] == ["The harbour office.", "I was there, too."]
    assert [link.attributes["href"] for link in page.css(".found a")] == [f"{post.stem}/comments/{n}/" for n in (1, 2)]
    assert "Who signed it?" not in words_of(client.get(PAGE))


def test_it_has_pages_and_feeds(client: Client, cast: Cast, post: Post) -> None:
    [first] = talk(post, 1)
    for number in range(60):
        inside(first, cast.host, f"<p>Answer {number}.</p>")
    assert len(page_of(client.get(PAGE)).css(".found li")) == 50
    assert len(page_of(client.get(f"{PAGE}page/2/")).css(".found li")) == 10
    assert client.get(f"{PAGE}page/3/").status_code == 404
    feed = json.loads(client.get(f"{PAGE}feed.json").content)
    assert (len(feed["items"]), feed["title"]) == (50, "The host’s answers on The Harbour Gate")


def test_a_weblog_whose_host_was_silent_has_the_page_too(client: Client, cast: Cast) -> None:
    assert "has said nothing" in words_of(client.get(PAGE))
    assert client.get(f"{PAGE}atom.xml").status_code == 200


def test_what_is_taken_back_or_hidden_is_not_there(client: Client, cast: Cast, post: Post) -> None:
    reply = reply_inside(published(post, "One?"), "First answer.", member=cast.host)
    gone = published(post, "Two?")
    reply_inside(gone, "Second answer.", member=cast.host)
    hidden = published_post(cast.weblog, "Hidden")
    reply_inside(published(hidden, "Three?"), "Third answer.", member=cast.host)
    withdraw_reply(reply, actor=cast.host.user)
    judge(gone, "withdrawn", actor=cast.host.user)
    unpublish(hidden, actor=None)
    assert page_of(client.get(PAGE)).css(".found li") == []
    publish(hidden, actor=None)
    assert "Third answer." in words_of(client.get(PAGE))


def test_a_late_reader_follows_the_host_through_one_conversation(client: Client, cast: Cast, post: Post) -> None:
    first, *_others = talk(post, 3)
    talk(post, 1, member=cast.author, name="Tomas Brandt")
    inside(first, cast.host)
    inside(published(published_post(cast.weblog, "Mud"), "Elsewhere?"), cast.host)
    address = f"{post.stem}/comments/host/"
    page = page_of(client.get(address))
    assert [number.text() for number in page.css(".comment .no")] == ["#1", "#4"]
    links = [link.attributes["href"] for link in page.css(".comment .num")]
    assert links[0] == f"{post.stem}/comments/1/"
    assert page_of(client.get(post.link)).css(f'#conversation > header a[href="{address}"]')
    assert client.get(f"{address}page/2/").status_code == 404
