"""A mirror in a folder, opened by a browser that has no server to ask."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tertulia.commands.mirror import mirror
from tertulia.conversation.policy import Policy, change_policy
from tertulia.publishing.front import Front
from tertulia.weblog.address import Address
from tests.browser.chromium import FLAGS, executable
from tests.cast import gather, published_post
from tests.conversation.talk import talk
from tests.publishing.lived import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_BROKEN_OFF = "net::ERR_ABORTED"


@pytest.fixture
def site(front: Front, transactional_db: None, tmp_path: Path) -> Path:
    """The Harbour Gate as files: a post with a picture and three comments on two pages."""
    if executable() is None:
        pytest.skip("no Chromium on this machine: the browser tests are skipped (CHROMIUM= names one)")
    weblog = gather().weblog
    change_policy(weblog, Policy(per_page=2), actor=None)
    storm = published_post(weblog, "Storm", body=f'<p><img src="{picture("storm.png").url}" alt="A storm"></p>')
    first, _second = talk(storm, 2)
    talk(storm, 1, parent=first)
    Address.objects.create(path="/harbour/storm.htm", weblog=weblog, post=storm)
    assert front.renderer is not None
    assert mirror(front.renderer, tmp_path / "site").failed == {}
    return tmp_path / "site"


def test_a_mirror_is_read_from_disk(site: Path) -> None:
    noted: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: noted.append(message.text))
        page.on("pageerror", lambda error: noted.append(str(error)))
        # What a walk to the next page breaks off has not failed.
        page.on("requestfailed", lambda failed: noted.append(failed.url) if failed.failure != _BROKEN_OFF else None)
        page.on("request", lambda request: noted.append(request.url) if not request.url.startswith("file:") else None)
        page.goto((site / "index.html").as_uri())
        _walk(page)
        _search(page)
        browser.close()
    assert noted == []


def _walk(page: Page) -> None:
    page.wait_for_url("**/harbour/index.html")
    assert page.locator(".layout").evaluate("node => getComputedStyle(node).display") == "grid"
    page.get_by_role("main").get_by_role("link", name="Storm", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Storm")
    assert page.get_by_role("img", name="A storm").last.evaluate("image => image.naturalWidth") > 0
    page.get_by_role("link", name="Newer comments").click()
    page.locator(".answers").get_by_role("link").first.click()
    assert "/storm.html#comment-" in page.url
    expect(page.locator(":target")).to_contain_text("Words number 1.")
    page.locator("aside").get_by_role("link", name=re.compile("20[0-9]{2}")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("20[0-9]{2}"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Storm")
    page.goto(f"{page.url.partition('/harbour/')[0]}/harbour/storm.htm")
    expect(page.get_by_role("heading", level=1)).to_have_text("Storm")


def _search(page: Page) -> None:
    page.get_by_role("searchbox").last.fill("WÓRDS numb")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator(".found li")).to_have_count(2)
    expect(page.locator(".found .what").last).to_have_text("Storm")
    page.get_by_role("searchbox").first.fill("nobody said so")
    page.get_by_role("button", name="Search").first.click()
    expect(page.locator("p.found")).to_contain_text("No page has all these words")
    page.get_by_role("searchbox").first.fill("storm")
    page.keyboard.press("Enter")
    page.locator(".found a").last.click()
    expect(page.get_by_role("main")).to_contain_text("Storm")
