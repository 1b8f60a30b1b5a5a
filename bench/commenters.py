"""Commenters: they read the page, fill in the form that stands on it, and send it, as a browser without JavaScript."""

import gzip
import itertools
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from bench.processes import Program

# As people write, and not drawn at random: some of a thousand drawn texts look like spam and would wait for the host.
_WORDS = (
    "As I remember it, the ferry left at nine, and the bridge had been closed since the storm of the week before. My"
    " father waited on the other side with the dog, who did not like the rain any more than he did. I have asked two"
    " neighbours, and neither of them agrees with the second paragraph; but it was long ago."
)
_people = itertools.count(1)


@dataclass
class Posted:
    """What came of posting: the accepted comments by the marks in their texts, how long each took (milliseconds), and
    the seconds for all; why others were refused; which accepted ones a page lacked that was asked for afterwards."""

    marks: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Accepted comments a second."""
        return len(self.marks) / self.seconds

    @property
    def half(self) -> float:
        """What half of them took at most, in milliseconds."""
        return statistics.median(self.waits)


class RefusedComment(Exception):
    """A comment was not published at once."""


class Commenter:
    """One browser, with a connection of its own; each of its comments is by somebody else from somewhere else."""

    def __init__(self, program: Program, path: str) -> None:
        parts = urlsplit(program.address)
        self._path, self._origin = path, program.address
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._action, self._fields = self._form()

    def post(self) -> str:
        """Post a comment; answers a mark that its text holds. Raises RefusedComment."""
        person = next(_people)
        mark = f"mark{person}end"
        typed = {"name": f"Poster {person}", "email": f"p{person}@example.org", "text": f"{mark} {_WORDS}"}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self._origin,
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": f"10.{person & 255}.{person >> 8 & 255}.{person >> 16 & 255}",
        }
        self._connection.request("POST", self._action, urlencode({**self._fields, **typed}), headers)
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 303:
            raise RefusedComment(f"{answer.status}: {said[:300].decode(errors='replace')}")
        return mark

    def missing(self, *marks: str) -> list[str]:
        """Which of these comments are not on the page that a reader gets now."""
        page = self._read()
        return [mark for mark in marks if mark not in page]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _read(self) -> str:
        self._connection.request("GET", self._path, headers={"Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self._path} answers {answer.status}")
        return (gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body).decode()

    def _form(self) -> tuple[str, dict[str, str]]:
        [form] = LexborHTMLParser(self._read()).css("form.say")
        fields = {
            str(one.attributes["name"]): one.attributes.get("value") or ""
            for one in form.css("input[name]")
            if one.attributes.get("type") != "checkbox"
        }
        return str(form.attributes["action"]), fields


def gather(program: Program, path: str, count: int) -> list[Commenter]:
    """So many commenters, each with the form of the page before them."""
    return [Commenter(program, path) for _number in range(count)]


def post_together(commenters: list[Commenter], *, seconds: float, looking: bool = False) -> Posted:
    """Comments by all at once, each posting the next as soon as the last was answered, or, if ``looking``, as soon as
    they have read the page again."""
    return _together(commenters, lambda begun, number: time.monotonic() - begun < seconds, looking)


def post_in_time(commenters: list[Commenter], *, rate: float, seconds: float) -> Posted:
    """So many comments a second; whoever has posted looks right after whether the page has their words."""

    def await_turn(begun: float, number: int) -> bool:
        time.sleep(max(0.0, begun + number / rate - time.monotonic()))
        return number < rate * seconds

    return _together(commenters, await_turn, looking=True)


def _together(commenters: list[Commenter], goes_on: Callable[[float, int], bool], looking: bool) -> Posted:
    posted, numbers, begun = Posted(), itertools.count(), time.monotonic()

    def post(commenter: Commenter) -> None:
        while goes_on(begun, next(numbers)):
            start = time.monotonic()
            try:
                mark = commenter.post()
            except RefusedComment as refusal:
                posted.refused.append(str(refusal))
                continue
            posted.waits.append((time.monotonic() - start) * 1000)
            posted.marks.append(mark)
            if looking:
                posted.missing += commenter.missing(mark)

    with ThreadPoolExecutor(len(commenters)) as pool:
        for done in [pool.submit(post, commenter) for commenter in commenters]:
            done.result()
    posted.seconds = time.monotonic() - begun
    return posted
