"""A long conversation in a browser: what is new, what arrives, what is folded; with JavaScript and without."""

import json

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.browser.conftest import Comes, Visitor, needs_javascript

pytestmark = pytest.mark.browser

RIVER = "The map that had the wrong river"
HOUR = 3600_000


@pytest.fixture
def river(comes: Comes) -> str:
    """The address of a post with a conversation."""
    page = comes().goes_to("/corner_table/")
    return page.get_by_role("link", name=RIVER).first.get_attribute("href") or ""


def say(host: Visitor, post: str, words: str, *, to: int | None = None) -> None:
    """The host says something, which does not wait."""
    stem = post.removesuffix(".html")
    page = host.goes_to(f"{stem}/comments/{to}/reply/" if to else post)
    page.get_by_label("Name").fill("Marta Oyelaran")
    page.locator("textarea[name=text]").fill(words)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(said(page, words)).to_be_visible()


def said(page: Page, words: str) -> Locator:
    return page.locator("article.comment").filter(has=page.locator(":scope > .said", has_text=words))


def top(found: Locator) -> float:
    return float(found.evaluate("one => one.getBoundingClientRect().top"))


@needs_javascript
def test_what_is_said_meanwhile_is_told_and_comes_in_without_moving_anything(
    comes: Comes, host: StorageState, river: str
) -> None:
    marta, reader = comes(as_=host), comes()
    reader.page.clock.install()
    page = reader.goes_to(river)
    say(marta, river, "Said while you read.", to=1)
    page.clock.fast_forward(60_000)
    more = page.get_by_role("link", name="New comments: 1")
    expect(more).to_be_visible()
    read = page.locator("article.comment").nth(2)
    read.evaluate("one => one.scrollIntoView()")
    before = top(read)
    more.click()
    new = said(page, "Said while you read.")
    expect(new.get_by_text("new", exact=True)).to_be_visible()
    assert abs(top(read) - before) < 2
    expect(
        page.locator("#comments ~ section article.comment").first.locator("+ .replies").filter(has=new)
    ).to_have_count(1)
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    expect(more).to_be_hidden()


@needs_javascript
def test_whoever_comes_back_finds_what_is_new_and_nobody_is_told(comes: Comes, host: StorageState, river: str) -> None:
    marta, reader = comes(as_=host), comes()
    reader.page.clock.install()
    page = reader.goes_to(river)
    expect(page.locator(".is-new")).to_have_count(0)
    for words in ("First of two.", "Second of two."):
        say(marta, river, words)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(HOUR)
    page.reload()
    expect(page.locator(".is-new")).to_have_count(2)
    expect(page.get_by_role("link", name="New since your last visit: 2")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(said(page, "First of two.")).to_be_focused()
    page.keyboard.press("n")
    expect(said(page, "Second of two.")).to_be_focused()
    page.keyboard.press("p")
    expect(said(page, "First of two.")).to_be_focused()
    page.reload()
    expect(page.locator(".is-new")).to_have_count(2)
    page.get_by_role("link", name="New since your last visit: 2").click()
    expect(page.get_by_role("heading", name="2 new comments")).to_be_visible()
    assert page.context.cookies() == []
    assert all("?" not in url or "?since=" in url for url in asked)


@needs_javascript
def test_a_browser_that_may_not_remember_marks_nothing(comes: Comes, host: StorageState, river: str) -> None:
    marta, reader = comes(as_=host), comes()
    reader.page.clock.install()
    page = reader.goes_to(river)
    page.get_by_label("Mark what is new since my last visit").uncheck()
    say(marta, river, "Nobody marks this.")
    page.clock.fast_forward(HOUR)
    page.reload()
    expect(said(page, "Nobody marks this.")).to_be_visible()
    expect(page.locator(".is-new")).to_have_count(0)
    assert json.loads(page.evaluate("localStorage.getItem('conversations')")) == {"off": True}
    expect(page.get_by_label("Mark what is new since my last visit")).not_to_be_checked()


def test_a_thread_is_folded_up_and_stays_so_where_the_browser_remembers(
    comes: Comes, host: StorageState, river: str, js: bool
) -> None:
    marta, reader = comes(as_=host), comes()
    for words in ("One.", "Two.", "Three."):
        say(marta, river, f"{words} {js}", to=2)
    page = reader.goes_to(river)
    thread = page.locator("details.replies").filter(has=said(page, f"One. {js}"))
    thread.locator("summary").click()
    expect(said(page, f"Three. {js}")).to_be_hidden()
    page.reload()
    expect(said(page, f"Three. {js}")).to_be_visible(visible=not js)


def test_a_link_to_keep_goes_on_from_there(comes: Comes, host: StorageState, river: str, js: bool) -> None:
    reader = comes()
    page = reader.goes_to(river)
    page.get_by_role("link", name="what was said after #").click()
    expect(page.get_by_role("heading", name="Nothing new")).to_be_visible()
    kept = page.url
    say(comes(as_=host), river, f"After the link was kept. {js}")
    page.goto(kept)
    expect(page.get_by_role("heading", name="1 new comment")).to_be_visible()
    expect(said(page, f"After the link was kept. {js}")).to_be_visible()
    page.get_by_label("Show what was said after this number or date").fill("last week")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("“last week” is neither the number of a comment nor a date")).to_be_visible()


def test_a_reader_chooses_another_way_to_read(comes: Comes, river: str, js: bool) -> None:
    page = comes().goes_to(river)
    page.get_by_role("link", name="In order of time").click()
    numbers = [text.removeprefix("#") for text in page.locator("article.comment .no").all_inner_texts()]
    assert numbers == sorted(numbers, key=int)
    expect(page.locator(".replies")).to_have_count(0)
    page.get_by_role("link", name="The whole conversation on one page").click()
    expect(page.locator("article.comment")).to_have_count(len(numbers))
    expect(page.get_by_role("heading", level=1)).to_have_text(RIVER)


@needs_javascript
def test_who_follows_a_link_comes_back_to_it(comes: Comes, river: str) -> None:
    page = comes().goes_to(f"{river.removesuffix('.html')}/comments/in-time/")
    link = page.locator(".answered a").first
    link.click()
    page.get_by_role("button", name="Back to where I was").click()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
