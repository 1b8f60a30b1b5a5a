"""The folder that Google Takeout makes of Blogger: the feed, and the pictures where the posts showed them."""

from pathlib import Path

import pytest

from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import BrokenExport, MediaRecord, SeveralWeblogs
from tests.exchange.writing_blogger import PNG, notes, packed, posts, taken, takeout

HOST = "https://blogger.googleusercontent.com/img/b/R29/AVv"
FEED = takeout(
    taken(
        filename="/2018/03/tide.html",
        body=f'<a href="{HOST}/s1600/the%20pier.png"><img src="{HOST}/s320/the%20pier.png"></a>',
    )
).encode()
FILES = {
    "Takeout/Blogger/Blogs/Tide/feed.atom": FEED,
    "Takeout/Blogger/Blogs/Tide/settings.csv": b"a,b\n",
    "Takeout/Blogger/Albums/Tide/the pier.png": PNG,
    "Takeout/Blogger/Albums/Tide/the pier.png.json": b"{}",
    "Takeout/Blogger/Albums/Tide/alone.png": PNG + b"2",
    "__MACOSX/Takeout/Blogger/Albums/Tide/._alone.png": b"x",
}


def _written(folder: Path, files: dict[str, bytes], *, zipped: bool) -> Path:
    if zipped:
        path = folder / "takeout.zip"
        path.write_bytes(packed(files))
        return path
    for name, content in files.items():
        path = folder / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "unpacked"


@pytest.mark.parametrize("zipped", [True, False])
def test_posts_come_with_the_pictures_of_the_albums(tmp_path: Path, zipped: bool) -> None:
    reader = open_export(_written(tmp_path, FILES, zipped=zipped))
    records = list(reader)
    assert [post.url for post in posts(records)] == ["/2018/03/tide.html"]
    media = [record for record in records if isinstance(record, MediaRecord)]
    assert {record.url for record in media} == {
        f"{HOST}/s1600/the%20pier.png",
        f"{HOST}/s320/the%20pier.png",
        "/Takeout/Blogger/Albums/Tide/alone.png",
    }
    shown = next(record for record in media if record.url == f"{HOST}/s320/the%20pier.png")
    assert shown.open is not None
    with shown.open() as file:
        assert file.read() == PNG
    assert "2 files" in notes(records)
    assert reader.position == reader.size
    again = list(reader)
    assert [post.url for post in posts(again)] == ["/2018/03/tide.html"]


def test_two_pictures_of_one_name_are_not_taken_for_each_other(tmp_path: Path) -> None:
    files = {**FILES, "Takeout/Blogger/Albums/Other/the pier.png": PNG + b"3"}
    records = list(open_export(_written(tmp_path, files, zipped=True)))
    assert not any(record.url.startswith(HOST) for record in records if isinstance(record, MediaRecord))


def test_several_weblogs_are_asked_for_one_by_one(tmp_path: Path) -> None:
    files = {**FILES, "Takeout/Blogger/Blogs/Other/feed.atom": FEED}
    with pytest.raises(SeveralWeblogs, match=r"several weblogs are in it: \w+, \w+\. .*--only") as several:
        list(open_export(_written(tmp_path, files, zipped=True)))
    assert sorted(several.value.names) == ["Other", "Tide"]


@pytest.mark.parametrize("zipped", [True, False])
def test_one_of_several_weblogs_comes_with_the_pictures_that_it_shows(tmp_path: Path, zipped: bool) -> None:
    other = takeout(taken(number=77, filename="/2018/04/other.html", body="<p>Other.</p>")).encode()
    path = _written(tmp_path, {**FILES, "Takeout/Blogger/Blogs/Other/feed.atom": other}, zipped=zipped)
    shown = {}
    for name in ("tide", "Other"):
        records = list(open_export(path, only=name))
        shown[name] = [post.url for post in posts(records)], sum(isinstance(one, MediaRecord) for one in records)
    assert shown == {"tide": (["/2018/03/tide.html"], 2), "Other": (["/2018/04/other.html"], 0)}


def test_a_weblog_that_is_not_among_them_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BrokenExport, match="“Gate” is in it, but: Tide"):
        list(open_export(_written(tmp_path, FILES, zipped=True), only="Gate"))
    (tmp_path / "feed.atom").write_bytes(FEED)
    with pytest.raises(BrokenExport, match="not several weblogs"):
        open_export(tmp_path / "feed.atom", only="Tide")


def test_a_feed_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BrokenExport, match=r"^line 1: "):
        list(open_export(_written(tmp_path, {"feed.atom": b"<feed></feed>"}, zipped=True)))
