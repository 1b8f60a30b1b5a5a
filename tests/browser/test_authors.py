"""A commenter after the comment, with JavaScript and without: corrects, withdraws, quotes, asks what is kept."""

import re

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.browser.acts import approve, open_post, write
from tests.browser.conftest import Comes, Person
from tests.server import Server

pytestmark = pytest.mark.browser

CONTOUR = "What a contour line cannot say"


def posted(page: Page, who: Person, words: str) -> Page:
    """The page that says that it waits."""
    open_post(page, CONTOUR)
    write(page, words, who)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for the host")
    return page


def by(page: Page, who: Person) -> Locator:
    """What that person says on the page."""
    return page.locator("article.comment").filter(has=page.get_by_role("heading", name=who.name, level=3))


def test_a_comment_that_waits_is_corrected_withdrawn_and_brought_back(comes: Comes, ruth: Person) -> None:
    page = posted(comes().goes_to("/corner_table/"), ruth, "The step is too steap.")
    page.get_by_role("link", name="Your own page of this comment").click()
    expect(page.get_by_role("status")).to_contain_text("It waits for the host.")
    page.get_by_role("link", name="Correct it").click()
    page.locator("textarea[name=text]").fill("The step is too steep.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("too steep")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#yours")).to_contain_text("too steep")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status")).to_contain_text("Readers have never seen it.")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("status")).to_contain_text("It waits for the host.")


def test_a_published_comment_is_corrected_and_readers_see_that(comes: Comes, host: StorageState, ruth: Person) -> None:
    page = posted(comes().goes_to("/corner_table/"), ruth, "There are four steps.")
    approve(comes, host, ruth)
    page.get_by_role("link", name="Back to").click()
    by(page, ruth).get_by_role("link", name="More").click()
    page.get_by_role("link", name="Correct it").click()
    page.locator("textarea[name=text]").fill("There are five steps.")
    page.get_by_role("button", name="Save").click()
    expect(by(page, ruth)).to_contain_text("There are five steps.")
    expect(by(page, ruth)).to_contain_text(re.compile("edited", re.I))
    stranger = comes()
    stranger.goes_to(page.url)
    by(stranger.page, ruth).get_by_role("link", name="More").click()
    expect(stranger.page.get_by_role("link", name="Correct it")).to_have_count(0)


def test_words_are_quoted_and_proved(comes: Comes, host: StorageState) -> None:
    page = comes(as_=host).goes_to("/corner_table/")
    open_post(page, CONTOUR)
    page.locator("article.comment").first.get_by_role("link", name=re.compile("^Quote")).first.click()
    words = page.locator("textarea[name=text]")
    expect(words).to_have_value(re.compile("^> "))
    quoted = words.input_value()
    page.get_by_label("Name").fill("Marta Oyelaran")
    words.fill(f"{quoted}\n\nSo it is.")
    page.get_by_role("button", name="Post", exact=True).click()
    mine = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(mine).to_contain_text("So it is.")
    expect(mine.locator(".quoted").first).to_contain_text("word for word")


def test_a_name_is_made_ones_own_by_mail(comes: Comes, server: Server, ruth: Person) -> None:
    page = posted(comes().goes_to("/corner_table/"), ruth, "Nobody else is called that.")
    page.get_by_role("link", name="Your own page of this comment").click()
    before = server.heard()
    page.get_by_role("button", name="Mail me a link and a code").click()
    page.goto(server.wait_for(r"http\S+/confirmation/[^/\s]+/", after=before).group(0))
    page.get_by_role("button", name="Yes, this is me").click()
    expect(page.get_by_role("status")).to_contain_text(f"“{ruth.name}” is yours on this weblog.")


def test_who_asks_gets_what_is_kept_about_them(comes: Comes, server: Server, ruth: Person) -> None:
    page = posted(comes().goes_to("/corner_table/"), ruth, "What do you keep of this?")
    page.goto(page.url.partition("/corner_table/")[0] + "/corner_table/my-data/")
    page.get_by_role("textbox", name="E-mail").fill(ruth.email)
    before = server.heard()
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your mail")
    page.goto(server.wait_for(r"http\S+/my-data/[^/\s]+/", after=before).group(0))
    expect(page.get_by_role("main")).to_contain_text("1 comment")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Download").click()
    assert fetched.value.suggested_filename.endswith(".zip")
