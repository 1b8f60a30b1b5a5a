"""The same screens with JavaScript and without: nothing on the console, nobody else asked."""

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.conftest import Comes, Person, needs_javascript

pytestmark = pytest.mark.browser

PUBLIC = ["", "archives.html", "search/?q=river", "comments/", "tag/craft/", "maps/", "about.html", "page/2/"]
DESK = ["", "comments/", "comments/?state=published", "messages/", "account/"]
OF_THE_WEBLOG = [
    "",
    "posts/",
    "posts/new/",
    "images/",
    "categories/",
    "members/",
    "sidebar/",
    "conversation/",
    "settings/",
]
LATER = ["import/", "log/"]


def test_public_screens_are_quiet(comes: Comes) -> None:
    visitor = comes()
    for path in PUBLIC:
        page = visitor.goes_to(f"/corner_table/{path}")
        expect(page.get_by_role("heading", level=1), path).to_have_count(1)


@needs_javascript
def test_the_sidebar_pulls_in_what_was_written_and_said_last(comes: Comes) -> None:
    page = comes().goes_to("/corner_table/about.html")
    for title, row in (
        ("Recent posts", "Eleven words for mud"),
        ("Recent comments", "on The map that had the wrong river"),
    ):
        module = page.locator(".module").filter(has=page.get_by_role("heading", name=title))
        expect(module.get_by_role("listitem").filter(has_text=row).first).to_be_visible()
    expect(page.get_by_role("table", name="Days of this month with posts")).to_be_visible()
    expect(page.get_by_role("link", name="Read what was written last")).to_be_hidden()


@needs_javascript
def test_where_nothing_can_be_pulled_in_the_links_stay(comes: Comes) -> None:
    visitor = comes()
    visitor.page.route("**/sidebar/*.html", lambda route: route.abort())
    page = visitor.goes_to("/corner_table/about.html")
    expect(page.locator("[data-fragment]")).to_have_count(0)
    page.get_by_role("link", name="Read what was written last").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Corner Table")


def test_a_post_remembers_only_whom_it_was_asked_to(comes: Comes, ruth: Person, js: bool) -> None:
    page = comes().goes_to("/corner_table/")
    page.get_by_role("link", name="Eleven words for mud").first.click()
    page.get_by_label("Name").fill(ruth.name)
    page.locator("textarea[name=text]").fill("On our side it is called *klei*, and we sell it.")
    page.get_by_role("button", name="Preview").click()
    assert page.context.cookies() == []
    page.get_by_label("Remember me on this device").check()
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for the host")
    assert {cookie.get("name") for cookie in page.context.cookies()} == {"commenter", "yours"}
    page.get_by_role("link", name="Back to").click()
    expect(page.get_by_label("Name")).to_have_value(ruth.name if js else "")


def test_the_desk_is_quiet(comes: Comes, host: StorageState) -> None:
    visitor = comes(as_=host)
    for path in [*DESK, *(f"corner_table/{part}" for part in [*OF_THE_WEBLOG, *LATER])]:
        page = visitor.goes_to(f"/desk/{path}")
        expect(page.get_by_role("heading", level=1), path).to_have_count(1)
