"""Time and queries per page as Django makes it for a reader, in this process, without the page store."""

import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.fill import discuss
from bench.words import thread
from tertulia.conversation.policy import Policy
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, publish, write_post

_START = datetime(2017, 8, 1, 9, tzinfo=UTC)
_PARAGRAPH = "The ferry waited for the tide to turn, and the harbour office for the ferry. " * 6


@dataclass(frozen=True)
class Measure:
    """One page: milliseconds (median and the slowest in twenty), queries, bytes."""

    page: str
    median: float
    slow: float
    queries: int
    size: int


def build() -> dict[str, str]:
    """A weblog of 200 posts, one with 100 comments and one with 1,000 on one page; answers paths by name."""
    weblog = create_weblog("bench", title="The Bench")
    Policy.objects.create(weblog=weblog, per_page=0)
    posts = [_post(weblog, number) for number in range(200)]
    discuss(posts[10], thread("ten", 100))
    discuss(posts[11], thread("eleven", 1000))
    return {
        "post, no comment": posts[9].link,
        "post, 100 comments": posts[10].link,
        "post, 1,000 comments": posts[11].link,
        "front page": weblog.path,
        "month archive": f"{weblog.path}2017/08/",
        "all archives": f"{weblog.path}archives.html",
        "search": f"{weblog.path}search/?q=harbour+ferry",
        "feed, Atom": f"{weblog.path}atom.xml",
        "feed, 1,000 comments": f"{posts[11].stem}/comments/atom.xml",
    }


def measure(paths: dict[str, str], rounds: int = 20) -> list[Measure]:
    """Ask for each page ``rounds`` times."""
    client = Client(SERVER_NAME="127.0.0.1")
    return [_measure(client, page, path, rounds) for page, path in paths.items()]


def _measure(client: Client, page: str, path: str, rounds: int) -> Measure:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    queries = len(captured)  # now, as the next request empties the list
    assert answer.status_code == 200, f"{path} answers {answer.status_code}"
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    slow = sorted(times)[int(rounds * 0.95) - 1]
    return Measure(page, statistics.median(times), slow, queries, len(answer.content))


def _post(weblog: Weblog, number: int) -> Post:
    body = f"<p>{_PARAGRAPH}</p><blockquote><p>{_PARAGRAPH}</p></blockquote><p>{_PARAGRAPH}</p>"
    category = add_category(weblog, f"Heading {number % 12}")
    writing = Writing(title=f"What the harbour said, part {number}", body=body, categories=[category])
    return publish(write_post(weblog, writing, actor=None), actor=None, at=_START + timedelta(days=number, hours=1))
