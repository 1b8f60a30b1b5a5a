import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import State
from tertulia.lib import clock
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, change_settings
from tests.cast import Cast, published_post
from tests.conversation.people import set_policy
from tests.conversation.talk import inside, talk
from tests.screens import all_of, check_screen, ids, words


def get(client: Client, post: Post) -> HttpResponse:
    return client.get(post.link)  # type: ignore[return-value]


def rich_post(cast: Cast) -> Post:
    bridges = add_category(cast.weblog, "Bridges")
    published_post(cast.weblog, "Earlier")
    post = published_post(
        cast.weblog, author=cast.host, categories=[bridges], tags=["tolls"], extended="<p>The letter in full.</p>"
    )
    published_post(cast.weblog, "Later")
    return post


def test_it_shows_the_post_with_its_surroundings(client: Client, cast: Cast) -> None:
    post = rich_post(cast)
    tree = check_screen(get(client, post))
    assert words(all_of(tree, "h1")[0]) == "The bridge at Low Ferry is closed"
    navigation = words(all_of(tree, "nav[@class='neighbours']")[0])
    assert navigation == "« Earlier | Main | Later »"
    footer = words(all_of(tree, "article/footer")[0])
    assert footer.startswith("Posted by Marta Oyelaran at ")
    assert "in Bridges | Permalink | Comments (0)" in footer
    assert footer.endswith("Tags: tolls")
    assert words(all_of(tree, "div[@id='more']")[0]) == "The letter in full."


def test_a_page_stands_outside_time(client: Client, weblog: Weblog, post: Post) -> None:
    about = published_post(weblog, "About Marta", kind="page")
    set_state(about, State.NONE, actor=None)
    tree = check_screen(get(client, about))
    assert not all_of(tree, "nav[@class='neighbours']")
    assert "comments" not in ids(tree)


def test_each_comment_has_name_number_time_and_permalink(client: Client, post: Post) -> None:
    [comment] = talk(post, 1, url="https://ruth.example.net/")
    tree = check_screen(get(client, post))
    article = all_of(tree, f"article[@id='{comment.anchor}']")[0]
    link = all_of(article, "h3/a")[0]
    assert (words(link), link.get("href")) == ("Ruth Tamm", "https://ruth.example.net/")
    assert set((link.get("rel") or "").split()) == {"nofollow", "ugc", "noopener"}
    permalink = all_of(article, "header/a")[0]
    assert permalink.get("href") == f"#{comment.anchor}"
    assert words(permalink).endswith("#1")
    local = comment.created_at.astimezone(post.weblog.zone)
    assert all_of(article, "time")[0].get("datetime") == local.isoformat(timespec="minutes")
    assert words(all_of(article, "div[@class='said e-content']")[0]) == "Words number 1."
    assert words(all_of(tree, "h2[@id='conversation-heading']")[0]) == "1 comment"
    assert "You can follow this conversation by subscribing to the comment feed for this post." in words(tree)


def test_what_is_private_or_not_published_is_not_on_the_page(client: Client, post: Post) -> None:
    talk(post, 1)
    talk(post, 1, state=CommentState.HELD, html="<p>held words</p>")
    talk(post, 1, state=CommentState.SPAM, html="<p>spam words</p>")
    talk(post, 1, state=CommentState.WITHDRAWN, html="<p>withdrawn words</p>")
    page = get(client, post).content.decode()
    assert "Words number 1." in page
    for hidden in ("ruth@example.net", "198.51.100.7", "held words", "spam words", "withdrawn words"):
        assert hidden not in page


def test_names_are_escaped_everywhere(client: Client, post: Post) -> None:
    talk(post, 1, name="</script><b onclick=x>Ruth & Co", url='https://e.example/"><i>')
    tree = check_screen(get(client, post))
    assert words(all_of(tree, "h3")[0]) == "</script><b onclick=x>Ruth & Co"
    assert all_of(tree, "h3/a")[0].get("href") == 'https://e.example/"><i>'


def test_a_title_cannot_end_what_machines_read(client: Client, weblog: Weblog) -> None:
    tree = check_screen(get(client, published_post(weblog, "</script><b>Mud & Co")))
    data = json.loads(all_of(tree, "script[@type='application/ld+json']")[0].text or "")
    assert data["headline"] == "</script><b>Mud & Co"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://profile.typepad.com/ruth", "//x", "http://[", "data:x"])
def test_web_addresses_that_lead_nowhere_are_not_shown(client: Client, post: Post, url: str) -> None:
    talk(post, 1, url=url)
    assert not all_of(check_screen(get(client, post)), "h3/a")


def test_the_hosts_reply_stands_inside_the_comment(client: Client, post: Post, host: Member) -> None:
    [comment] = talk(post, 1)
    reply = inside(comment, host)
    tree = check_screen(get(client, post))
    section = all_of(tree, f"article[@id='{comment.anchor}']/div[@id='{reply.anchor}']")[0]
    assert words(all_of(section, "h4")[0]) == "Marta Oyelaran host"
    assert words(section).endswith("I have asked them. mo")
    assert all_of(section, f"a[@href='#{reply.anchor}']")


def test_a_withdrawn_host_reply_is_gone(client: Client, post: Post, host: Member) -> None:
    reply = inside(talk(post, 1)[0], host)
    reply.withdrawn = True
    reply.save()
    assert "I have asked them." not in get(client, post).content.decode()


def test_a_members_comment_wears_the_hosts_badge(client: Client, post: Post, host: Member) -> None:
    talk(post, 1, name=host.name, member=host)
    talk(post, 1)
    headers = [words(header) for header in all_of(check_screen(get(client, post)), "article/header")]
    assert [" host " in header for header in headers[1:]] == [True, False]


def test_answers_are_nested_and_say_so_where_they_are_not(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, depth=1)
    [first] = talk(post, 1)
    [second] = talk(post, 1, parent=first, name="Nils Aho")
    [third] = talk(post, 1, parent=second)
    tree = check_screen(get(client, post))
    nested = all_of(tree, "div[@class='replies']/article")
    assert [article.get("id") for article in nested] == [second.anchor, third.anchor]
    assert not all_of(nested[0], "p[@class='answers']")
    assert words(all_of(nested[0], "p[@class='unseen']")[0]) == "in reply to Ruth Tamm, #1"
    assert words(all_of(nested[1], "p[@class='answers']")[0]) == "in reply to Nils Aho, #2"
    assert all_of(nested[1], f"p[@class='answers']/a[@href='#{second.anchor}']")


def test_imported_comments_keep_the_ids_of_their_old_addresses(client: Client, post: Post) -> None:
    talk(post, 1, old_id="6a00d83451b")
    response = client.get(f"{post.link}?cid=6a00d83451b", follow=True)
    assert {"comment-6a00d83451b", "c6a00d83451b", "comments"} <= set(ids(check_screen(response)))  # type: ignore[arg-type]


def test_an_open_conversation_has_a_form_and_reply_links(client: Client, post: Post) -> None:
    talk(post, 1)
    tree = check_screen(get(client, post))
    stem = post.link.removesuffix(".html")
    assert [form.get("action") for form in all_of(tree, "form[@method='post']")] == [f"{stem}/comments/"]
    assert all_of(tree, f"a[@href='{stem}/comments/1/reply/']")
    assert "comment-form" in ids(tree)


def test_a_closed_one_says_so_and_asks_nothing(client: Client, post: Post) -> None:
    talk(post, 1)
    set_state(post, State.CLOSED, actor=None)
    tree = check_screen(get(client, post))
    assert "The comments to this entry are closed." in words(tree)
    assert not all_of(tree, "form[@method='post']")
    assert {words(links) for links in all_of(tree, "p[@class='actions']")} == {"More"}


def test_where_nobody_may_comment_nothing_is_asked(client: Client, post: Post) -> None:
    set_state(post, State.NONE, actor=None)
    page = get(client, post)
    assert not all_of(check_screen(page), "form[@method='post']")
    assert "Comments (" not in page.content.decode()
    assert "are closed" not in page.content.decode()


def test_machines_can_read_it(client: Client, cast: Cast) -> None:
    post = rich_post(cast)
    first = talk(post, 1)[0]
    talk(post, 1, parent=first)
    tree = check_screen(get(client, post))
    data = json.loads(all_of(tree, "script[@type='application/ld+json']")[0].text or "")
    assert (data["@type"], data["url"], data["author"]["name"]) == ("BlogPosting", post.url, "Marta Oyelaran")
    assert (data["commentCount"], data["description"]) == (2, post.summary)
    og = {meta.get("property"): meta.get("content") for meta in all_of(tree, "meta") if meta.get("property")}
    assert (og["og:type"], og["og:url"], og["og:site_name"]) == ("article", post.url, "The Harbour Gate")
    assert all_of(tree, "link[@rel='canonical']")[0].get("href") == post.url
    feeds = [link.get("href", "") for link in all_of(tree, "link[@rel='alternate']")]
    assert {"/harbour/atom.xml", "/harbour/rss.xml", "/harbour/index.rdf", "/harbour/feed.json"} <= set(feeds)
    assert f"{post.link.removesuffix('.html')}/comments/atom.xml" in feeds
    classes = {name for element in tree.iter() for name in (element.get("class") or "").split()}
    assert {"h-entry", "p-name", "e-content", "dt-published", "p-author", "h-cite", "u-comment", "u-url"} <= classes


def test_texts_and_times_are_in_the_weblogs_language_and_zone(client: Client, weblog: Weblog) -> None:
    weblog.language = "he"
    change_settings(weblog, ["language"])
    post = published_post(weblog, "שלום")
    response = get(client, post)
    tree = check_screen(response)
    assert (tree.get("lang"), tree.get("dir")) == ("he", "rtl")
    assert response.headers["Content-Language"] == "he"


def test_a_thousand_comments_cost_as_many_queries_as_two(client: Client, cast: Cast) -> None:
    counts = []
    for size in (2, 300):
        post = rich_post(cast)
        set_policy(cast.weblog, per_page=0)
        comments = talk(post, size)
        for comment in comments[:50]:
            inside(comment, cast.host)
        # Answers below each other, deeper than is nested, and to the very first: all ways in which a parent is shown.
        talk(post, size, parent=comments[-1])
        for above, below in pairwise(comments):
            Comment.objects.filter(id=below.id).update(parent=above)
        with CaptureQueriesContext(connection) as queries:
            assert get(client, post).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_the_page_is_the_same_for_every_reader(client: Client, cast: Cast, post: Post) -> None:
    talk(post, 2)
    signed_in = Client()
    signed_in.force_login(cast.stranger)
    assert get(client, post).content == get(signed_in, post).content


def test_a_conversation_closes_by_itself_once_it_is_old(client: Client, weblog: Weblog, post: Post) -> None:
    set_policy(weblog, close_after_days=14)
    assert all_of(check_screen(get(client, post)), "form[@method='post']")
    Post.objects.filter(id=post.id).update(published_at=clock.now() - timedelta(days=15))
    assert "The comments to this entry are closed." in get(client, post).content.decode()
