"""Exports of WordPress that nobody here wrote, where they are at hand."""

from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, CommentRecord, PostRecord
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "wxr"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there are no exports in {FOLDER}"),
]


def _load(weblog: Weblog, name: str) -> dict[str, int]:
    export = Export(FOLDER / name)
    report = export.load_file(weblog)
    again = export.load_file(weblog)
    assert (new(again), again.known) == ({}, report.new)
    assert {loss["what"] for loss in report.lost} <= {"media"}
    counts = {"media": report.read["media"], **new(report)}
    return {table: count for table, count in counts.items() if count and table != "addresses"}


def _said(name: str) -> Counter[str]:
    records = [record for record in open_export(FOLDER / name) if isinstance(record, PostRecord)]
    comments = [one for record in records for one in record.comments]
    return Counter(mark for one in comments for mark in _marks(one))


def _marks(one: CommentRecord) -> list[str]:
    return [one.kind, one.status, *(["answer"] if one.answers else [])]


def test_the_theme_test_of_wordpress(tide: Weblog, client: Client) -> None:
    name = "theme-unit-test.xml"
    assert _load(tide, name) == {
        "posts": 55,
        "pages": 21,
        "drafts": 2,
        "scheduled": 1,
        "media": 37,
        "comments": 29,
        "pings": 4,
        "categories": 68,
        "tags": 63,
        "authors": 3,
    }
    assert _said(name) == Counter(comment=29, ping=4, published=30, held=3, answer=10)
    assert Comment.objects.exclude(parent=None).count() == 10
    assert Category.objects.exclude(parent=None).count() == 10
    _check_addresses(client)


def _check_addresses(client: Client) -> None:
    published = Post.objects.published().only("path", "weblog")
    assert {client.get(post.link).status_code for post in published.order_by("id")[::7]} == {200}
    for address in Address.objects.order_by("id")[::9]:
        assert client.get(address.path).status_code == 301


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("pelican-wordpressexport.xml", {"posts": 7, "drafts": 4, "pages": 2, "media": 4, "comments": 3, "pings": 1}),
        ("isso-wordpress.xml", {"posts": 1, "drafts": 2, "comments": 8}),
        ("wpimporter-blank-lines.xml", {"drafts": 1}),
        ("wpimporter-post-content-blank-lines.xml", {"posts": 1}),
        ("wpimporter-slashes.xml", {"posts": 1, "comments": 1}),
        ("wpimporter-small-export.xml", {"posts": 5, "pages": 4, "drafts": 2, "comments": 1}),
        ("wpimporter-valid-wxr-1.0.xml", {"posts": 3, "pages": 3, "comments": 1}),
        ("wpimporter-wxr-utf-8-challenges.xml", {"posts": 1}),
    ],
)
def test_small_exports(tide: Weblog, name: str, counts: dict[str, int]) -> None:
    found = _load(tide, name)
    assert {table: found[table] for table in found if table not in ("authors", "categories", "tags")} == counts


def test_who_answers_whom_is_read_everywhere() -> None:
    assert _said("pelican-wordpressexport.xml") == Counter(comment=3, ping=1, published=3, withdrawn=1, answer=2)
    assert _said("isso-wordpress.xml") == Counter(comment=8, published=8, answer=3)


@pytest.mark.parametrize(("name", "line"), [("wpimporter-crazy-cdata.xml", 18), ("wpimporter-malformed.xml", 90)])
def test_what_is_broken_on_purpose_is_one_line_and_nothing_is_imported(tide: Weblog, name: str, line: int) -> None:
    with pytest.raises(BrokenExport, match=f"^line {line}: this is no well-formed XML"):
        Export(FOLDER / name).load_file(tide)
    assert (Post.objects.count(), Category.objects.count()) == (0, 0)
