"""A host at the queue with keys, and two at once: with JavaScript and without."""

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.acts import open_post
from tests.browser.conftest import Comes, Person, needs_javascript

pytestmark = pytest.mark.browser

QUEUE = "/desk/comments/?state=published"


@needs_javascript
def test_keys_move_judge_and_undo_and_the_focus_goes_to_what_follows(comes: Comes, host: StorageState) -> None:
    page = comes(as_=host).goes_to(QUEUE)
    items = page.locator(".queue > li")
    second, third = (items.nth(place).get_attribute("id") for place in (1, 2))
    page.keyboard.press("j")
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("h")
    expect(page.locator(f"#{second}")).to_have_count(0)
    expect(page.locator(f"#{third}")).to_be_focused()
    expect(page.locator(".keys [role=status]")).to_have_text("Held; readers do not see it.")
    page.keyboard.press("u")
    expect(page.locator(f"#{second}")).to_have_count(1)


@needs_javascript
def test_no_key_acts_while_somebody_types_and_keys_can_be_turned_off(comes: Comes, host: StorageState) -> None:
    page = comes(as_=host).goes_to(QUEUE)
    page.keyboard.press("n")
    reason = page.locator(".queue > li").first.locator("select[name=reason]")
    expect(reason).to_be_focused()
    note = page.locator(".queue > li").first.get_by_label("Note to the author")
    note.press_sequentially("push")
    expect(note).to_have_value("push")
    page.locator(".queue > li").first.focus()
    page.keyboard.press("?")
    page.get_by_label("Keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator(".queue > li").first.focus()
    page.keyboard.press("j")
    expect(page.locator(".queue > li").nth(1)).not_to_be_focused()


def test_who_was_overtaken_chooses(comes: Comes, host: StorageState) -> None:
    here, there = comes(as_=host).goes_to(QUEUE), comes(as_=host).goes_to(QUEUE)
    first = here.locator(".queue > li").first.get_attribute("id")
    there.locator(f"#{first}").get_by_role("button", name="Hold").click()
    expect(there.locator(f"#{first}")).to_have_count(0)
    here.locator(f"#{first}").get_by_role("button", name="Withdraw").click()
    expect(here.get_by_role("heading", level=1)).to_have_text("Somebody else was faster")
    expect(here.get_by_role("main")).to_contain_text("Published → Held")
    here.get_by_role("button", name="Undo it: Published again").click()
    expect(here.locator(f"#{first}")).to_have_count(1)


def test_a_reader_reports_a_comment_and_the_host_dismisses_that(comes: Comes, host: StorageState, ruth: Person) -> None:
    page = comes().goes_to("/corner_table/")
    open_post(page)
    page.get_by_role("link", name="More").first.click()
    page.get_by_text("Report it to the host").click()
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words what is wrong.")
    page.get_by_label("In your words").fill(f"This is number {ruth.number}.")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The host has your report")
    desk = comes(as_=host).goes_to("/desk/comments/?state=reported")
    reported = desk.locator(".queue > li").filter(has_text=f"This is number {ruth.number}.")
    reported.get_by_role("button", name="Dismiss").click()
    expect(desk.get_by_text("The reports are dismissed").first).to_be_visible()
    expect(reported).to_have_count(0)
