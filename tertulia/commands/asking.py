"""Ask the application itself, in this process, as a reader would."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.test import Client

_MOST_STEPS = 5


@dataclass(frozen=True)
class Said:
    """An answer: ``location`` is where it sends, else empty."""

    status: int
    location: str
    body: str


class Asker:
    """Somebody who reads. ``asked`` counts the questions."""

    def __init__(self) -> None:
        self.client, self.asked = Client(raise_request_exception=False), 0

    def ask(self, path: str) -> Said:
        """What an address answers; ``path`` is percent-encoded, with its query."""
        self.asked += 1
        answer = self.client.get(path, headers={"host": "127.0.0.1"})
        return Said(answer.status_code, answer.get("Location", ""), answer.content.decode("utf-8", "replace"))

    def follow(self, path: str) -> tuple[str, Said]:
        """Where an address leads in the end, within the installation, and what that answers."""
        said = self.ask(path)
        for _step in range(_MOST_STEPS):
            if not said.location:
                break
            parts = urlsplit(urljoin(path, said.location))
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            said = self.ask(path)
        return path, said
