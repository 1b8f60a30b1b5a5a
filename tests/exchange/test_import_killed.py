"""``tertulia import`` in a process of its own, killed in the middle of its work."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tertulia.exchange import ahead
from tests.exchange.writing_mt import comment, entry
from tests.installed import installed

MANY = 1500


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The command that imports a file of many posts."""
    # Long enough that a second process reads it.
    body = "<p>High water at six.</p>\n" * 100
    text = "".join(entry(f"Day {n}", body=body, comments=[comment(f"{n}")]) for n in range(MANY))
    assert len(text) > ahead._SMALL
    (tmp_path / "export.txt").write_text(text)
    file, data = str(tmp_path / "export.txt"), str(installed(tmp_path / "data", demo=False))
    start = "from tertulia.cli import main; raise SystemExit(main())"
    return [sys.executable, "-c", start, "import", file, "--weblog", "tide", "--json", "--data", data]


def test_what_was_killed_is_finished_by_running_it_again(tmp_path: Path, command: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TERTULIA_DATA")}
    environment["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
    with subprocess.Popen(command, env=environment) as process:
        while _count(tmp_path / "data" / "tertulia.sqlite3") == 0:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail("it ended before anything was there")
        process.kill()
    there = _count(tmp_path / "data" / "tertulia.sqlite3")
    assert 0 < there < MANY
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    report = json.loads(done.stdout)
    assert report["known"]["posts"] >= there
    assert report["known"]["posts"] + report["new"]["posts"] == MANY
    assert report["known"]["comments"] == report["known"]["posts"]
    assert _count(tmp_path / "data" / "tertulia.sqlite3") == MANY


def _count(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        (count,) = connection.execute("SELECT count(*) FROM weblog_post").fetchone()
    except sqlite3.OperationalError:  # the table is not there yet
        return 0
    finally:
        connection.close()
    return int(count)
