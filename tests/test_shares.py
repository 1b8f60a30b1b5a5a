"""Of several workers one runs a file, one runs a folder that shares a server: so what is made for it is made once."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.shares import FIRST, share_of

ROOT = Path(__file__).parents[1]
TESTS = """\
import os
import pytest

@pytest.mark.parametrize("number", range(4))
def test_one(number):
    with open("ran", "a") as file:
        print("{name}", os.environ["PYTEST_XDIST_WORKER"], file=file)
"""


def test_tests_that_share_something_run_on_one_worker(tmp_path: Path) -> None:
    names = ["browser/test_a.py", "browser/test_b.py", "lib/test_c.py", "lib/test_d.py", "lib/test_e.py"]
    for name in names:
        file = tmp_path / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TESTS.format(name=f"tests/{name}"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "tests.shares", "-n", "2", "tests"]
    environment = {**kept, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode == 0
    ran = [line.split() for line in (tmp_path / "ran").read_text().splitlines()]
    assert sorted(name for name, _worker in ran) == [f"tests/{name}" for name in names for _number in range(4)]
    workers = defaultdict(set)
    for name, worker in ran:
        workers[share_of(name)].add(worker)
    assert [len(of_one) for of_one in workers.values()] == [1, 1, 1, 1]
    assert set.union(*workers.values()) == {"gw0", "gw1"}


def test_what_goes_first_is_there() -> None:
    assert [name for name in FIRST if not (ROOT / name).exists()] == []
