"""A host, with JavaScript and without: signs in, writes, publishes, replies inside a comment, closes, exports."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tertulia.exchange.archive.container import Archive
from tests.browser.acts import RIVER, open_post, write
from tests.browser.conftest import Comes, Person
from tests.server import Server

pytestmark = pytest.mark.browser


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()


def test_the_link_works_once(comes: Comes, host: StorageState, server: Server) -> None:
    page = comes().goes_to(server.link)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


def test_she_signs_in_with_a_password(comes: Comes, host: StorageState) -> None:
    visitor = comes()
    page = visitor.goes_to("/desk/")
    page.get_by_label("Email").fill("marta@example.org")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/**")
    sign_out(page)
    visitor.goes_to("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_she_signs_in_with_a_code_that_nothing_had_to_be_configured_for(
    comes: Comes, host: StorageState, server: Server
) -> None:
    page = comes().goes_to("/accounts/login/")
    page.get_by_role("link", name="Send me a code by e-mail").click()
    page.get_by_label("E").first.fill("marta@example.org")
    before = server.heard()
    page.get_by_role("main").get_by_role("button").first.click()
    server.wait_for(r"^Mail to marta@example\.org", after=before)
    code = server.wait_for(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", after=before).group(1)
    page.get_by_role("textbox").first.fill(code)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/desk/**")


def test_she_writes_publishes_and_corrects(comes: Comes, host: StorageState, ruth: Person) -> None:
    title = f"High water at the lock, {ruth.number}"
    page = comes(as_=host).goes_to("/desk/corner_table/posts/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill(
        "<p>Half past four, and the gate <b>leaks</b>.</p><script>alert(1)</script>"
    )
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published", exact=False).first).to_be_visible()
    reader = comes()
    reader.goes_to("/corner_table/").get_by_role("link", name=title).first.click()
    expect(reader.page.get_by_role("main")).to_contain_text("the gate leaks")
    page.get_by_label("Text", exact=True).fill("<p>Half past five, and the gate is mended.</p>")
    page.get_by_role("button", name="Save", exact=True).click()
    reader.page.reload()
    expect(reader.page.get_by_role("main")).to_contain_text("the gate is mended")


def test_she_publishes_what_waits_and_answers_inside_it(comes: Comes, host: StorageState, ruth: Person) -> None:
    reader = comes().goes_to("/corner_table/")
    open_post(reader)
    write(reader, "We have letters of the engraver’s niece.", ruth)
    reader.get_by_role("button", name="Post", exact=True).click()
    visitor = comes(as_=host)
    page = visitor.goes_to("/desk/comments/")
    waiting = page.get_by_role("listitem").filter(has_text=ruth.email)
    waiting.get_by_role("button", name="Publish").click()
    visitor.goes_to("/desk/comments/?state=published")
    published = page.get_by_role("listitem").filter(has_text=ruth.email)
    published.get_by_role("link", name="Reply inside").click()
    page.get_by_label("Reply", exact=True).fill("There is a chair, and we want the letters. Welcome.")
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_text("we want the letters").first).to_be_visible()
    reader.get_by_role("link", name=f"Back to “{RIVER}”").click()
    inside = reader.locator("article.comment").filter(has=reader.get_by_role("heading", name=ruth.name, level=3))
    expect(inside.locator(".host-reply")).to_contain_text("we want the letters")
    expect(inside.locator(".host-reply")).to_contain_text("Marta Oyelaran")
    visitor.goes_to("/desk/corner_table/log/")
    expect(page.get_by_role("main")).to_contain_text("Marta Oyelaran")
    visitor.goes_to("/desk/corner_table/log/?q=Everything")
    expect(page.get_by_role("main")).to_contain_text("Everything has been said, most of it twice.")


def test_she_closes_a_conversation_and_opens_it_again(comes: Comes, host: StorageState) -> None:
    page = comes(as_=host).goes_to("/desk/corner_table/posts/?q=ferry")
    reader = comes().goes_to("/corner_table/")
    reader.get_by_role("link", name="Notes from the night ferry").first.click()
    for choice, forms in (("closed", 0), ("open", 1)):
        row = page.get_by_role("listitem").filter(has_text="Notes from the night ferry")
        row.get_by_label("Comments").select_option(choice)
        row.get_by_role("button", name="Set").click()
        page.wait_for_load_state()
        reader.reload()
        expect(reader.get_by_role("button", name="Post", exact=True)).to_have_count(forms)


def test_she_takes_her_weblog_with_her(comes: Comes, host: StorageState, tmp_path: Path) -> None:
    page = comes(as_=host).goes_to("/desk/corner_table/")
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("status")).to_contain_text("It is being made.")
    # The page renews itself.
    link = page.get_by_role("link", name="corner_table-")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as fetched:
        link.click()
    fetched.value.save_as(tmp_path / "kept.zip")
    with Archive(tmp_path / "kept.zip") as archive:
        assert (archive.manifest.weblog, archive.manifest.records["weblog"]) == ("corner_table", 1)
        assert "html/corner_table/index.html" in archive.manifest.files
