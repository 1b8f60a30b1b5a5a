"""Every screen there is: found by following links, and by filling in the addresses that no link leads to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext, APIResponse
from selectolax.lexbor import LexborHTMLParser

# They end what the crawl needs, or answer with the same screen as another.
_LEFT_OUT = re.compile(r"^/(accounts/logout|media|static)/")


@dataclass
class Crawl:
    """``asked`` asks in somebody's role. Of each address in urls.py one screen is kept, and one more with a query."""

    asked: APIRequestContext
    origin: str
    found: dict[tuple[str, bool], str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    asked_for: set[str] = field(default_factory=set)

    def of(self, begin: Iterable[str]) -> list[str]:
        """The paths of all screens."""
        waiting = list(begin)
        while waiting:
            waiting += self._visit(waiting.pop(0))
        for route in _routes(get_resolver()):
            if (route, False) not in self.found and (path := self._filled(route)):
                self._visit(path)
        return sorted(self.found.values())

    def _visit(self, address: str) -> list[str]:
        parts = urlsplit(urldefrag(urljoin(f"{self.origin}/", address))[0])
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if f"{parts.scheme}://{parts.netloc}" != self.origin or path in self.asked_for or _LEFT_OUT.match(path):
            return []
        self.asked_for.add(path)
        try:
            match = resolve(parts.path)
        except Resolver404:
            return []
        key = (match.route, bool(parts.query))
        if key in self.found:
            return []
        self.known = {**{name: str(value) for name, value in match.kwargs.items()}, **self.known}
        answer = self.asked.get(self.origin + path, max_redirects=0)
        return self._keep(key, path, answer)

    def _keep(self, key: tuple[str, bool], path: str, answer: APIResponse) -> list[str]:
        if answer.status in (301, 302, 303):
            return [answer.headers["location"]]
        if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
            return []
        html = answer.text()
        tree = LexborHTMLParser(html)
        if tree.css_first("h1") is None:  # a part of a page
            return []
        self.found[key] = path
        links = [link.attributes.get("href") or "" for link in tree.css("a[href]")]
        written = re.findall(re.escape(self.origin) + r"[^\s\"'<>]+", html)
        return [urljoin(self.origin + path, link) for link in [*links, *written]]

    def _filled(self, route: str) -> str | None:
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if not all(name in self.known for name in names):
            return None
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda name: self.known[name[1]], route)


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern, route)
