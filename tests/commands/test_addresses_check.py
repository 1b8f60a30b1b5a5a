"""``tertulia addresses check``: which old addresses are dead, whatever the list looks like."""

import argparse
import json
from pathlib import Path

import pytest

from tertulia.commands import CommandError, old_addresses
from tertulia.commands.old_urls import urls_in
from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.people import say

pytestmark = pytest.mark.django_db

HOST = "https://gate.typepad.com"
LOG = """\
192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] "GET /a.html HTTP/1.1" 200 2326 "-" "Firefox"
192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] "GET /robots HTTP/1.1" 404 2326
192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] "POST /b.html HTTP/1.1" 200 2326
"""


def told(capsys: pytest.CaptureFixture[str], path: Path, *hosts: str) -> tuple[int, dict[str, object]]:
    options = argparse.Namespace(file=str(path), host=[*hosts], json=True)
    code = old_addresses.run(options)
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def old(post: Post, tmp_path: Path) -> Path:
    Address.objects.create(path="/harbour/old.html", weblog=post.weblog, post=post)
    return tmp_path / "list.txt"


@pytest.fixture(autouse=True)
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertulia.commands.installation.check_there", lambda: None)
    monkeypatch.setattr("tertulia.commands.installation.collect_static", lambda: None)


def test_it_tells_what_answers_what_leads_on_and_what_is_dead(
    capsys: pytest.CaptureFixture[str], old: Path, post: Post
) -> None:
    old.write_text(
        f"{HOST}{post.link}\n{HOST}/harbour/old.html\n\n{HOST}/harbour/gone.html\n{HOST}/harbour/gone.html\n"
    )
    code, found = told(capsys, old)
    assert code == 1
    assert (found["answer"], found["lead"], found["dead"]) == (1, 1, 1)
    assert found["list"] == [
        {"url": f"{HOST}/harbour/gone.html", "to": "/harbour/gone.html", "why": "answers 404"},
    ]


def test_if_all_answer_that_is_said_by_the_exit_code(capsys: pytest.CaptureFixture[str], old: Path, post: Post) -> None:
    old.write_text(post.link)
    assert told(capsys, old)[0] == 0


def test_the_place_in_the_page_must_be_there(capsys: pytest.CaptureFixture[str], old: Path, cast: Cast) -> None:
    post = published_post(cast.weblog, "Ferry")
    comment = say(post, "Hello.", user=cast.host.user)
    old.write_text(f"{post.link}#{comment.anchor}\n{post.link}#comment-6a00d8341c0000\n")
    code, found = told(capsys, old)
    assert (code, found["answer"], found["dead"]) == (1, 1, 1)


def test_a_former_host_may_have_had_its_weblog_at_the_root(
    capsys: pytest.CaptureFixture[str], old: Path, post: Post
) -> None:
    old.write_text(f"http://gate.example.com{post.link.removeprefix('/harbour')}\n")
    assert told(capsys, old)[0] == 1
    assert told(capsys, old, "gate.example.com=/harbour/")[0] == 0


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("https://a.example/b/c.html\n/d/\nnot an address\n\n", ["/b/c.html", "/d/"]),
        ("\ufeffhttps://a.example/ü b.html?cid=1#c1\n", ["/%C3%BC%20b.html?cid=1"]),
        ("<url><loc>https://a.example/x/?a=1&amp;b=2</loc></url><url><loc>/y</loc></url>", ["/x/?a=1&b=2", "/y"]),
        (
            LOG,
            ["/a.html"],
        ),
        (
            "AUTHOR: Ann\nUNIQUE URL: http://a.typepad.com/b/2017/08/x.html \n-----\nBODY:\n/not/this\nhttp://or.this/\n",
            ["/b/2017/08/x.html"],
        ),
        ("http://[broken/\nhttp://a.example\n", ["/"]),
    ],
    ids=["lines", "raw letters", "sitemap", "log", "export", "broken"],
)
def test_lists_of_every_kind_are_read(text: str, paths: list[str]) -> None:
    assert [url.path for url in urls_in(text.splitlines(keepends=True), {})] == paths


def test_a_list_without_addresses_is_an_error(old: Path, tmp_path: Path) -> None:
    old.write_text("nothing\nhere\n")
    with pytest.raises(CommandError, match="no address in it"):
        old_addresses.run(argparse.Namespace(file=str(old), host=[], json=False))
    with pytest.raises(CommandError, match="cannot be read"):
        old_addresses.run(argparse.Namespace(file=str(tmp_path), host=[], json=False))
    with pytest.raises(CommandError, match="say it like"):
        old_addresses.run(argparse.Namespace(file=str(old), host=["x"], json=False))


def test_what_fails_together_is_told_together(capsys: pytest.CaptureFixture[str], old: Path) -> None:
    old.write_text("".join(f"/harbour/files/{number}.zip\n" for number in range(9)))
    assert old_addresses.run(argparse.Namespace(file=str(old), host=[], json=False)) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "9 × /harbour/files/…: answers 404"
    assert len(said) == 6
