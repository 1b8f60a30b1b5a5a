"""What one saved page says, in each form that Typepad's pages had."""

import pytest

from tertulia.exchange.readers.pages.feed import read_feed
from tertulia.exchange.readers.pages.page import Said
from tertulia.exchange.readers.pages.reading import read_page
from tertulia.exchange.readers.pages.thread import read_thread
from tests.exchange.pages.writing_pages import HOME, OLD, STORM, conversation, entry, front, page, said, xid

NAV = (
    f'<p class="content-nav"><a class="content-nav-prev" href="{HOME}2017/08/calm.html">« Calm</a> | '
    f'<a class="content-nav-main" href="{HOME}">Main</a> | '
    '<a class="content-nav-next" href="../09/fog.html">Fog »</a></p>'
)


def test_a_post_is_read_with_all_around_it() -> None:
    found = read_page(
        page(entry(more='<div class="entry-more"><p>And rain.</p></div>'), conversation(), nav=NAV), STORM
    )
    [post] = found.entries
    assert (found.kind, found.url, found.allowed) == ("post", STORM, "closed")
    assert (post.title, post.xid, post.author, post.when) == ("Storm", xid(900), "Nils Aro", "August 30, 2017 05:06 PM")
    assert (post.body, post.extended) == ("<p>The wind came from the west.</p>", "<p>And rain.</p>")
    assert post.filed == (("Sea", f"{HOME}sea/"),)
    assert (found.previous, found.following) == (f"{HOME}2017/08/calm.html", f"{HOME}2017/09/fog.html")
    around = found.around
    assert (around.home, around.title, around.tagline, around.language) == (HOME, "Tide", "Water, twice a day", "en-US")
    assert around.categories == (("Sea", f"{HOME}sea/"), ("Samples", f"{HOME}samples-1/"))
    assert around.lists == (("Harbours", (("The Quay", "http://quay.example/", "a friend's"),)),)


def test_a_comment_has_its_ids_its_name_its_address_and_its_date() -> None:
    one = said(number=1, url="http://ruth.example/", old="12828452", mark="comment-by-owner")
    [found] = read_page(page(entry(), conversation(one)), STORM).said
    assert found == Said(
        name="Ruth Tamm",
        when="August 30, 2017 at 08:25 PM",
        text="High water at seven.",
        xid=xid(1),
        number="12828452",
        url="http://ruth.example/",
        by_host=True,
    )


@pytest.mark.parametrize(
    ("end", "allowed"),
    [
        ('<p class="comments-closed">Closed.</p>', "closed"),
        ('<div id="atp-comments"><div class="comments-open">Post a comment</div></div>', "open"),
        ("", "closed"),
    ],
)
def test_a_page_says_whether_its_conversation_is_open(end: str, allowed: str) -> None:
    assert read_page(page(entry(), conversation(end=end)), STORM).allowed == allowed
    assert read_page(page(entry()), STORM).allowed == "none"


def test_an_e_mail_address_that_a_crawler_was_not_to_see_is_read() -> None:
    code = bytes([7, *(letter ^ 7 for letter in b"ruth@example.org")]).hex()
    hidden = (
        f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>'
    )
    found = read_page(page(entry(body=f"<p>Ask {hidden}</p>"), conversation(said(f"<p>Or {hidden}</p>"))), STORM)
    assert found.entries[0].body == "<p>Ask ruth@example.org</p>"
    assert found.said[0].text == "Or ruth@example.org"


def test_the_pages_of_the_first_years_are_read() -> None:
    found = read_page(OLD, "http://tide.example.com/tide/2005/02/ebb.html")
    [post] = found.entries
    assert (found.kind, post.title, post.xid, post.author) == ("post", "Ebb", "0035670110", "Nils Aro")
    assert (post.body, post.extended) == ("<p>All boats lay dry.</p>", "<p>And more.</p>")
    assert (post.exact, post.filed) == ("2005-02-04T17:20:59-06:00", (("Sea", "http://tide.example.com/tide/sea/"),))
    assert found.said == (
        Said("Ruth", "Feb 5, 2005 5:09:24 PM", "Not mine!\n\nIt has a keel.", "", "4085001", "http://ruth.example/"),
        Said("Tomas", "Feb 5, 2005 6:00:00 PM", "Mine did.", "", "4085002"),
    )
    assert found.previous.endswith("/2005/01/moon.html")
    assert found.following.endswith("/2005/03/flood.html")


def test_a_mirror_of_wget_is_read_as_if_it_were_on_the_web() -> None:
    links = '<a href="../../2016/01/x.html">x</a> <img src="../../../.a/6a00d8-800wi">'
    body = f'<p>{links} <a href="y.html%3Fcid=1.html">y</a></p>'
    data = page(entry(body=body)).replace(f'href="{HOME}'.encode(), b'href="../../')
    found = read_page(data, "http://tide.example.com/tide/2017/08/storm.html")
    assert found.entries[0].filed == (("Sea", f"{HOME}sea/"),)
    assert found.entries[0].body == (
        f'<p><a href="{HOME}2016/01/x.html">x</a> <img src="https://tide.example.com/.a/6a00d8-800wi"> '
        f'<a href="{HOME}2017/08/y.html">y</a></p>'
    )


def test_a_list_tells_how_many_comments_its_posts_have() -> None:
    found = read_page(front(entry(count="2"), entry("Fog", url=f"{HOME}2017/08/fog.html", count="0")), HOME)
    assert [(one.title, one.count) for one in found.entries] == [("Storm", 2), ("Fog", 0)]
    assert found.kind == "front"


def test_a_page_of_no_known_theme_is_read_as_far_as_it_can_be_and_marked() -> None:
    data = b"""<html><head><meta name="generator" content="Movable Type 3.2"><meta property="og:title" content="Storm">
    <meta property="og:url" content="https://tide.example.com/tide/2017/08/storm.html"></head>
    <body><div class="blog_title">Storm</div><div class="blog_text"><p>Wind.</p></div></body></html>"""
    found = read_page(data, "")
    assert (found.kind, found.is_strange, found.entries[0].body) == ("post", True, "<p>Wind.</p>")
    assert found.entries[0].title == "Storm"


def test_a_page_of_another_program_is_none_of_ours() -> None:
    assert (
        read_page(b"<html><body><h3>News</h3><p>x</p></body></html>", "http://a.example/2017/08/x.html").kind == "other"
    )


def test_a_feed_tells_the_exact_dates() -> None:
    data = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Tide</title>
    <link rel="alternate" href="{HOME}"/><entry><title>Storm</title><link rel="alternate" href="{STORM}"/>
    <published>2017-08-30T17:06:12-05:00</published><author><name>Nils Aro</name></author></entry></feed>"""
    found = read_feed(data.encode(), f"{HOME}atom.xml")
    assert (found.kind, found.around.home) == ("feed", HOME)
    assert [(e.url, e.exact, e.author) for e in found.entries] == [(STORM, "2017-08-30T17:06:12-05:00", "Nils Aro")]


def test_the_comments_that_a_script_brought_are_read_from_it() -> None:
    written = said("<p>Loaded late.</p>", 5).replace('"', '\\"').replace("\n", "\\n")
    url = f"http://profile.typepad.com/services/embed/tpc/6a00/thread.js?asset_id={xid(900)}&permalink={STORM}"
    found = read_thread(f'tpc.show("{written}");'.encode(), url)
    assert (found.kind, found.url, found.entries[0].xid) == ("thread", STORM, xid(900))
    assert [(one.text, one.xid) for one in found.said] == [("Loaded late.", xid(5))]
