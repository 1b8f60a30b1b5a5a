"""Across processes: two servers and the worker share the web root, and no reader of any of them gets what was."""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bench.commenters import Commenter
from bench.processes import Program, family
from tests.installed import installed
from tests.server import Server, environment, run, start

SHOWN = ("", "page/2/", "archives.html", "comments/", "comments/atom.xml", "atom.xml", "sidebar/recent-comments.html")
NOBODY_WAITS = """
import django; django.setup()
from tertulia.conversation.policy import Moderation, Policy, change_policy
from tertulia.weblog.weblog import Weblog
change_policy(Weblog.objects.get(slug="corner_table"), Policy(moderation=Moderation.NEVER), actor=None)
"""
SERVERS, WRITERS, EACH = 2, 4, 8


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = installed(tmp_path_factory.mktemp("shared"))
    settings = environment(data, DJANGO_SETTINGS_MODULE="tertulia.settings")
    subprocess.run([sys.executable, "-c", NOBODY_WAITS], env=settings, check=True)
    server = start(data, ["--servers", str(SERVERS)], TERTULIA_TRUSTED_PROXIES="1")
    yield server
    server.stop()


def test_whoever_is_asked_knows_of_every_comment_that_was_answered(served: Server) -> None:
    path = _a_post(served)
    program = Program(served.process.pid, served.origin, 0.0)
    readers = _readers_of_all(program, path)
    before = _comments_in(readers[0], path)

    def write(number: int) -> list[str]:
        mine, missing = readers[number::WRITERS], []
        with closing(Commenter(program, path)) as commenter:
            for _time in range(EACH):
                mark = commenter.post()
                missing += [f"{mark}, {n}" for n, one in enumerate(mine) if mark.encode() not in _get(one, path)]
        return missing

    with ThreadPoolExecutor(WRITERS) as pool:
        assert [missing for found in pool.map(write, range(WRITERS)) for missing in found] == []
    assert {_comments_in(one, path) for one in readers} == {before + WRITERS * EACH}
    _check_what_is_stored(readers, path)
    for one in readers:
        one.close()
    assert run(served.data, "check").returncode == 0


def _check_what_is_stored(readers: list[HTTPConnection], path: str) -> None:
    # A query that nobody knows is answered by Django and never stored.
    stem = path.removesuffix(".html")
    for address in (path, f"{stem}/comments/atom.xml", *(f"/corner_table/{page}" for page in SHOWN)):
        fresh = _get(readers[0], f"{address}?made=anew")
        assert {_get(one, address) for one in readers} == {fresh}, address


def _readers_of_all(program: Program, path: str) -> list[HTTPConnection]:
    """Connections to every server process. A process takes as many as it likes, so more are made until all have one."""
    readers: list[HTTPConnection] = []
    servers = family(program.pid)[1:]
    quiet = {pid: _open_sockets(pid) for pid in servers}
    while len(readers) < 2 * WRITERS or sum(_open_sockets(pid) > quiet[pid] for pid in servers) < SERVERS:
        assert len(readers) < 300, "one process takes all connections"
        host, _colon, port = program.address.removeprefix("http://").partition(":")
        readers.append(HTTPConnection(host, int(port), timeout=60))
        _get(readers[-1], path)
    return [*readers[-WRITERS:], *readers[:-WRITERS]]


def _open_sockets(pid: int) -> int:
    links = [Path(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return sum(str(link.readlink()).startswith("socket:") for link in links if link.is_symlink())


def _a_post(server: Server) -> str:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        found = re.search(rb'href="(/corner_table/[^"#]*night-ferry[^"#]*)"', _get(connection, "/corner_table/"))
    assert found, "the demo has no post of the night ferry"
    return found[1].decode()


def _comments_in(connection: HTTPConnection, path: str) -> int:
    return _get(connection, path).count(b"<article id=")


def _get(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status in (200, 404), (path, answer.status)
    return answer.read()
