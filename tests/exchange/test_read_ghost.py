"""What the reader makes of Ghost's exports."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tertulia.exchange.readers.ghost import GhostReader
from tertulia.exchange.records import (
    AddressRecord,
    AuthorRecord,
    BrokenExport,
    LooseComments,
    MediaRecord,
    PostRecord,
    TagRecord,
    Unreadable,
    WeblogRecord,
)
from tests.exchange.writing_ghost import comment, comments_of, ghost, notes_of, post, posts_of, read

_ONE, _TWO = f"{1:024x}", f"{2:024x}"


def _post(folder: Path, **fields: Any) -> PostRecord:
    (only,) = posts_of(read(folder, ghost(post(**fields))))
    return only


def test_a_post_is_read_whole(tmp_path: Path) -> None:
    filed = [{"post_id": _ONE, "tag_id": "2", "sort_order": 0}, {"post_id": _ONE, "tag_id": "1", "sort_order": 1}]
    written = [
        {"post_id": _ONE, "author_id": "2", "sort_order": 1},
        {"post_id": _ONE, "author_id": "1", "sort_order": 0},
    ]
    records = read(
        tmp_path, ghost(post(title="A < B & C", custom_excerpt="Short."), posts_tags=filed, posts_authors=written)
    )
    (found,) = posts_of(records)
    assert (found.title, found.url, found.basename, found.kind) == ("A &lt; B &amp; C", "/post-1/", "post-1", "post")
    assert (found.id, found.status, found.excerpt) == ("00000000-0000-4000-8000-000000000001", "published", "Short.")
    assert (found.author, found.author_email, found.tags) == ("Marta Oyelaran", "marta@example.org", ("Tides & ebbs",))
    assert found.date == datetime(2018, 3, 4, 18, 5, 4, tzinfo=UTC)
    assert [note.partition(": ")[2][:22] for note in notes_of(records)[2:]] == ["a post had several aut"]


def test_what_stands_around_comes_first(tmp_path: Path) -> None:
    filed = [{"post_id": _ONE, "tag_id": "1"}, {"post_id": _ONE, "tag_id": "2"}]
    written = [{"post_id": _ONE, "author_id": "1"}]
    weblog, feed, author, tag, *_rest = read(tmp_path, ghost(post(), posts_tags=filed, posts_authors=written))
    assert weblog == WeblogRecord("", "The Tide Table", "", "en")
    assert feed == AddressRecord("/rss/", "rss.xml", 1)
    assert author == AuthorRecord("Marta Oyelaran", "marta@example.org", ("/author/marta/",), 1)
    assert tag == TagRecord("Tides & ebbs", "tides", ("/tag/tides/",), 1)


@pytest.mark.parametrize(
    ("fields", "status", "url", "told"),
    [
        ({"status": "draft", "published_at": None}, "draft", "", ""),
        ({"status": "scheduled", "published_at": "2098-01-01T00:00:00.000Z"}, "scheduled", "", ""),
        ({"visibility": "paid"}, "draft", "/post-1/", "post-1: it was for members only"),
        ({"status": "sent"}, "draft", "", "post-1: it was only sent by mail"),
        ({"status": "quarantine"}, "draft", "", "post-1: its status “quarantine” is not known"),
        ({"published_at": None, "created_at": "once"}, "draft", "/post-1/", "post-1: it has no date"),
    ],
)
def test_what_readers_did_not_see_is_held_back(
    tmp_path: Path, fields: dict[str, Any], status: str, url: str, told: str
) -> None:
    found = _post(tmp_path, **fields)
    assert (found.status, found.url) == (status, url)
    assert [warning.partition(",")[0][: len(told)] for warning in found.warnings] == ([told] if told else [])


def test_pages_are_pages_in_old_and_new_exports(tmp_path: Path) -> None:
    assert [_post(tmp_path, **{name: value}).kind for name, value in (("type", "page"), ("page", 1))] == [
        "page",
        "page",
    ]


def test_an_export_of_the_first_years_is_read_too(tmp_path: Path) -> None:
    row = {
        "id": 5,
        "title": "A",
        "slug": "a",
        "markdown": "*Hi*",
        "page": 0,
        "published_at": 1520186704000,
        "image": "/b.png",
    }
    (found,) = posts_of(read(tmp_path, json.dumps({"meta": {"version": "000"}, "data": {"posts": [row]}})))
    assert (found.id, found.url, found.date) == ("", "/a/", datetime(2018, 3, 4, 18, 5, 4, tzinfo=UTC))
    assert found.body == '<figure class="featured"><img src="/b.png" alt=""></figure>\n\n<p><em>Hi</em></p>\n'


def test_pictures_are_listed_once_in_their_full_size(tmp_path: Path) -> None:
    site = "__GHOST_URL__/content/images"
    one = f'<img src="{site}/2020/a.png" srcset="{site}/size/w600/2020/a.png 600w">'
    records = read(tmp_path, ghost(post(1, html=one, feature_image=f"{site}/f.jpg"), post(2, html=one)))
    assert [one.url for one in records if isinstance(one, MediaRecord)] == [
        "/content/images/f.jpg",
        "/content/images/2020/a.png",
    ]
    assert "__GHOST_URL__" not in posts_of(records)[0].body


def test_the_picture_above_a_post_has_its_caption(tmp_path: Path) -> None:
    meta = [{"post_id": _ONE, "feature_image_alt": "The pier", "feature_image_caption": "At <b>noon</b>"}]
    (found,) = posts_of(read(tmp_path, ghost(post(feature_image="/f.jpg"), posts_meta=meta)))
    above = '<figure class="featured"><img src="/f.jpg" alt="The pier"><figcaption>At <b>noon</b></figcaption></figure>'
    assert found.body == f"{above}\n\n<p>High water at six.</p>"


def test_comments_belong_to_the_address_of_their_post(tmp_path: Path) -> None:
    said = [comment(1), comment(2, parent_id=_ONE), comment(3, parent_id=_ONE, in_reply_to_id=_TWO, member_id="9")]
    records = read(tmp_path, ghost(post(), comments=said))
    assert [one.url for one in records if isinstance(one, LooseComments)] == ["/post-1/"]
    first, second, third = comments_of(records)
    assert (first.name, first.email, first.text) == ("Ruth Ames", "ruth@example.org", "I saw it too.")
    assert (first.old_id, first.date) == (f"ghost-comments-{_ONE}", datetime(2018, 3, 5, 7, tzinfo=UTC))
    assert (second.answers, third.answers, third.name) == (_ONE, _TWO, "")


@pytest.mark.parametrize(("given", "status"), [("hidden", "withdrawn"), ("deleted", "withdrawn"), ("x", "held")])
def test_each_state_of_a_comment_becomes_one_of_ours(tmp_path: Path, given: str, status: str) -> None:
    assert [one.status for one in comments_of(read(tmp_path, ghost(post(), comments=[comment(status=given)])))] == [
        status
    ]


def test_a_comment_of_a_post_that_is_not_there_is_a_named_loss(tmp_path: Path) -> None:
    lost, *_rest = [
        one for one in read(tmp_path, ghost(post(), comments=[comment(of=9)])) if isinstance(one, Unreadable)
    ]
    assert (lost.what, lost.where) == ("comments", f"comment {_ONE}")


def test_what_the_api_answers_is_read_with_the_answers_in_it(tmp_path: Path) -> None:
    member = {"name": "Ruth Ames", "email": "ruth@example.org"}
    below = [{"id": "b", "html": "<p>And I.</p>", "member": None}]
    said = {
        "id": "a",
        "html": "<p>Me.</p>",
        "member": member,
        "post": {"id": "1", "url": "https://x.example/s/"},
        "replies": below,
    }
    records = read(tmp_path, json.dumps({"comments": [said], "meta": {}}))
    assert [one.url for one in records if isinstance(one, LooseComments)] == ["https://x.example/s/"]
    assert [(one.id, one.answers, one.name) for one in comments_of(records)] == [("a", "", "Ruth Ames"), ("b", "a", "")]


def test_what_a_weblog_has_not_is_counted(tmp_path: Path) -> None:
    told = notes_of(read(tmp_path, ghost(post(featured=1, codeinjection_head="<script>"), comment_likes=[{"id": "1"}])))
    assert told[:3] == [
        "1 member is left out.",
        "1 vote on a comment is left out.",
        "1 tag that readers never saw is left out.",
    ]
    assert len(told) == 5


@pytest.mark.parametrize("wrong", [None, 7, 1e400, [], {}, True, "\0", "x" * 3000, ["a", {}], "\ud800"])
def test_a_wrong_type_in_any_field_does_no_harm(tmp_path: Path, wrong: Any) -> None:
    for name in post():
        assert len(posts_of(read(tmp_path, ghost({**post(), name: wrong})))) == 1
    for name in comment():
        read(tmp_path, ghost(post(), comments=[{**comment(), name: wrong}]))
    for table in ("tags", "users", "settings", "members", "posts_tags", "posts_meta", "posts_authors", "comments"):
        read(tmp_path, ghost(post(), **{table: [wrong]}))
        read(tmp_path, ghost(post(), **{table: wrong}))


def test_a_text_that_is_too_long_is_lost_alone(tmp_path: Path) -> None:
    records = read(tmp_path, ghost(post(1, html="z" * 4_000_001), post(2)))
    assert [one.where for one in records if isinstance(one, Unreadable)] == ["post-1"]
    assert [one.title for one in posts_of(records)] == ["Post 2"]


def test_a_packed_export_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.json.gz"
    path.write_bytes(gzip.compress(ghost(post()).encode()))
    assert len(posts_of(list(GhostReader(path)))) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ghost(post())[:-9], "the file ends in the middle"),
        (ghost(post()) + "x", "something stands behind the end"),
        ('{"db": 7}', "neither posts nor comments"),
        ('{"data": {"users": []}}', "neither posts nor comments"),
        ('{"db": [7]}', "“{” should stand here"),
        ('{"data": {"posts": [' + '{"a":' * 100_000, "nested deeper"),
        ('{"data": {"posts": [{"id": ' + "9" * 5000 + "}]}}", "a number stands here"),
        ('{"data": {"posts": [{"html": "' + "z" * 13_000_000 + '"}]}}', "larger than any"),
    ],
)
def test_what_is_not_whole_is_said_in_one_line(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(BrokenExport, match=f"^line 1: .*{reason}"):
        read(tmp_path, content)
