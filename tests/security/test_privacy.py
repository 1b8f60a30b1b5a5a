"""What readers are never told: an e-mail address, an IP address, what is not published. And nobody watches them."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.writing import Writing, discard, publish, unpublish, write_post
from tests.cast import Cast, published_post
from tests.conversation.confirmed import confirmed
from tests.conversation.people import published, say, set_policy

SAID = "Who signed it? The bridge will stay closed until the end of March, whatever the mayor promises."
CHANGED = "> The bridge will never open until the end of March, whatever the mayor promises.\n\nWho says so?"
FEEDS = ("atom.xml", "rss.xml", "index.rdf", "feed.json")


@pytest.fixture
def post(cast: Cast) -> Post:
    """A post with all that can be shown of one: author, category, tag, comments on two pages, answers, a reply."""
    bridges = add_category(cast.weblog, "Bridges")
    post = published_post(cast.weblog, "Storm", author=cast.host, categories=[bridges], tags=["Tolls"])
    set_policy(cast.weblog, per_page=10, public_log=True)
    first = published(post, SAID, ip="198.51.100.77")
    for number in range(12):
        published(
            post,
            f"Words {number}.",
            parent=first.number,
            ip=f"2001:db8:{number}::77",
            url="https://ruth.example/",
            email=f"ruth-{number}@example.net",
        )
    reply_inside(first, "I have asked them.", member=cast.host)
    published(post, "Her own words.", name="Ottilie Quill", email="ottilie@example.net")
    confirmed(cast.weblog, "Ottilie Quill", "ottilie@example.net")
    published(post, CHANGED, parent=first.number)
    judge(published(post, "Gone and smuggled."), "withdrawn", actor=cast.host.user, reason="It was smuggled")
    say(post, "held and smuggled", name="Nils Aho", email="nils@example.net", ip="203.0.113.9")
    say(post, "spam and smuggled", name="Bot", email="bot@example.net", trap="1", ip="203.0.113.10")
    return post


def public(post: Post) -> Iterator[str]:
    """Every public address that shows something of the weblog, its post or its conversation."""
    stem, home = post.stem, "/harbour/"
    lists = [
        "moderation-log/",
        "",
        "archives.html",
        "comments/",
        "tag/tolls/",
        "author/marta-oyelaran/",
        "bridges/",
        "search/?q=words",
    ]
    people = ["people/ottilie-quill/", "author/marta-oyelaran/comments/"]
    lists += [*people, *(f"{page}{file}" for page in people for file in FEEDS), "confirmation/"]
    month = f"{post.local_date:%Y/%m}/"
    yield from (
        "/",
        "/robots.txt",
        "/sitemap.xml",
        "/harbour/sitemap.xml",
        "/harbour/nothing-here.html",
        f"{home}{month}",
    )
    yield from (f"{home}{path}" for path in [*lists, "search/?q=smug", "search/?q=example", "search/?q=ruth"])
    yield from (f"{home}{folder}{file}" for folder in ("", "bridges/", "comments/") for file in FEEDS)
    yield from (f"{stem}/comments/{file}" for file in FEEDS)
    yield from (f"{stem}.html", f"{stem}/comments/page/2/")
    yield from (f"{stem}/comments/1/", f"{stem}/comments/1/reply/", f"{stem}/comments/99/reply/")
    yield from (f"{stem}/comments/1/quote/", f"{stem}/comments/15/quotes/0/")


def test_no_e_mail_and_no_ip_address_is_told_to_anybody(client: Client, post: Post) -> None:
    secrets = {comment.email for comment in Comment.objects.all()} | {str(c.ip) for c in Comment.objects.all()}
    secrets |= {member.email for member in Member.objects.all()}
    assert {"ruth@example.net", "marta@example.org", "198.51.100.77", "2001:db8:5::77"} <= secrets
    for address in public(post):
        response = client.get(address)
        told = response.content.decode() + str(response.headers)
        assert [secret for secret in secrets if secret in told] == [], address


def test_the_difference_of_a_quote_is_among_them(client: Client, post: Post) -> None:
    assert client.get(f"{post.stem}/comments/15/quotes/0/").status_code == 200


def test_what_waits_is_told_to_nobody(client: Client, post: Post) -> None:
    for address in public(post):
        assert "smuggled" not in client.get(address).content.decode(), address


def test_no_reader_gets_a_cookie_whatever_they_read(client: Client, post: Post) -> None:
    for address in public(post):
        response = client.get(address)
        assert not response.cookies, address
        # What is for one reader may differ, and is kept by nobody.
        is_kept = "no-store" not in response.headers.get("Cache-Control", "")
        assert not (is_kept and "Cookie" in response.headers.get("Vary", "")), address
    assert not client.cookies


def test_a_member_reads_the_very_same_pages(client: Client, marta: Client, post: Post) -> None:
    for address in public(post):
        if not address.endswith(("/reply/", "/quote/")):  # made for one reader: its form has a key of its own
            assert marta.get(address).content == client.get(address).content, address


def draft(cast: Cast) -> Post:
    return write_post(
        cast.weblog, Writing(title="Clandestine plan", body="clandestine words", tags=["clandestine-tag"]), actor=None
    )


def taken_back(cast: Cast) -> Post:
    post = publish(draft(cast), actor=None)
    comment = published(post, "clandestine comment")
    reply_inside(comment, "clandestine reply", member=cast.host)
    return unpublish(post, actor=None)


def discarded(cast: Cast) -> Post:
    return discard(taken_back(cast), actor=None)


@pytest.mark.parametrize("hide", [draft, taken_back, discarded])
def test_what_is_not_published_leaves_no_trace(
    client: Client, cast: Cast, hide: Callable[[Cast], Post], post: Post
) -> None:
    hidden = hide(cast)
    asked = [*public(post), "/harbour/search/?q=clan", "/harbour/tag/clandestine-tag/"]
    if hidden.path:
        asked += [f"{hidden.stem}{rest}" for rest in (".html", "/", "/comments/1/", "/comments/atom.xml")]
    for address in asked:
        told = client.get(address).content.decode().lower()
        assert "clandestine" not in told, address


def test_a_withdrawn_reply_and_a_comment_taken_back_are_gone_everywhere(client: Client, cast: Cast, post: Post) -> None:
    HostReply.objects.update(withdrawn=True)
    Comment.objects.filter(number=2).update(state="withdrawn")
    for address in public(post):
        told = client.get(address).content.decode()
        assert "I have asked them." not in told, address
        assert "Words 0." not in told, address
