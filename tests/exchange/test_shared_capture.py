"""A mirror of a weblog that nobody here wrote, where it is at hand."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.source import captures_in
from tertulia.lib.text import path_encoded
from tertulia.weblog.weblog import create_weblog
from tests.exchange.loading import Export, new

MIRROR = Path(__file__).parents[3] / "shared" / "data" / "html" / "weblog-2017-2025.tar.xz"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not MIRROR.is_file(), reason=f"there is no {MIRROR}"),
]


@pytest.mark.parametrize("slug", ["letyourselfgo", "cinema"])
def test_a_mirror_of_wget_comes_home_whole(client: Client, slug: str) -> None:
    weblog = create_weblog(slug, title="", timezone="America/Chicago")
    export = Export(MIRROR)
    report = export.load_file(weblog)
    counts = {table: count for table, count in new(report).items() if table not in ("addresses", "media")}
    assert counts == {"posts": 156, "pages": 1, "comments": 59, "categories": 29, "authors": 1}
    assert [loss for loss in report.lost if loss["what"] != "media"] == []
    assert any("251 saved pages are copies of others" in sentence for sentence in report.warnings)
    talked = Conversation.objects.filter(last_number__gt=0)
    assert (talked.count(), max(talked.values_list("last_number", flat=True))) == (18, 15)
    assert Comment.objects.exclude(old_id__startswith="6a00d").count() == 0
    again = export.load_file(weblog)
    assert (new(again), again.known) == ({}, report.new)
    assert _unanswered(client) == {}


def _unanswered(client: Client) -> dict[str, int]:
    paths = {path for one in captures_in(MIRROR) if (path := _path(one)) and not _is_front_elsewhere(path, one.read())}
    assert len(paths) > 300
    answers = {path: _answer(client, path) for path in sorted(paths)}
    return {path: status for path, status in answers.items() if status != 200}


def _path(capture: Capture) -> str:
    return unquote(capture.url.partition("pmbryant.typepad.com")[2].partition("?")[0])


def _is_front_elsewhere(path: str, page: bytes) -> bool:
    # Whatever it did not know Typepad answered with the front page.
    is_front = b"'dimension2', 'index'" in page
    return is_front and not re.fullmatch(r"/letyourselfgo/(page/\d+/)?", path)


def _answer(client: Client, path: str) -> int:
    answer = client.get(path_encoded(path))
    return client.get(answer.headers["Location"]).status_code if answer.status_code == 301 else answer.status_code
