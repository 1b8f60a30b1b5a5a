"""What an accepted comment costs: ``python -m bench.accepting``.

Through the whole WSGI application, as a browser sends it. Counted is the posting alone, up to the answer: by then the
comment is on disk, and the pages that it made stale are gone."""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, fields
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.browser import Browser

_ROUNDS, _IN_A_ROUND = 12, 10


@dataclass(frozen=True)
class Accepted:
    """One comment, posted by one client at a time: milliseconds (CPU time, and by the clock), and SQL statements."""

    among: str
    size: int
    cpu: float
    clock: float
    statements: float


@dataclass(frozen=True)
class Together:
    """Comments posted by many clients at once to one process: how many a second, CPU time of each, and how long a
    client waited (half of them, and the slowest in twenty), in milliseconds."""

    clients: int
    rate: float
    cpu: float
    half: float
    slow: float


def by_conversation(sizes: Sequence[int] = (10, 1_000, 10_000)) -> list[Accepted]:
    """A comment accepted, by the number of comments that are there already."""

    def fill(size: int) -> str:
        rows = import_module("bench.rows")
        [post] = rows.weblog_of(1, f"conversation-{size}")
        rows.discuss(post, size)
        return str(post.link)

    return _by_size("comments there", sizes, fill)


def by_weblog(sizes: Sequence[int] = (100, 10_000, 100_000)) -> list[Accepted]:
    """A comment accepted, by the number of posts of the weblog, a hundred of which have ten comments each."""

    def fill(size: int) -> str:
        rows = import_module("bench.rows")
        posts = rows.weblog_of(size, f"weblog-{size}")
        for post in posts[:: size // 100]:
            rows.discuss(post, 10)
        return str(posts[size // 2].link)

    return _by_size("posts there", sizes, fill)


def together(clients: int = 8, count: int = 400) -> Together:
    """Comments on six posts, by clients that each post the next one as soon as the last is answered."""
    rows, browser = import_module("bench.rows"), _browser()
    posts = rows.weblog_of(6, f"together-{clients}")
    for post in posts:
        rows.discuss(post, 20)
    forms = [browser.open(post.link) for post in posts]
    numbers, guard = iter(range(count)), threading.Lock()
    waits: list[float] = []

    def client() -> None:
        while True:
            with guard:
                number = next(numbers, None)
            if number is None:
                break
            began = time.perf_counter()
            browser.send(browser.fill(forms[number % len(forms)]))
            waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    began, spent = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(client) for _client in range(clients)]:
            done.result()
    rate, cpu = count / (time.perf_counter() - began), (time.process_time() - spent) / count * 1000
    return Together(clients, rate, cpu, statistics.median(waits), sorted(waits)[int(count * 0.95) - 1])


def _by_size(among: str, sizes: Sequence[int], fill: Callable[[int], str]) -> list[Accepted]:
    # A database for each size, as other rows would hide what goes through a whole table. In turns, so that a noisy
    # moment of the machine falls on all of them alike.
    browser, paths = _browser(), {}
    spent: dict[int, list[tuple[float, float, float]]] = {size: [] for size in sizes}
    with ExitStack() as databases:
        names = {size: databases.enter_context(_database(f"bench_{size}")) for size in sizes}
        for size in sizes:
            with _connected(names[size]):
                call_command("migrate", verbosity=0)
                paths[size] = fill(size)
                _spent(browser, paths[size], 3)
        for _round in range(_ROUNDS):
            for size in sizes:
                with _connected(names[size]):
                    spent[size].append(_spent(browser, paths[size], _IN_A_ROUND))
    return [Accepted(among, size, *map(statistics.median, zip(*spent[size], strict=True))) for size in sizes]


def _spent(browser: Browser, path: str, count: int) -> tuple[float, float, float]:
    # For each comment: CPU time and time by the clock in milliseconds, and SQL statements.
    cpu = clock = 0.0
    for _time in range(count):
        request = browser.fill(browser.open(path))  # now the page is stored, and will have to go
        began, spent = time.perf_counter(), time.process_time()
        browser.send(request)
        cpu, clock = cpu + time.process_time() - spent, clock + time.perf_counter() - began
    request = browser.fill(browser.open(path))
    with CaptureQueriesContext(connection) as captured:
        browser.send(request)
    return cpu / count * 1000, clock / count * 1000, len(captured)


@contextmanager
def _connected(name: str) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def _database(name: str) -> Iterator[str]:
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix=name, dir=Path(connection.settings_dict["NAME"]).parent) as folder:
            yield str(Path(folder) / "tertulia.sqlite3")
        return
    connection.cursor().execute(f"CREATE DATABASE {name}")
    yield name
    connection.cursor().execute(f"DROP DATABASE {name}")


def _browser() -> Browser:
    return Browser(import_module("tertulia.wsgi").application)


def main() -> None:
    """Measure in a folder that is thrown away, and print the tables; DATABASE_URL, if set, names an empty database."""
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as folder:
        os.environ["TERTULIA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
        django.setup()
        import_module("tertulia.commands.installation").prepare()
        import_module("tertulia.commands.installation").collect_static()
        for measure in (lambda: [together(1), together(8)], by_conversation, by_weblog):
            _print(measure())


def _print(table: Sequence[Accepted | Together]) -> None:
    print("".join(f"{field.name:>16}" for field in fields(table[0])))
    for row in table:
        print("".join(f"{value:>16,.2f}" if isinstance(value, float) else f"{value:>16}" for value in astuple(row)))


if __name__ == "__main__":
    main()
