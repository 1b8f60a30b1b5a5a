"""``tertulia publish`` and ``mirror`` as programs: beside a running server, and without one."""

import json
from http.client import HTTPConnection
from pathlib import Path

from tests.server import Server, run, start


def pages(data: Path) -> int:
    return sum(1 for _ in (data / "pages" / "about").glob("*"))


def read(server: Server, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def test_all_pages_are_made_and_mirrored_beside_the_server_that_runs(server: Server, tmp_path: Path) -> None:
    ours = {"TERTULIA_PORT": str(server.port)}
    first = run(server.data, "publish", "--all", "--json", **ours)
    told = json.loads(first.stdout)
    assert (first.returncode, told["ok"], told["failed"]) == (0, True, [])
    assert told["made"] > 80
    assert told["not_storable"] == ["/", "/robots.txt", "/sitemap.xml"]
    site = tmp_path / "site"
    mirrored = run(server.data, "mirror", str(site), **ours)
    assert (mirrored.returncode, mirrored.stderr) == (0, "")
    assert f"are in {site}" in mirrored.stdout
    assert (site / "corner_table" / "archives.html").is_file()
    assert b"The Corner Table" in read(server, "/corner_table/")


def test_pages_for_another_address_are_not_put_among_those_of_the_server(server: Server) -> None:
    refused = run(server.data, "publish", "--all", TERTULIA_ORIGIN="https://weblog.example.org")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "TERTULIA_ORIGIN" in refused.stderr


def test_a_weblog_that_is_not_there_is_not_mirrored(server: Server, tmp_path: Path) -> None:
    folder = str(tmp_path / "site")
    refused = run(server.data, "mirror", "--weblog", "nowhere", folder, TERTULIA_PORT=str(server.port))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_pages_made_without_a_server_are_there_when_it_starts(server: Server) -> None:
    server.stop()
    ours = {"TERTULIA_ORIGIN": "http://weblog.example.org"}
    assert run(server.data, "publish", "--all", **ours).returncode == 0
    made = pages(server.data)
    assert made > 80
    again = start(server.data, **ours)
    assert pages(server.data) == made
    assert b"http://weblog.example.org/corner_table/" in read(again, "/corner_table/")
    assert again.stop() == 0
