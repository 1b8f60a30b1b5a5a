"""``make screenshots``: pictures of the demo, as a reader and as the host sees it, into a folder."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.server import Server, start


def main(folder: Path) -> None:
    """Take them all; ``screenshot.png`` is the one that the README shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = start(Path(data))
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        _take(server, browser, folder)
        browser.close()
        server.stop()


def _take(server: Server, browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.goto(f"{server.origin}/corner_table/")
    page.screenshot(path=folder / "front.png")
    page.get_by_role("link", name="The map that had the wrong river").first.click()
    page.get_by_role("heading", name="comments", exact=False).first.evaluate("e => e.scrollIntoView()")
    page.screenshot(path=folder / "screenshot.png")
    telephone = browser.new_page(viewport={"width": 390, "height": 844})
    telephone.goto(page.url)
    telephone.screenshot(path=folder / "telephone.png")
    _become_host(page, server.link)
    page.goto(f"{server.origin}/desk/comments/")
    page.screenshot(path=folder / "desk.png")
    page.goto(f"{server.origin}/desk/corner_table/posts/new/")
    page.screenshot(path=folder / "write.png")


def _become_host(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Inés Calder")
    page.get_by_label("Your e-mail").fill("ines@example.org")
    page.get_by_role("button", name="Accept").click()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
