"""Every screen, as a reader and as the host, light and dark, wide and narrow: nobody is shut out, nothing is amiss."""

import os

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser.axe import overflow, violations
from tests.browser.conftest import Comes
from tests.browser.furnishing import furnish
from tests.browser.screens import Crawl
from tests.server import Server

pytestmark = pytest.mark.browser

Screens = dict[str, list[str]]
# With SOAK each screen is looked at in both ways; otherwise each in one of them, every other one with JavaScript.
_SHARE = 1 if "SOAK" in os.environ else 2
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def screens(server: Server, browser: Browser, host: StorageState, tmp_path_factory: pytest.TempPathFactory) -> Screens:
    """The paths of the screens of each role."""
    theirs = browser.new_context(java_script_enabled=False, storage_state=host)
    ours = browser.new_context(java_script_enabled=False)
    known = furnish(server, theirs.new_page(), ours.new_page(), tmp_path_factory.mktemp("furnished"))
    desk = Crawl(theirs.request, server.origin).of(
        ["/desk/found_again/rescue/questions/", "/desk/", "/desk/messages/", *known]
    )
    mailed = [path for path in desk if not path.startswith(("/desk/", "/accounts/"))]
    public = Crawl(browser.new_context(java_script_enabled=False).request, server.origin).of(
        ["/corner_table/", *mailed, *known]
    )
    return {"host": [path for path in desk if path.startswith(("/desk/", "/accounts/"))], "reader": public}


@pytest.mark.parametrize("role", ["reader", "host"])
def test_everybody_can_use_every_screen(
    comes: Comes, host: StorageState, screens: Screens, role: str, js: bool
) -> None:
    assert len(screens[role]) > 35
    visitor = comes(as_=host if role == "host" else None, judge=True)
    amiss = []
    for path in screens[role][_first(js) :: _SHARE]:
        page = visitor.goes_to(path)
        # With JavaScript it is judged wide and light, without narrow and dark; it fits a narrow window in both.
        page.set_viewport_size(DESK if js else PHONE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light" if js else "dark")
        found = violations(page)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        amiss += [f"{path}: {what}" for what in (*found, *overflow(page))]
    assert amiss == []


def _first(js: bool) -> int:
    return 0 if js else _SHARE - 1
