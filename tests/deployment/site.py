"""A Tertulia with a web server in front, both real, on this machine, for HTTPS at ``localhost``."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.deployment.visitor import Answer, Visitor
from tests.server import Server

RIVER = "/corner_table/2026/11/the-map-that-had-the-wrong-river.html"
PLANTED = "<p>A page of which only the disk knows.</p>"


PASSWORD = "correct horse battery"


@dataclass
class Site:
    """The web server in front answers at ``origin``, and at ``plain`` without TLS; ``server`` stands behind it."""

    kind: str
    server: Server
    origin: str
    plain: str
    authority: Path
    _host: list[Visitor] = field(default_factory=list)

    @property
    def web(self) -> Path:
        """The web root."""
        return self.server.data / "pages" / "web"

    def visitor(self, address: str = "127.0.0.1") -> Visitor:
        """Somebody new."""
        return Visitor(self.origin, self.authority, address)

    @property
    def behind(self) -> Visitor:
        """Somebody who asks Tertulia itself."""
        return Visitor(self.server.origin)

    def become_host(self) -> None:
        """Marta accepts the one-time link."""
        marta, path = self.visitor(), urlsplit(self.server.link).path
        typed = {"name": "Marta Oyelaran", "email": "marta@example.org", "password": PASSWORD}
        accepted = marta.send(path, fields_of(marta.get(path)) | typed)
        assert accepted.status == 302, accepted.content

    def host(self) -> Visitor:
        """Marta, signed in by her password."""
        if not self._host:
            marta, path = self.visitor(), "/accounts/login/"
            typed = {"login": "marta@example.org", "password": PASSWORD}
            signed_in = marta.send(path, fields_of(marta.get(path)) | typed)
            assert (signed_in.status, signed_in.headers["Location"]) == (302, "/desk/"), signed_in.content
            self._host.append(marta)
        return self._host[0]

    @contextmanager
    def planted(self, name: str, content: str = PLANTED) -> Iterator[Path]:
        """A file that lies in the web root, and that Tertulia knows nothing of."""
        file = self.web / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        yield file
        file.unlink(missing_ok=True)


def fields_of(answer: Answer) -> dict[str, str]:
    """What the longest form on a page would send as it is; a short one at the desk signs out."""
    forms = LexborHTMLParser(answer.content.decode()).css("form[method=post]")
    form = max(forms, key=lambda form: len(form.css("[name]")))
    inputs = [one.attributes for one in form.css("input[name], textarea[name]")]
    return {str(facts["name"]): facts.get("value") or "" for facts in inputs}


def is_taken(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
