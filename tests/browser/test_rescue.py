"""The rescue desk: its keys answer and undo, and without JavaScript its buttons do the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import Comes, needs_javascript
from tests.exchange import writing_mt as mt
from tests.exchange.pages import writing_pages as html
from tests.exchange.writing_text import page as text_of_a_page
from tests.server import Server, run

pytestmark = pytest.mark.browser

DESK = "/desk/corner_table/rescue/"


@pytest.fixture(scope="module")
def questions(server: Server, host: StorageState, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many questions the text of a page has brought."""
    piece = tmp_path_factory.mktemp("piece") / "page.txt"
    piece.write_text(text_of_a_page())
    done = run(server.data, "rescue", str(piece), "--weblog", "corner_table")
    assert done.returncode == 0, done.stderr
    return int(done.stdout.rsplit("\n", 2)[-2].split()[0])


def waiting(page: Page, count: int) -> None:
    """So many questions wait, as the overview says."""
    page.goto(page.url.partition("/desk/")[0] + DESK)
    expect(page.get_by_role("main")).to_contain_text(f"{count} questions wait for you.")


@needs_javascript
def test_keys_answer_and_undo(comes: Comes, host: StorageState, questions: int) -> None:
    page = comes(as_=host).goes_to(f"{DESK}questions/")
    expect(page.locator("p.keys")).to_be_visible()
    asked = page.url
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_contain_text("Settled.")
    assert page.url != asked
    waiting(page, questions - 1)
    page.goto(asked)
    expect(page.locator("main .notice")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="1", exact=False).first).to_be_visible()
    waiting(page, questions)


@needs_javascript
def test_a_key_typed_into_a_field_is_a_letter(comes: Comes, host: StorageState, questions: int) -> None:
    page = comes(as_=host).goes_to(f"{DESK}questions/")
    asked = page.url
    page.get_by_label("Why (for the log)").fill("")
    page.get_by_label("Why (for the log)").press_sequentially("1 j s u")
    expect(page.get_by_label("Why (for the log)")).to_have_value("1 j s u")
    assert page.url == asked
    waiting(page, questions)


@needs_javascript
def test_a_key_opens_what_is_folded_before_it_acts(comes: Comes, host: StorageState, questions: int) -> None:
    page = comes(as_=host).goes_to(f"{DESK}questions/")
    page.get_by_role("link", name="Leave it open, show the next").click()
    expect(page.get_by_role("button", name="Join it with the comment before it")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.get_by_role("button", name="Join it with the comment before it")).to_be_visible()
    waiting(page, questions)


def test_buttons_do_what_keys_do(comes: Comes, host: StorageState, questions: int, js: bool) -> None:
    page = comes(as_=host).goes_to(f"{DESK}questions/")
    expect(page.locator("p.keys")).to_be_visible(visible=js)
    asked = page.url
    page.locator("form.answers button[name=answer]").first.click()
    expect(page.get_by_role("status")).to_contain_text("Settled.")
    waiting(page, questions - 1)
    page.goto(asked)
    page.locator("main").get_by_role("button", name="Undo").first.click()
    waiting(page, questions)


@needs_javascript
def test_of_two_texts_one_is_chosen_by_a_key(
    comes: Comes, host: StorageState, questions: int, server: Server, tmp_path: Path
) -> None:
    exported, saved = tmp_path / "export.txt", tmp_path / "storm.html"
    known = {"UNIQUE_URL": html.STORM, "DATE": "08/30/2017 05:06:00 PM"}
    by = {"AUTHOR": "Nils Aro", "AUTHOR_EMAIL": "nils@example.org"}
    exported.write_text(mt.entry("Storm", body="<p>The wind came.</p>", **known, **by))
    saved.write_bytes(html.page(html.entry(body="<p>The wind came. It took the roof.</p>")))
    done = run(server.data, "rescue", str(exported), str(saved), "--weblog", "corner_table")
    assert done.returncode == 0, done.stderr
    page = comes(as_=host).goes_to(f"{DESK}questions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which text is right?")
    expect(page.locator(".typed ins")).to_contain_text("It took the roof.")
    page.keyboard.press("2")
    expect(page.get_by_role("status")).to_contain_text("Settled.")
    reader = comes().goes_to("/tide/2017/08/storm.html")
    expect(reader.get_by_role("main")).to_contain_text("It took the roof.")
    waiting(page, questions)
