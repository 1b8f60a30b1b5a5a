"""What Tertulia takes without being asked anything, and while it is asked much; and how soon it answers."""

import threading
from collections.abc import Callable
from statistics import median

from bench import wrk
from bench.commenters import gather, post_together
from bench.processes import Program
from bench.setting import Setting
from bench.table import Row, amount

_STARTS = 5


def memory(setting: Setting) -> list[Row]:
    """MiB of all processes: after a few pages, and the most while many read and comment."""
    with setting.serving() as program:
        for path in ("/paged/", "/paged/atom.xml", "/paged/archives.html", setting.paths["whole-100-0"]):
            program.get(path)
        program.settle()
        idle = program.memory()
        most = max(_most(program, work) for work in _works(program, setting))
    peers = "WordPress {}, Ghost {}, Remark42 {}"
    return [
        Row("memory of all processes (PSS), idle", idle, "MiB", at_most=100, beside=peers.format(166, 222, 34)),
        Row("memory, the most under load", most, "MiB", beside=peers.format(252, 735, 75)),
    ]


def start(setting: Setting) -> list[Row]:
    """Seconds from the command to the first page, over a folder that is ready."""
    took, spent = [], []
    for _time in range(2 if setting.quick else _STARTS):
        with setting.serving(from_nothing=False) as program:
            took.append(program.start)
            spent.append(program.cpu())
    beside = f"from {amount(min(took))} to {amount(max(took))}; CPU {amount(median(spent))} s"
    return [Row("start to first page", median(took), "s", beside=beside, raw={"seconds": took})]


def _works(program: Program, setting: Setting) -> list[Callable[[], object]]:
    write, pages = setting.paths["write-0"], [path for name, path in setting.paths.items() if "-1000-" in name]
    works: list[Callable[[], object]] = [
        lambda: post_together(gather(program, write, 8), seconds=setting.seconds, looking=True),
        lambda: [program.get(path) for path in pages],
    ]
    if wrk.is_there():
        stored = setting.paths["stored"]
        works.append(lambda: wrk.view(program, stored, connections=64, seconds=setting.seconds))
    return works


def _most(program: Program, work: Callable[[], object]) -> float:
    done, seen = threading.Event(), [program.memory()]

    def look() -> None:
        while not done.wait(0.25):
            seen.append(program.memory())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        work()
    finally:
        done.set()
        looking.join()
    return max(seen)
