"""A batch of an import costs the same in a weblog of a hundred posts and of a hundred thousand: no question that is
asked for each of them makes the database look through all posts."""

import re
from pathlib import Path

import pytest
from django.db import connection

from tertulia.exchange import load as loading
from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.writing_mt import comment, entry
from tests.exchange.writing_said import disqus, post, thread
from tests.exchange.writing_wxr import comment as wxr_comment
from tests.exchange.writing_wxr import item, wxr
from tests.explaining import explained

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has statistics"),
]

SITE = "https://tide.example.org"
_THROUGH_ALL = re.compile(
    r"SCAN (weblog_(post|address)|conversation_|exchange_origin)|weblog_(post|address)_weblog_id|exchange_origin_1"
)


def movable_type(folder: Path) -> Path:
    """Posts that link to each other, with comments that do."""
    link = f'<a href="{SITE}/tide/2018/03/day-1.html">One</a> <a href="{SITE}/2018/03/04/day-2/">Two</a>'
    posts = [entry(f"Day {n}", body=link, comments=[comment(f"{SITE}/2018/03/04/day-3/ {n}")]) for n in range(90)]
    (folder / "export.txt").write_text("".join(posts))
    return folder / "export.txt"


def wordpress(folder: Path) -> Path:
    """The same weblog, at the same addresses."""
    said = [wxr_comment(f"It is {n}.", n + 1) for n in range(90)]
    links = [f"{SITE}/tide/2018/03/day-{n}.html" for n in range(90)]
    (folder / "export.xml").write_text(wxr(*(item(f"Day {n}", n + 1, said[n], link=links[n]) for n in range(90))))
    return folder / "export.xml"


def disqus_text(folder: Path) -> Path:
    """Comments below them."""
    threads = [thread(n, f"{SITE}/tide/2018/03/day-{n}.html") for n in range(90)]
    said = [post(100 + n, f"<p>It is late, day {n}.</p>", thread=n) for n in range(90)]
    (folder / "disqus.xml").write_text(disqus(*threads, *said))
    return folder / "disqus.xml"


@pytest.fixture
def weblog(monkeypatch: pytest.MonkeyPatch) -> Weblog:
    """The weblog, in batches of some posts: for fewer than ten, SQLite goes by each of them whatever else is asked."""
    monkeypatch.setattr(loading, "MOST_POSTS", 20)
    monkeypatch.setattr(loading, "MOST_RECORDS", 20)
    monkeypatch.setattr(loading, "MOST_COMMENTS", 20)
    return create_weblog("tide")


def ways_of_each_batch(weblog: Weblog, path: Path) -> list[str]:
    """How SQLite goes about what it is asked again and again in the load of a file, where it looks through all."""
    with explained() as ways:
        report = load(open_export(path), weblog)
    assert report.new["comments"] + report.merged["comments"] + report.known["comments"] == 90
    return ways.matching(_THROUGH_ALL, at_least=4)


def test_nothing_is_looked_through_for_each_batch(weblog: Weblog, tmp_path: Path) -> None:
    weblog.hosts = ["tide.example.org"]
    weblog.save()
    for write in (movable_type, wordpress, disqus_text):
        path = write(tmp_path)
        assert ways_of_each_batch(weblog, path) == [], write.__name__
        assert ways_of_each_batch(weblog, path) == [], f"{write.__name__} again"
