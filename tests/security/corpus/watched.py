"""A real Chromium that is shown documents and notes whatever of them runs, may run, or asks somebody else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Route, sync_playwright

import tertulia
from tests.browser.chromium import FLAGS, executable

ORIGIN = "http://harbour.example"
_STATIC = Path(tertulia.__file__).parent / "theme" / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

# In every frame before anything of it runs. What a policy has kept from running is as bad as what ran.
_LISTEN = """
const noted = console.debug.bind(console);
globalThis.ran = (number) => noted(`ran ${number}`);
globalThis.alert = globalThis.confirm = globalThis.prompt = globalThis.print = globalThis.ran;
addEventListener("securitypolicyviolation", (event) => noted(`blocked ${event.violatedDirective}`), true);
"""

# Everything that would run once somebody points, types or follows a link; and it is done.
_TOUCH = """
() => {
  const found = [];
  const leads = (value) => { try { return new URL(value, document.baseURI).protocol; } catch { return ""; } };
  const names = ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "values"];
  const never = ["base", "object", "embed", "iframe", "foreignObject", "set", "animate"];
  for (const one of [...document.querySelectorAll("*")]) {
    for (const name of one.getAttributeNames()) {
      const value = one.getAttribute(name);
      if (name.startsWith("on")) {
        found.push(`<${one.localName} ${name}=${value}>`);
        one.dispatchEvent(new Event(name.slice(2)));
      }
      if (names.includes(name) && ["javascript:", "vbscript:"].includes(leads(value))) {
        found.push(`<${one.localName} ${name}=${value}>`);
        one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        for (const inside of one.querySelectorAll("button, text, mi")) {
          inside.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        }
      }
    }
    const inline = one.localName === "script" && !one.getAttribute("src")?.startsWith("/static/");
    if (inline && one.type !== "application/ld+json") found.push(one.outerHTML.slice(0, 200));
    if (never.includes(one.localName)) found.push(one.localName);
  }
  return new Promise((done) => setTimeout(() => done(found), 0));
}
"""

_COMPUTE = """
([selector, names]) => Object.fromEntries([...document.querySelectorAll(selector)].map((one) => {
  const computed = getComputedStyle(one);
  return [one.id, Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]))];
}))
"""

_HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Document:
    """What stands at an address: its bytes, and the headers that come with them."""

    content: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: _HTML)


class Watcher:
    """Somebody at a window that shows ``documents`` and nothing else of the world."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._noted: list[str] = []
        self.documents: Mapping[str, Document] = {}
        page.on("console", self._hear)
        page.on("dialog", self._answer)
        page.route("**/*", self._give)

    def look(self, address: str) -> list[str]:
        """What was wrong with the document at that address: best nothing."""
        self._noted = []
        self._page.goto(ORIGIN + address)
        return [*self._page.evaluate(_TOUCH), *self._noted]

    def count(self, selector: str) -> int:
        """How many elements of what is looked at match."""
        return self._page.locator(selector).count()

    def styles(self, selector: str, names: Sequence[str]) -> dict[str, dict[str, str]]:
        """How the elements that match, by their ids, look: what a browser computed for these properties."""
        found = self._page.evaluate(_COMPUTE, [selector, [*names]])
        assert isinstance(found, dict)
        return found

    def runs(self, html: str) -> list[str]:
        """What ran of an HTML text, or asked somebody else."""
        self.documents = {"/": Document(html.encode("utf-8", "replace"))}
        self.look("/")
        self._page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        return [note for note in self._noted if note.startswith(("ran", "asked"))]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "debug":
            self._noted.append(message.text)

    def _answer(self, dialog: Dialog) -> None:
        self._noted.append(f"ran {dialog.message}")
        dialog.dismiss()

    def _give(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if f"{asked.scheme}://{asked.netloc}" != ORIGIN:
            self._noted.append(f"asked {route.request.url}")
            route.abort()
        elif found := self.documents.get(asked.path + (f"?{asked.query}" if asked.query else "")):
            route.fulfill(headers=dict(found.headers), body=found.content)
        elif (file := _STATIC / asked.path.removeprefix("/static/")).is_file():
            route.fulfill(body=file.read_bytes(), content_type=_TYPES[file.suffix])
        else:
            route.fulfill(status=404, body="")


@contextmanager
def watching() -> Iterator[Watcher]:
    """A watcher. The database is out of reach meanwhile, so what is shown is made before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        context = browser.new_context()
        context.add_init_script(_LISTEN)
        context.set_default_timeout(60_000)
        yield Watcher(context.new_page())
        browser.close()


def together(texts: Iterable[str]) -> Document:
    """A document of many texts, without any policy. A text that does not end where it should would swallow the
    place of the next; so each place is counted."""
    places = "\n".join(f'<div class="place">{text}</div>' for text in texts)
    return Document(f"<!doctype html><title>x</title><body>{places}</body>".encode("utf-8", "replace"))
