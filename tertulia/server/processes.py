"""The processes of one ``tertulia serve``: one that watches, and those that work, forked from it.

Forked, as what they all have loaded is then in memory once. The one that watches starts no thread and talks to no
database meanwhile, so that it can fork again when a worker has died."""

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

log = logging.getLogger(__name__)

# A worker that dies at once would otherwise be forked as fast as the machine can.
_PAUSE = 1.0
_SECONDS_TO_STOP = 35.0
_TO_STOP = (signal.SIGTERM, signal.SIGINT)

Work = Callable[[], None]


class Processes:
    """Runs each of ``works`` (by name) in a process of its own, again if it ends, until SIGTERM or SIGINT."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works = works
        self._running: dict[str, ForkProcess] = {}
        self._told, self._tell = os.pipe()

    def run(self, begun: Callable[[], None]) -> None:
        """Come back when all have ended after a signal. ``begun`` is called once all have started."""
        for number in _TO_STOP:
            signal.signal(number, lambda *_: os.write(self._tell, b"!"))
        gc.collect()
        gc.freeze()
        for name in self.works:
            self._start(name)
        begun()
        while not self._is_told_to_stop_or(*(process.sentinel for process in self._running.values())):
            self._start_again()
        self._end()

    def _is_told_to_stop_or(self, *sentinels: int, seconds: float | None = None) -> bool:
        return self._told in wait([self._told, *sentinels], seconds)

    def _start(self, name: str) -> None:
        process = multiprocessing.get_context("fork").Process(target=_work, args=(self.works[name],), name=name)
        # Held back until the new process listens to signals itself: until then it would act as this one does.
        signal.pthread_sigmask(signal.SIG_BLOCK, _TO_STOP)
        process.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_STOP)
        self._running[name] = process

    def _start_again(self) -> None:
        for name, process in list(self._running.items()):
            if process.exitcode is not None:
                # Ctrl-C reaches all at once, and this one perhaps last.
                if self._is_told_to_stop_or(seconds=_PAUSE):
                    return
                log.error("the process %s ended with code %s; it is started again", name, process.exitcode)
                self._start(name)

    def _end(self) -> None:
        until = time.monotonic() + _SECONDS_TO_STOP
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.join(max(until - time.monotonic(), 0))
            if process.exitcode is None:
                log.error("the process %s does not end; it is killed", process.name)
                process.kill()
                process.join()


def _work(work: Work) -> None:
    for number in _TO_STOP:
        signal.signal(number, _leave)
    # While signals are held back, so that the thread never takes one: the main thread would sleep through it.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_STOP)
    work()


def _leave(number: int, frame: object) -> None:
    # Until the work listens to signals itself, and again when it has finished.
    raise SystemExit(0)


def _end_with_parent() -> None:
    # A parent that was killed cannot tell; an orphan would keep the port, and the next start would fail.
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
