"""What a mirror is made from: the application, asked as a reader would ask."""

from typing import IO

from tertulia.publishing.render import Answer, Renderer, ask, ask_into, plain_environ
from tertulia.publishing.store import Stored


class Source:
    """Answers for decoded paths. ``is_storable`` tells public pages from all else."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def page(self, path: str) -> Answer:
        """The page of a path, stored if it can be."""
        found = self.renderer.page(path)
        try:
            return Answer("200 OK", found.headers, found.body(), True) if isinstance(found, Stored) else found
        except FileNotFoundError:  # flushed between two looks
            return self.page(path)

    def other(self, path: str, query: str = "") -> Answer:
        """What is no page: a file, or a redirect for a query."""
        return ask(self.renderer.application, {**plain_environ(path), "QUERY_STRING": query})

    def into(self, path: str, out: IO[bytes]) -> Answer:
        """The same for a file of any length, which is written to ``out``."""
        return ask_into(self.renderer.application, plain_environ(path), out)


def header(answer: Answer, name: str) -> str:
    """The value of a header, or nothing."""
    return next((value for key, value in answer.headers if key.lower() == name), "")
