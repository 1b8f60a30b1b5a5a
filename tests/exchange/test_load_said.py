"""Conversations that were kept beside a weblog come home to its posts."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_said import disqus, isso, post, remark42, said, thread
from tests.exchange.writing_wxr import item, wxr

pytestmark = pytest.mark.django_db

DISQUS = Path(__file__).parents[3] / "shared" / "data" / "disqus" / "isso-disqus.xml"


def _weblog(tide: Weblog, folder: Path, *paths: str) -> None:
    posts = [item(f"Post {n}", n, link=f"https://tide.example.org{path}") for n, path in enumerate(paths, 1)]
    (folder / "posts.xml").write_text(wxr(*posts))
    Export(folder / "posts.xml").load_file(tide)


def _twice(tide: Weblog, path: Path) -> dict[str, int]:
    report = Export(path).load_file(tide)
    assert new(Export(path).load_file(tide)) == {}
    return {**new(report), "lost": len(report.lost)}


def test_disqus_comes_home(tide: Weblog, tmp_path: Path) -> None:
    _weblog(tide, tmp_path, "/tides/", "/ebb/")
    path = tmp_path / "disqus.xml"
    threads = [thread(), thread(2, "http://old.example.com/?p=2"), thread(3, "https://tide.example.org/gone.html")]
    said = [post(1), post(2, "b", parent=1), post(3, "c", thread=2, spam="true"), post(4, "d", thread=3)]
    path.write_text(disqus(*threads, *said))
    assert _twice(tide, path) == {"comments": 3, "lost": 1}
    found = {one.old_id: one for one in Comment.objects.select_related("parent", "conversation__post")}
    assert found["2"].parent == found["1"]
    assert [found[number].conversation.post.title for number in "123"] == ["Post 1", "Post 1", "Post 2"]
    assert [one.state for _number, one in sorted(found.items())] == ["published", "published", "spam"]


def test_isso_comes_home(tide: Weblog, tmp_path: Path, client: Client) -> None:
    _weblog(tide, tmp_path, "/tides/", "/ebb/")
    said = [(1, 1, None, 1, "a"), (1, 2, 1, 1, "b"), (2, 3, None, 2, "c"), (3, 4, None, 1, "d")]
    path = isso(tmp_path / "db", *said, threads=((1, "/tides"), (2, "/ebb/index.html"), (3, "/gone/")))
    assert _twice(tide, path) == {"comments": 3, "lost": 1}
    assert b'id="isso-1"' in client.get("/tides/", follow=True).content
    report = Export(path).load_file(tide)
    assert report.lost[0]["where"] == "comment 4"


def test_remark42_comes_home(tide: Weblog, tmp_path: Path, client: Client) -> None:
    _weblog(tide, tmp_path, "/tides/")
    path = tmp_path / "backup.json"
    path.write_text(remark42(said(), said("b2", pid="a1"), said("c3", url="https://tide.example.org/gone/")))
    assert _twice(tide, path) == {"comments": 2, "lost": 1}
    assert b'id="remark42__comment-b2"' in client.get("/tides/", follow=True).content


@pytest.mark.skipif(not DISQUS.is_file(), reason=f"there is no {DISQUS}")
def test_an_export_of_disqus_that_nobody_here_wrote(tide: Weblog, tmp_path: Path) -> None:
    _weblog(tide, tmp_path, "/blog/2013/02/12/redacted/")
    report = Export(DISQUS).load_file(tide)
    assert (report.read["comments"], new(report)) == (6, {"comments": 1})
    assert sorted(loss["why"].partition(" and ")[0] for loss in report.lost) == [
        "it names the thread 1337, which is not in the file",
        *["it was said at http://example.org/,"] * 4,
    ]
