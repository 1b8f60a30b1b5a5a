"""What readers and hosts do again and again."""

from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import Comes, Person

RIVER = "The map that had the wrong river"


def open_post(page: Page, title: str = RIVER) -> None:
    """Follow the link to a post."""
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def write(page: Page, text: str, who: Person) -> None:
    """Fill the comment form."""
    page.get_by_label("Name").fill(who.name)
    page.get_by_role("textbox", name="E-mail").fill(who.email)
    page.locator("textarea[name=text]").fill(text)


def approve(comes: Comes, host: StorageState, who: Person) -> None:
    """The host publishes what somebody said."""
    desk = comes(as_=host).goes_to("/desk/comments/")
    waiting = desk.get_by_role("listitem").filter(has_text=who.email)
    waiting.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Published.").first).to_be_visible()
