"""The host's other work, with JavaScript and without: judges many at once, schedules, imports, invites, sets."""

from pathlib import Path

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.acts import open_post, write
from tests.browser.conftest import Comes, Person
from tests.exchange import writing_mt as mt

pytestmark = pytest.mark.browser

MUD = "Eleven words for mud"


def test_she_judges_several_at_once_and_undoes_it(comes: Comes, host: StorageState, ruth: Person) -> None:
    for words in ("Buy a roof.", "Buy another roof."):
        reader = comes().goes_to("/corner_table/")
        open_post(reader, MUD)
        write(reader, words, ruth)
        reader.get_by_role("button", name="Post", exact=True).click()
    visitor = comes(as_=host)
    page = visitor.goes_to("/desk/comments/")
    waiting = page.get_by_role("listitem").filter(has_text=ruth.email)
    expect(waiting).to_have_count(2)
    for box in waiting.get_by_role("checkbox").all():
        box.check()
    page.locator("form.many").get_by_role("button", name="Spam").click()
    expect(page.get_by_text("2 comments are judged as spam.").first).to_be_visible()
    expect(waiting).to_have_count(0)
    page.locator(".notices").get_by_role("button", name="Undo").click()
    visitor.goes_to("/desk/comments/")
    expect(waiting).to_have_count(2)


def test_she_looks_at_a_post_before_it_is_there_and_schedules_it(
    comes: Comes, host: StorageState, ruth: Person
) -> None:
    title = f"What the tide will bring, {ruth.number}"
    page = comes(as_=host).goes_to("/desk/corner_table/posts/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill("<p>Wood, mostly.</p>")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    expect(opened.value.get_by_text("Wood, mostly.")).to_be_visible()
    page.get_by_label("Date").fill("2040-05-01T10:00:00")
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("main")).to_contain_text("Scheduled")
    reader = comes().goes_to("/corner_table/")
    expect(reader.get_by_role("link", name=title)).to_have_count(0)


def test_she_changes_what_the_weblog_says_of_itself(comes: Comes, host: StorageState, ruth: Person) -> None:
    tagline = f"Maps and walks, {ruth.number}"
    page = comes(as_=host).goes_to("/desk/corner_table/settings/")
    page.get_by_label("Tagline").fill(tagline)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    expect(comes().goes_to("/corner_table/").get_by_text(tagline).first).to_be_visible()


def test_she_imports_and_is_told_what_came(comes: Comes, host: StorageState, ruth: Person, tmp_path: Path) -> None:
    title = f"Low water {ruth.number}"
    said = mt.entry(title, body="<p>Mud.</p>", BASENAME=f"low_water_{ruth.number}", UNIQUE_URL=None)
    (tmp_path / "export.txt").write_text(said)
    page = comes(as_=host).goes_to("/desk/corner_table/import/")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "export.txt")
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("button", name="Load", exact=True).click()
    table = page.get_by_role("table", name="What was imported")
    expect(table).to_be_visible(timeout=60_000)
    expect(table.get_by_role("row").filter(has_text="posts")).to_contain_text("1")
    page.get_by_role("link", name="To the posts").click()
    page.get_by_role("searchbox").fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name=title, exact=True)).to_be_visible()


def test_she_invites_somebody_who_comes(comes: Comes, host: StorageState, ruth: Person) -> None:
    page = comes(as_=host).goes_to("/desk/corner_table/members/")
    page.get_by_role("main").get_by_label("E-mail").fill(ruth.email)
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("This link works once").input_value()
    guest = comes()
    guest.goes_to(link)
    guest.page.get_by_label("Your name").fill(ruth.name)
    guest.page.get_by_role("button", name="Accept").click()
    guest.page.wait_for_url("**/desk/**")
    expect(guest.page.get_by_role("main")).to_contain_text("The Corner Table")
