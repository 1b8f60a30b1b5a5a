"""Pages as files: names that are safe, entries by tag, a page that is complete or not there."""

from errno import ENOENT, EPERM
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.publishing.names import file_name
from tertulia.publishing.store import Page, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def page(path: str, *tags: str, body: bytes = b"<p>Hello") -> Page:
    return Page(path, [("Content-Type", "text/html")], body, frozenset(tags))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/harbour/", "harbour/index.html"),
        ("/harbour/2017/08/storm.html", "harbour/2017/08/storm.html"),
        ("/harbour/atom.xml", "harbour/atom.xml"),
        ("/журнал/圣诞/", "журнал/圣诞/index.html"),
        ("/", "index.html"),
        ("/a//b.html", None),
        ("/../etc/passwd", None),
        ("/harbour/.hidden/x.html", None),
        ("/harbour/page.html.gz", None),
        ("/harbour/index.html", None),
        ("/harbour/tag/tide.html/", None),
        ("/harbour/without-ending", None),
        ("/" + "x" * 250 + ".html", None),
        ("/" + "é" * 130 + ".html", None),
        ("/a\\b.html", None),
        ("/a\nb.html", None),
        ("relative.html", None),
    ],
)
def test_a_path_is_a_file_or_is_not_stored(path: str, name: str | None) -> None:
    assert file_name(path) == name


@given(st.text(max_size=80).map(lambda text: f"/{text}"))
def test_no_path_leads_out_of_the_web_root(path: str) -> None:
    name = file_name(path)
    if name is not None:
        assert Path("/web", name).resolve().is_relative_to("/web")
        assert not name.startswith("/")


@given(st.lists(st.sampled_from(["/a/", "/a/b.html", "/a/b.html/c.html", "/a/b/", "/a.html", "/a.html/"]), max_size=8))
def test_files_and_folders_of_one_name_never_break_the_store(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str]
) -> None:
    store = Store(tmp_path_factory.mktemp("pages"))
    for path in paths:
        kept = store.put(page(path, "t"), lambda page: True)
        assert kept is None or kept.body() == b"<p>Hello"
    store.flush(["t"])
    assert list(store.paths()) == []


def test_a_stored_page_stands_there_plain_and_compressed(store: Store) -> None:
    kept = store.put(page("/harbour/", "weblog:1", body=b"hello " * 500), lambda page: True)
    assert kept is not None
    names = sorted(file.name for file in (store.web / "harbour").iterdir())
    assert names == ["index.html", "index.html.br", "index.html.gz"]
    assert len(kept.body("gzip")) < len(kept.body())


def test_a_flush_removes_what_carries_the_tag_and_nothing_else(store: Store) -> None:
    for path, tags in [("/a/", ("post:1", "weblog:1")), ("/b/", ("post:2", "weblog:1")), ("/c/", ("weblog:2",))]:
        store.put(page(path, *tags), lambda page: True)
    assert store.flush(["post:1"]) == 1
    assert sorted(store.paths()) == ["/b/", "/c/"]
    assert store.flush(["weblog:1", "post:2"]) == 1
    assert sorted(store.paths()) == ["/c/"]
    assert sorted(file.name for file in store.web.rglob("index.html*") if file.parent.name != "c") == []


def test_a_page_that_was_overtaken_is_not_stored(store: Store) -> None:
    assert store.put(page("/a/", "post:1"), lambda page: False) is None
    assert store.get("/a/") is None


def test_a_page_without_tags_is_not_stored(store: Store) -> None:
    assert store.put(page("/a/"), lambda page: True) is None


def test_the_same_path_stored_anew_is_the_new_page(store: Store) -> None:
    for body in (b"old", b"new"):
        store.put(page("/a/", "post:1", body=body), lambda page: True)
    kept = store.get("/a/")
    assert kept is not None
    assert kept.body() == b"new"


def test_no_two_pages_of_an_address_have_the_same_second(store: Store) -> None:
    # nginx takes pages of one second and size for the same.
    dates = []
    for body in (b"before", b"after!", b"and on"):
        store.put(page("/harbour/", "t", body=body), lambda page: True)
        forms = [store.web / "harbour" / f"index.html{ending}" for ending in ("", ".gz", ".br")]
        dates.append({int(form.stat().st_mtime) for form in forms})
        store.flush(["t"])
    assert len(set.union(*dates)) == 3
    assert [len(seconds) for seconds in dates] == [1, 1, 1]


def test_entries_of_a_page_take_no_room_of_their_own(store: Store) -> None:
    store.put(page("/a/", *(f"post:{number}" for number in range(20))), lambda page: True)
    [about] = (store.root / "about").iterdir()
    assert about.stat().st_nlink == 22


def test_where_a_file_has_but_one_name_a_page_is_stored_and_flushed_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", _one_name)
    for body in (b"old", b"new"):
        assert store.put(page("/a/", "post:1", body=body), lambda page: True)
    assert store.flush(["post:1"]) == 1
    assert store.get("/a/") is None


def _one_name(file: Path, name: Path) -> None:
    # As FAT and some shares of other machines answer.
    if not name.parent.is_dir():
        raise FileNotFoundError(ENOENT, "No such file or directory")
    raise PermissionError(EPERM, "Operation not permitted")
