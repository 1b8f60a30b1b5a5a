"""A reader, with JavaScript and without: reads, previews, posts, replies, and finds what was kept."""

import re

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.acts import RIVER, approve, open_post, write
from tests.browser.conftest import Comes, Person, needs_no_javascript

pytestmark = pytest.mark.browser

WORDS = "The chapel door faces west.\n\n> a river cannot be on both sides of it\n\nMine was, in 1968."


def test_a_reader_walks_through_the_weblog(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page)
    page.get_by_role("link", name="What a contour line cannot say").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What a contour line cannot say")
    page.get_by_role("link", name="Maps", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maps")
    page.get_by_role("contentinfo").get_by_role("link", name="Archives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Archives")
    assert page.context.cookies() == []


@needs_no_javascript
def test_the_sidebar_leads_to_what_was_written_and_said_last(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/about.html")
    page.get_by_role("link", name="Read what was said last").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recent comments")
    page.get_by_role("link", name="Read what was written last").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Corner Table")
    page.get_by_role("link", name="The posts of this month").click()
    expect(page.get_by_role("navigation", name="Neighbouring months")).to_be_visible()


def test_a_reader_finds_what_somebody_said(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/")
    page.get_by_role("searchbox").first.fill("weathervane rural dean")
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("main")).not_to_contain_text("putting my coat on")
    page.get_by_role("searchbox").first.fill("rural dean")
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("main")).to_contain_text("Dean")


def test_an_address_that_never_was_is_answered_helpfully(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/2017/08/nothing.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("link").count() > 2


def test_a_comment_is_previewed_changed_posted_and_kept_for_the_host(
    comes: Comes, host: StorageState, ruth: Person
) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page)
    write(page, WORDS, ruth)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preview of your comment")
    expect(page.locator("#preview blockquote")).to_contain_text("a river cannot be on both sides of it")
    expect(page.locator("textarea[name=text]")).to_have_value(WORDS)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for the host")
    approve(comes, host, ruth)
    page.get_by_role("link", name=f"Back to “{RIVER}”").click()
    expect(page.get_by_role("article").filter(has_text="The chapel door faces west.").last).to_be_visible()


def test_once_known_a_reader_replies_and_sees_it_at_once(comes: Comes, host: StorageState, ruth: Person) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page, "What a contour line cannot say")
    write(page, "A first word, so that I am known here.", ruth)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for the host")
    approve(comes, host, ruth)
    page.get_by_role("link", name="Back to").click()
    hobs = page.locator("article.comment").filter(has=page.get_by_role("heading", name="Hob Tresco", level=3))
    hobs.get_by_role("link", name=re.compile("^Reply to #")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reply to Hob Tresco")
    write(page, "The third step it is.", ruth)
    page.get_by_role("button", name="Post", exact=True).click()
    assert "#comment-" in page.url
    mine = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(mine).to_contain_text("The third step it is.")
    expect(page.locator(".replies").filter(has=mine).first).to_be_visible()


def test_a_form_without_words_comes_back_with_the_reason_and_everything_typed(comes: Comes, ruth: Person) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page, "Notes from the night ferry")
    write(page, " ", ruth)
    page.get_by_label("Web address").fill("https://ruth.example.org/")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_text("Write something before you post.").first).to_be_visible()
    expect(page.get_by_label("Web address")).to_have_value("https://ruth.example.org/")
    expect(page.get_by_label("Name")).to_have_value(ruth.name)
    page.locator("textarea[name=text]").fill("Now there are words.")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for the host")


def test_a_comment_has_an_address_that_leads_to_it(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page)
    first = page.locator("article.comment").first
    first.locator("> header a.num").click()
    expect(page.locator("article.comment:target")).to_have_count(1)
    visitor = comes()
    visitor.goes_to(page.url)
    expect(visitor.page.locator("article.comment:target")).to_contain_text("Who owned the meadow in 1887?")


def test_the_feeds_of_a_page_are_named_in_it_and_there(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page)
    feeds = page.locator("head link[rel=alternate][type*=xml]")
    assert feeds.count() >= 2
    for link in feeds.all():
        answer = page.request.get(link.evaluate("link => link.href"))
        assert (answer.status, "xml" in answer.headers["content-type"]) == (200, True)


def test_a_closed_conversation_says_so_and_has_no_form(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page, "Who draws the footpaths?")
    expect(page.get_by_text("The comments to this entry are closed.")).to_be_visible()
    expect(page.get_by_role("button", name="Post", exact=True)).to_have_count(0)
