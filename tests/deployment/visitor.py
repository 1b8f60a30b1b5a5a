"""Somebody who comes over HTTPS, from an address of their own, and keeps the cookies."""

import gzip
import http.client
import ssl
from dataclasses import dataclass, field
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import brotli

_UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass(frozen=True)
class Answer:
    """What came back; ``content`` is unpacked."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def content(self) -> bytes:
        content: bytes = _UNPACK[self.headers.get("Content-Encoding", "")](self.body)
        return content

    def of(self, *names: str) -> dict[str, list[str] | None]:
        """The headers of these names."""
        return {name: self.headers.get_all(name) for name in names}


@dataclass
class Visitor:
    """Asks the server at ``origin``, whose certificate must be signed by ``authority``."""

    origin: str
    authority: Path | None = None
    address: str = "127.0.0.1"
    cookies: dict[str, "Morsel[str]"] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for exactly this path; headers as keywords: ``accept_encoding="br"``."""
        return self.ask("GET", path, **headers)

    def send(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        """Send a form from a page of the site."""
        body = urlencode(form).encode()
        return self.ask("POST", path, body, content_type="application/x-www-form-urlencoded", **headers)

    def ask(self, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Answer:
        """One request over a connection of its own."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("origin", self.origin)
            named.setdefault("referer", f"{self.origin}/")
        if self.cookies:
            named["cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        connection = self._connection()
        try:
            connection.request(method, path, body, named)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.update(SimpleCookie(line))
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.origin)
        host, port, here = parts.hostname or "", parts.port, (self.address, 0)
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=60, source_address=here)
        context = ssl.create_default_context(cafile=self.authority)
        return http.client.HTTPSConnection(host, port, timeout=60, source_address=here, context=context)
