"""The line: who asked first is next."""

import threading
import time

from tertulia.lib.line import Line


def await_waiting(line: Line, count: int) -> None:
    """Return once so many wait."""
    deadline = time.monotonic() + 30
    while len(line._waiting) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_everybody_comes_in_the_order_in_which_they_asked() -> None:
    line, came = Line(), list[int]()
    assert line.enter(30)

    def come(number: int) -> None:
        assert line.enter(30)
        came.append(number)
        line.leave()

    threads = [threading.Thread(target=come, args=[number]) for number in range(20)]
    for number, thread in enumerate(threads):
        thread.start()
        await_waiting(line, number + 1)
    line.leave()
    for thread in threads:
        thread.join(30)
    assert came == list(range(20))


def test_whoever_has_waited_long_enough_goes_away_and_is_not_waited_for() -> None:
    line = Line()
    assert line.enter(0)
    assert not line.enter(0.001)
    line.leave()
    assert line.enter(0)


def test_who_is_called_in_at_the_moment_of_giving_up_is_in() -> None:
    line, turn = Line(), threading.Lock()
    assert line.enter(0)
    assert turn.acquire(timeout=0)
    line._waiting.append(turn)
    line.leave()
    assert line._has_come_meanwhile(turn)
    assert not line.enter(0)
