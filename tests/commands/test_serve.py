"""``tertulia serve`` as a process: starts by itself, answers raw requests, stops when told, survives being killed."""

import json
import os
import signal
import socket
import sqlite3
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.installed import installed
from tests.server import Server, run, start


def get(server: Server, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_the_secret_key_is_kept_for_its_owner_only(server: Server) -> None:
    assert (server.data / "secret-key").stat().st_mode & 0o077 == 0


def test_static_files_are_served_under_names_made_of_their_content(server: Server) -> None:
    manifest = json.loads((server.data / "static" / "staticfiles.json").read_text())
    status, body = get(server, f"/static/{manifest['paths']['style.css']}")
    assert status == 200
    assert body


def test_a_path_is_one_address_raw_and_percent_encoded(server: Server) -> None:
    encoded = server.answer(
        b"GET /corner_table/author/in%C3%A9s-calder/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    in_utf8 = "GET /corner_table/author/inés-calder/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    assert encoded.startswith(b"HTTP/1.1 200")
    assert server.answer(in_utf8.encode()).startswith(b"HTTP/1.1 200")


def test_ten_megabytes_of_comment_are_answered_and_do_no_harm(server: Server) -> None:
    form = urlencode({"name": "Ruth", "text": "x" * 10_000_000})
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", _address_of_a_conversation(server), body=form, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status in (400, 403, 413, 422)
    assert get(server, "/corner_table/")[0] == 200


def _address_of_a_conversation(server: Server) -> str:
    with sqlite3.connect(server.data / "tertulia.sqlite3") as database:
        [(path,)] = database.execute(
            "SELECT path FROM weblog_post WHERE path LIKE '%wrong-globes%' OR path LIKE '%globes.html'"
        )
    database.close()
    return str(path).removesuffix(".html") + "/comments/"


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /desk/ HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET /desk/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET /\xff\xfe/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"GET /%00%ff%ed%a0%80 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: nonsense\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
    ],
    ids=["no host", "a foreign host", "bytes that are no text", "NUL and surrogate", "no length", "no HTTP"],
)
def test_a_broken_request_gets_a_refusal_and_the_next_one_an_answer(server: Server, request_line: bytes) -> None:
    answer = server.answer(request_line)
    assert not answer or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
    assert get(server, "/corner_table/")[0] == 200


def test_a_foreign_host_changes_nothing_on_a_page(server: Server) -> None:
    request = b"GET /corner_table/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
    ours = server.answer(request % b"127.0.0.1")
    theirs = server.answer(request % b"evil.example")
    assert b"evil.example" not in theirs
    assert theirs.startswith(b"HTTP/1.1 400") or theirs.partition(b"\r\n\r\n")[2] == ours.partition(b"\r\n\r\n")[2]


def test_a_second_server_on_the_port_is_told_so_in_one_line(server: Server, data: Path) -> None:
    refused = run(data, "serve", "--port", str(server.port))
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert str(server.port) in refused.stderr


def test_an_empty_folder_becomes_the_demo_and_a_link_for_its_host_and_nothing_is_redone_at_the_next_start(
    data: Path,
) -> None:
    first = start(data)
    assert get(first, "/corner_table/")[0] == 200
    assert first.link.startswith(first.origin)
    before = (data / "static" / "staticfiles.json").stat().st_mtime_ns
    assert first.stop(signal.SIGTERM) == 0
    second = start(data)
    assert (data / "static" / "staticfiles.json").stat().st_mtime_ns == before
    assert second.stop(signal.SIGINT) == 0
    assert "Traceback" not in "\n".join([*first.said, *second.said])


def test_killed_without_warning_it_leaves_the_port_free_for_the_next_start(data: Path) -> None:
    killed = start(installed(data, demo=False), ["--no-demo"])
    assert get(killed, "/")[0] == 200
    assert get(killed, "/corner_table/")[0] == 404
    killed.stop(signal.SIGKILL)
    # Its server process notices that it is alone; then nobody listens any more.
    while _somebody_listens(killed.port):
        pass
    again = start(data, ["--no-demo"])
    assert again.stop() == 0


def _somebody_listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    refused = run(tmp_path / "data", "serve")
    assert refused.returncode == 2
    assert str(tmp_path) in refused.stderr
