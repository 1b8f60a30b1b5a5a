"""Exports that nobody here wrote, where they are at hand."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.exchange.load import load
from tertulia.exchange.readers.mt import MovableTypeReader
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import create_weblog

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there are no exports in {FOLDER}"),
]


def _load(name: str) -> dict[str, int]:
    weblog = create_weblog("infrastructure")
    report = load(MovableTypeReader(FOLDER / name), weblog)
    again = load(MovableTypeReader(FOLDER / name), weblog)
    assert report.lost == []
    assert not any(again.new.values())
    assert again.known == report.new
    return {table: count for table, count in report.new.items() if count}


def test_a_whole_weblog_of_typepad(client: Client) -> None:
    assert _load("typepad-353.txt") == {
        "posts": 340,
        "pages": 8,
        "drafts": 5,
        "comments": 328,
        "categories": 38,
        "authors": 7,
        "addresses": 348,
    }
    post = Post.objects.get(path="/infrastructure/2013/01/convert-civil-3d-surveyfigure-to-polyline-object.html")
    numbers = Comment.objects.filter(conversation=post.id).published().values_list("number", "created_at")
    assert [number for number, _date in numbers] == list(range(1, 14))
    assert [date for _number, date in numbers] == sorted(date for _number, date in numbers)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("koozie-typepad_multiple_posts.txt", {"posts": 1, "drafts": 1, "comments": 6, "addresses": 1}),
        ("koozie-typepad_one_post.txt", {"drafts": 1, "comments": 1}),
        ("koozie-typepad_posts_yaml.txt", {"posts": 2, "drafts": 1, "addresses": 2}),
        ("spec-example-mchung.txt", {"posts": 3, "comments": 4, "pings": 1}),
        ("mt9-dataapi-four-entries.txt", {"posts": 4}),
    ],
)
def test_small_samples(name: str, counts: dict[str, int]) -> None:
    found = _load(name)
    assert {table: found[table] for table in found if table not in ("authors", "categories")} == counts


def test_every_published_address_answers_and_no_draft_does(client: Client) -> None:
    _load("typepad-353.txt")
    published = Post.objects.published().only("path", "weblog")
    assert {client.get(post.link).status_code for post in published.order_by("id")[::7]} == {200}
    drafts = Post.objects.filter(status=Status.DRAFT)
    assert {client.get(post.link).status_code for post in drafts} == {404}
