"""A dump of files comes to a weblog whose posts link to them, before or after its text."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from tertulia.commands.checks import files, renderings
from tertulia.conversation.comment import Comment
from tertulia.exchange.load import load
from tertulia.exchange.missing import missing_files
from tertulia.exchange.readers.files import FilesReader
from tertulia.exchange.report import Report
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.dumps import ASSET, ISLANDS, drawn, folder_of, zip_of
from tests.exchange.loading import Export, new
from tests.exchange.writing_mt import comment, entry

pytestmark = pytest.mark.django_db

SHOWN = f'<a href="{ISLANDS}/.a/{ASSET}-popup"><img src="{ISLANDS}/.a/{ASSET}-320wi" alt="Ferry"></a>'
TEXT = [
    entry(
        "Ferry",
        UNIQUE_URL=f"{ISLANDS}/blog/2009/02/ferry.html ",
        body=f'<p>{SHOWN} <a href="{ISLANDS}/files/times.pdf">Times</a> '
        f'<a href="{ISLANDS}/blog/2009/01/boat.html#more">Boat</a></p>',
        comments=[comment(f"See {ISLANDS}/blog/2009/01/boat.html?x=1#c2")],
    ),
    entry("Boat", UNIQUE_URL=f"{ISLANDS}/blog/2009/01/boat.html ", body="<p>The old one.</p>"),
]
FILES = {f".a/{ASSET}-800wi": drawn(800, 400), f".a/{ASSET}-pi": drawn(1200, 600), "files/times.pdf": b"%PDF-1.4 times"}


@pytest.fixture
def islands(tide: Weblog) -> Weblog:
    """A weblog that is called as its old folder was not."""
    return tide


def load_text(weblog: Weblog, folder: Path) -> Report:
    return Export(folder / "export.txt").load(weblog, *TEXT)


def load_files(weblog: Weblog, folder: Path, given: Mapping[str, bytes] = FILES) -> Report:
    return Export(zip_of(given, folder / f"dump{len([*folder.iterdir()])}.zip")).load_file(weblog)


def check_both(weblog: Weblog) -> None:
    post, said = Post.objects.get(title="Ferry"), Comment.objects.get()
    image = Image.objects.get(width=1200)
    assert f'<a href="{image.url}"' in post.body_html
    assert f'src="{image.sizes[1][1]}"' in post.body_html
    assert 'alt="Ferry" width="320" height="160"' in post.body_html
    assert File.objects.get().url in post.body_html
    assert '<a href="/blog/2009/01/boat.html#more"' in post.body_html
    assert '<a href="/blog/2009/01/boat.html?x=1#c2"' in said.html
    assert ISLANDS not in post.body_html
    assert ISLANDS in post.body
    assert [*renderings.check(Counter()), *files.check(Counter())] == []


def test_text_first(islands: Weblog, tmp_path: Path) -> None:
    load_text(islands, tmp_path)
    assert f"{ISLANDS}/.a/{ASSET}" in Post.objects.get(title="Ferry").body_html
    assert new(load_files(islands, tmp_path)) == {"media": 2}
    check_both(islands)


def test_files_first(islands: Weblog, tmp_path: Path) -> None:
    load_files(islands, tmp_path)
    load_text(islands, tmp_path)
    check_both(islands)


def test_a_second_time_changes_nothing(islands: Weblog, tmp_path: Path) -> None:
    load_text(islands, tmp_path)
    first = load_files(islands, tmp_path)
    rows = [*Address.objects.order_by("id").values()], [*Image.objects.order_by("id").values()]
    again = load_files(islands, tmp_path)
    assert (new(again), again.known["media"]) == ({}, 3)
    assert (first.new["media"], first.known["media"]) == (2, 1)
    assert rows == ([*Address.objects.order_by("id").values()], [*Image.objects.order_by("id").values()])


def test_the_largest_copy_is_shown_whichever_came_first(islands: Weblog, tmp_path: Path) -> None:
    large, small = ({f"photos/{name}": drawn(width, 100)} for name, width in (("gate.jpg", 900), ("gate.jpg", 300)))
    load_files(islands, tmp_path, small)
    assert load_files(islands, tmp_path, large).known["media"] == 1
    load_files(islands, tmp_path, small)
    assert Address.objects.get(path="/photos/gate.jpg").to == Image.objects.get(width=900).url


@pytest.mark.parametrize(
    "form",
    [
        f"/.a/{ASSET}",
        *(f"/.a/{ASSET}-{ending}" for ending in ("800wi", "75hi", "50si", "1200pi", "pi", "popup")),
        f"/blog/.a/{ASSET}-120wi",
        "/.shared/image.html?/photos/low%20tide.jpg",
        "/photos/low%20tide.jpg",
        "/wp-content/uploads/2010/05/quay.jpg",
        "/wp-content/uploads/2010/05/quay-300x200.jpg",
        "/wp-content/uploads/2010/05/quay-scaled.jpg",
    ],
)
def test_every_form_of_an_old_address_leads_to_the_file(
    islands: Weblog, tmp_path: Path, client: Client, form: str
) -> None:
    names = (f".a/{ASSET}-800wi", "photos/low tide.jpg", "wp-content/uploads/2010/05/quay-1024x768.jpg")
    load_files(islands, tmp_path, {name: drawn(700 + number) for number, name in enumerate(names)})
    answer = client.get(form)
    assert answer.status_code == 301
    shown = client.get(answer["Location"])
    shown.close()
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")


def test_files_of_two_weblogs_under_one_path_are_kept_apart(islands: Weblog, weblog: Weblog, tmp_path: Path) -> None:
    for one, width in ((islands, 600), (weblog, 700)):
        load_files(one, tmp_path, {"photos/gate.jpg": drawn(width)})
        url = f"http://{one.slug}.typepad.com"
        text = entry("Gate", UNIQUE_URL=f"{url}/{one.slug}/2009/gate.html ", body=f'<img src="{url}/photos/gate.jpg">')
        Export(tmp_path / "gate.txt").load(one, text)
        assert f'width="{width}"' in Post.objects.get(weblog=one, title="Gate").body_html


def test_a_file_is_found_by_its_name_if_only_one_has_it(islands: Weblog, tmp_path: Path) -> None:
    load_text(islands, tmp_path)
    body = "".join(f'<img src="{ISLANDS}/old/{name}">' for name in ("one.jpg", "two.jpg"))
    Export(tmp_path / "more.txt").load(islands, entry("More", body=body, UNIQUE_URL=f"{ISLANDS}/blog/more.html "))
    given = {"photos/a/one.jpg": drawn(300), "photos/a/two.jpg": drawn(310), "photos/b/two.jpg": drawn(320)}
    load_files_only(islands, tmp_path, given)
    html = Post.objects.get(title="More").body_html
    assert Image.objects.get(width=300).url in html
    assert "/media/" not in html.partition("one.jpg")[2]
    assert f"{ISLANDS}/old/two.jpg" in [file.url for file in missing_files(islands).files]


def load_files_only(weblog: Weblog, folder: Path, given: Mapping[str, bytes]) -> Report:
    return load(FilesReader(folder_of(given, folder / "dump")), weblog)


def test_a_name_of_typepads_from_before_is_found_out(islands: Weblog, tmp_path: Path) -> None:
    links = "".join(f'<a href="http://early.typepad.com/blog/2009/01/{name}.html">x</a>' for name in ("boat", "quay"))
    others = [
        entry(name.title(), UNIQUE_URL=f"https://islands.example/blog/2009/01/{name}.html ", body=links)
        for name in ("boat", "quay")
    ]
    Export(tmp_path / "e.txt").load(islands, *others)
    assert islands.hosts == ["islands.example", "early.typepad.com"]
    assert '<a href="/blog/2009/01/boat.html"' in Post.objects.get(title="Quay").body_html


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("photos/gone.jpg", b"<!DOCTYPE html><title>Domain for sale", "is a web page and not the picture"),
        ("photos/empty.jpg", b"", "it is empty"),
    ],
)
def test_what_is_no_file_is_lost_and_named(
    islands: Weblog, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    [loss] = load_files(islands, tmp_path, {name: content, "files/good.pdf": b"%PDF"}).lost
    assert (loss["what"], loss["where"], why in loss["why"]) == ("media", f"/{name}", True)
    assert File.objects.count() == 1


def test_a_picture_that_is_cut_off_is_kept_and_never_shown(islands: Weblog, tmp_path: Path, client: Client) -> None:
    load_files(islands, tmp_path, {"photos/half.jpg": drawn(900)[:-900]})
    body = f'<img src="{ISLANDS}/photos/half.jpg" alt="Half">'
    Export(tmp_path / "half.txt").load(islands, entry("Half", UNIQUE_URL=f"{ISLANDS}/blog/half.html ", body=body))
    assert f'<a href="{File.objects.get().url}"' in Post.objects.get().body_html
    answer = client.get(File.objects.get().url)
    answer.close()
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/octet-stream",
        'attachment; filename="half.jpg"',
    )


def test_an_export_beside_the_files_is_no_file_of_the_weblog(islands: Weblog, tmp_path: Path) -> None:
    report = load_files(islands, tmp_path, {"files/a.pdf": b"%PDF", "export.txt": b"AUTHOR: Marta", "db.sql": b"x"})
    assert [file.name for file in File.objects.all()] == ["a.pdf"]
    assert report.warnings == ["2 files, the first of them export.txt: is left out, as it is no file that posts show."]
