"""A server of its own for each file, and visitors who note everything that a page should not do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, StorageState, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.server import Server, start


@dataclass
class Visitor:
    """Somebody with a browser window. ``noted`` is what went wrong while they looked."""

    page: Page
    origin: str
    noted: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.origin + path)
        return self.page

    def note_console(self, message: ConsoleMessage) -> None:
        # That an answer was an error is noted below, where it is known whether it was the page itself.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.noted.append(f"{self.page.url}: {message.text}")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.noted.append(f"{self.page.url} asked a third party: {request.url}")

    def note_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= (500 if is_page else 400):
            self.noted.append(f"{response.url}: {response.status}")


Comes = Callable[..., Visitor]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demo weblog."""
    if executable() is None:
        pytest.skip("no Chromium on this machine: the browser tests are skipped (CHROMIUM= names one)")
    server = start(tmp_path_factory.mktemp("browsed"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator[Browser]:
    """Chromium. Started per file, as its event loop would forbid the database to tests that follow."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def comes(server: Server, browser: Browser) -> Iterator[Comes]:
    """``comes(js=…, as_=…)`` answers a new visitor; at the end nobody may have noted anything."""
    visitors: list[Visitor] = []

    def come(*, js: bool = False, as_: StorageState | None = None) -> Visitor:
        context = browser.new_context(java_script_enabled=js, storage_state=as_, locale="en-GB")
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), server.origin)
        visitor.page.on("console", visitor.note_console)
        visitor.page.on("pageerror", lambda error: visitor.noted.append(str(error)))
        visitor.page.on("request", visitor.note_request)
        visitor.page.on("response", visitor.note_response)
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    assert [note for visitor in visitors for note in visitor.noted] == []


@pytest.fixture(scope="module")
def host(server: Server, browser: Browser) -> StorageState:
    """The cookies of Marta, who became the host by the one-time link, without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.link)
    page.get_by_label("Your name").fill("Marta Oyelaran")
    page.get_by_label("Your e-mail").fill("marta@example.org")
    page.get_by_label("A password").fill("correct horse battery")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url("**/desk/**")
    state = context.storage_state()
    context.close()
    return state
