"""The pages of those whose names are confirmed: all that they said, found together."""

import json

from django.test import Client

from tertulia.conversation.identity.confirming import refuse
from tertulia.conversation.replying import reply_inside
from tertulia.weblog.post import Post
from tertulia.weblog.writing import unpublish
from tests.cast import Cast, published_post
from tests.conversation.confirmed import confirmed
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published, say
from tests.conversation.talk import talk

PAGE = "/harbour/people/ruth-tamm/"


def test_it_shows_what_they_said_and_nothing_of_others(client: Client, cast: Cast, post: Post) -> None:
    published(post, "Mine.")
    published(post, "Forged.", email="")
    say(post, "Mine, but held.", email="ruth@example.net", name="R. T.")
    hidden = published_post(cast.weblog, "Hidden")
    published(hidden, "On a hidden entry.")
    confirmed(cast.weblog)
    unpublish(hidden, actor=None)
    told = words_of(client.get(PAGE))
    assert "Mine." in told
    for other in ("Forged.", "held", "hidden", "ruth@example.net"):
        assert other not in told


def test_the_name_above_a_comment_leads_there(client: Client, post: Post) -> None:
    published(post)
    confirmed(post.weblog)
    [mark] = page_of(client.get(post.link)).css("a.badge.sure")
    assert (mark.attributes["href"], mark.text()) == (PAGE, "confirmed")
    [link] = page_of(client.get(PAGE)).css(".found .what a")
    assert link.attributes["href"] == f"{post.stem}/comments/1/"


def test_it_has_pages_and_feeds_and_is_kept_from_search_engines(client: Client, post: Post) -> None:
    talk(post, 70, email="ruth@example.net")
    confirmed(post.weblog)
    assert len(page_of(client.get(PAGE)).css(".found li")) == 50
    assert len(page_of(client.get(f"{PAGE}page/2/")).css(".found li")) == 20
    assert client.get(f"{PAGE}page/3/").status_code == 404
    assert client.get(f"{PAGE}page/1/").headers["Location"] == PAGE
    for address in (PAGE, f"{PAGE}atom.xml"):
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"
    items = json.loads(client.get(f"{PAGE}feed.json").content)["items"]
    assert (len(items), items[0]["content_html"]) == (50, "<p>Words number 70.</p>")


def test_nobody_has_one_without_confirming(client: Client, post: Post) -> None:
    published(post)
    assert client.get(PAGE).status_code == 404
    refuse(confirmed(post.weblog), actor=None)
    assert client.get(PAGE).status_code == 404


def test_members_have_one_beside_their_posts(client: Client, cast: Cast, post: Post) -> None:
    address = "/harbour/author/marta-oyelaran/comments/"
    assert client.get(address).status_code == 404
    comment = published(post)
    reply_inside(comment, "I have asked them.", member=cast.host)
    published(post, "As a comment.", user=cast.host.user)
    assert "As a comment." in words_of(client.get(address))
    items = json.loads(client.get(f"{address}feed.json").content)["items"]
    assert [item["content_html"] for item in items] == ["<p>As a comment.</p>", "<p>I have asked them.</p>"]
