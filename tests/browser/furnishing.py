"""A weblog in which every screen has something to show: what waits, was corrected, imported, asked for, invited."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.acts import RIVER, open_post, write
from tests.browser.conftest import Person
from tests.exchange import writing_mt as mt
from tests.exchange import writing_wxr as wxr
from tests.exchange.writing_text import page as text_of_a_page
from tests.server import Server, run

_DESK = "/desk/corner_table"
_GUEST = Person(9000)


def furnish(server: Server, host: Page, guest: Page, folder: Path) -> list[str]:
    """Do it all in a window of the host's and one of a guest; answers the addresses that only these two know."""
    page, export, other = pieces = [folder / name for name in ("page.txt", "typepad.txt", "wordpress.xml")]
    page.write_text(text_of_a_page())
    export.write_text("".join(mt.entry(f"Day {n}", comments=[mt.comment()] * 10) for n in range(100)))
    other.write_text(wxr.wxr(wxr.item("Day 7", link=f"{mt.WEBLOG}/2018/03/day-7.html")))
    assert run(server.data, "rescue", *map(str, pieces), "--weblog", "found_again").returncode == 0
    host.goto(f"{server.origin}/desk/")
    host.get_by_role("button", name="Make it mine").first.click()
    return [*_guest_comes(server, guest), *_host_works(server, host, folder)]


def _guest_comes(server: Server, page: Page) -> list[str]:
    for form, button in (("my-data/", "Mail me the link"), ("confirmation/", "Mail me a link and a code")):
        page.goto(f"{server.origin}/corner_table/")
        open_post(page)
        write(page, f"I have seen the meadow, and asked for {form}", _GUEST)
        page.get_by_role("button", name="Post", exact=True).click()
        own = page.get_by_role("link", name="Your own page of this comment").get_attribute("href") or ""
        page.goto(f"{server.origin}/corner_table/{form}")
        page.get_by_role("textbox", name="mail").last.fill(_GUEST.email)
        page.get_by_role("button", name=button).click()
    page.goto(f"{server.origin}/corner_table/")
    open_post(page)
    page.get_by_role("link", name="More").first.click()
    page.get_by_text("Report it to the host").click()
    page.get_by_label("It is against the law").check()
    page.get_by_role("button", name="Report it").click()
    return [own]


def _host_works(server: Server, page: Page, folder: Path) -> list[str]:
    page.goto(f"{server.origin}/corner_table/")
    open_post(page)
    page.get_by_label("Name").fill("Marta Oyelaran")
    page.locator("textarea[name=text]").fill("> It has always run east of it\n\nAnd it still does.")
    page.get_by_role("button", name="Post", exact=True).click()
    page.goto(f"{server.origin}{_DESK}/conversation/")
    page.get_by_label("Readers see how comments are moderated").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{server.origin}/desk/comments/")
    waiting = page.locator(".queue > li").filter(has_text="asked for my-data/")
    waiting.get_by_role("button", name="Withdraw").click()
    page.goto(f"{server.origin}{_DESK}/posts/?q=river")
    page.get_by_role("main").get_by_role("link", name=RIVER).first.click()
    page.get_by_label("Text", exact=True).fill(
        "Sheet 14 of the county survey of 1887 was drawn by somebody who was paid for it."
    )
    page.get_by_role("button", name="Save", exact=True).click()
    (folder / "export.txt").write_text(mt.entry("Storm", body="<p>The wind came.</p>"))
    page.goto(f"{server.origin}{_DESK}/import/")
    page.locator("input[type=file]").first.set_input_files(folder / "export.txt")
    page.get_by_role("button", name="Upload and look").click()
    page.goto(f"{server.origin}{_DESK}/members/")
    page.get_by_role("textbox", name="mail").last.fill("ilse@example.org")
    page.get_by_role("button", name="Invite").click()
    return [page.locator("#link").input_value(), "/desk/comments/?state=reported"]
