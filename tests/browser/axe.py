"""Whether everybody can use a page: axe's rules, by machine as far as a machine can tell."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "axe.run(document, {runOnly: %s, resultTypes: ['violations']})"


def violations(page: Page) -> list[str]:
    """What breaks WCAG 2.2 AA or axe's best practice on the page as it is shown now, a line each.

    The script comes by the DevTools protocol, which a page's Content-Security-Policy does not bind, so the page is
    checked as it is served."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(f"{_SCRIPT};0")
    result: dict[str, Any] = page.evaluate(_RUN % _STANDARDS)
    return [f"{broken['id']}: {node['html'][:160]}" for broken in result["violations"] for node in broken["nodes"]]


def overflow(page: Page) -> list[str]:
    """What is wider than the window."""
    wide: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
           [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
           .map((e) => e.outerHTML.slice(0, 120)).slice(0, 3)"""
    )
    return [f"wider than the window: {element}" for element in wide]
