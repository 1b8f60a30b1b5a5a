"""How often Python looks for objects that only refer to each other: for work that makes very many, few of them such."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 20_000, 10, 5


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look seldom, and not at all at what is there already: all of a program's modules, again and again, took a quarter
    of the time of a load. For a process that has one thing to do."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
