"""Work that makes very many objects has few of them looked at, and leaves things as they were."""

import gc

import pytest

from tertulia.lib.collecting import seldom_collected


def test_what_is_there_is_not_looked_at_meanwhile() -> None:
    there = [[n] for n in range(1000)]
    with seldom_collected():
        assert gc.get_freeze_count() >= len(there)
    assert gc.get_freeze_count() == 0


def test_an_error_leaves_things_as_they_were() -> None:
    def stop() -> None:
        with seldom_collected():
            assert gc.get_threshold() > before
            raise ValueError("no more")

    before = gc.get_threshold()
    with pytest.raises(ValueError, match="no more"):
        stop()
    assert gc.get_threshold() == before


def test_circles_of_objects_go_all_the_same() -> None:
    def circles(count: int) -> None:
        for _n in range(count):
            circle: list[object] = []
            circle.append(circle)

    before = gc.get_stats()[0]["collected"]
    with seldom_collected():
        circles(30_000)
        assert gc.get_stats()[0]["collected"] - before >= 10_000
