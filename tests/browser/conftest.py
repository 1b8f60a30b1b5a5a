"""One server for all stories, told with JavaScript and without, by visitors who note what a page should not do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
    expect,
    sync_playwright,
)

from tests.browser.chromium import FLAGS, executable
from tests.installed import installed
from tests.server import Server, start

_PATIENCE = 15_000
expect.set_options(timeout=_PATIENCE)
_numbers = count(1)


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


@dataclass(frozen=True)
class Person:
    """A reader whom nobody knows yet, and a number that is nowhere else, for what only this story says."""

    number: int

    @property
    def name(self) -> str:
        return f"Ruth Maes {self.number}"

    @property
    def email(self) -> str:
        return f"ruth{self.number}@example.org"


Comes = Callable[..., Visitor]

needs_javascript = pytest.mark.parametrize("js", [True], indirect=True, ids=["js"])
needs_no_javascript = pytest.mark.parametrize("js", [False], indirect=True, ids=["no-js"])


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def js(request: pytest.FixtureRequest) -> bool:
    """Whether the browsers of this story run JavaScript: each story is told twice, with the same assertions."""
    return bool(request.param)


@pytest.fixture
def ruth() -> Person:
    """Ruth, another one in each story."""
    return Person(next(_numbers))


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demo weblog, for all stories. It believes X-Forwarded-For, so that visitors have addresses of
    their own and do not use up what one may post."""
    if executable() is None:
        pytest.skip("no Chromium on this machine: the browser tests are skipped (CHROMIUM= names one)")
    server = start(installed(tmp_path_factory.mktemp("browsed")), TERTULIA_TRUSTED_PROXIES="1")
    yield server
    server.stop()


@pytest.fixture(scope="package")
def browser(server: Server) -> Iterator[Browser]:
    """Chromium. Its event loop would forbid the database to other tests, so none in this folder may ask one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def comes(server: Server, browser: Browser, js: bool) -> Iterator[Comes]:
    """``comes(as_=…)`` answers a new visitor; at the end nobody may have noted anything. A ``judge`` brings a script:
    without JavaScript the page's own scripts do not come, and the rest of JavaScript is there."""
    visitors: list[Visitor] = []

    def come(*, as_: StorageState | None = None, judge: bool = False) -> Visitor:
        number = next(_numbers)
        address = {"X-Forwarded-For": f"10.{number // 250}.{number % 250}.1"}
        context = browser.new_context(
            java_script_enabled=js or judge, storage_state=as_, locale="en-GB", extra_http_headers=address
        )
        context.set_default_timeout(_PATIENCE)
        visitor = Visitor(context.new_page(), server.origin)
        if judge and not js:
            visitor.page.route("**/static/*.js", lambda route: route.abort())
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


@pytest.fixture(scope="package")
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
