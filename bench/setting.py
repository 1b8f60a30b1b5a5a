"""What every part is given: where the prepared installation is, and how long to measure."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.processes import Program


@dataclass(frozen=True)
class Setting:
    """``folder`` is thrown away at the end; ``paths`` are the addresses of the prepared posts, by name."""

    folder: Path
    paths: dict[str, str]
    quick: bool

    @property
    def data(self) -> Path:
        """The data folder of the prepared installation."""
        return self.folder / "data"

    @property
    def repetitions(self) -> int:
        """How often each measure is taken, in turns with those that it is compared to; medians count."""
        return 1 if self.quick else 3

    @property
    def seconds(self) -> int:
        """How long readers read for one measure."""
        return 1 if self.quick else 4

    @contextmanager
    def serving(self, *, from_nothing: bool = True) -> Iterator[Program]:
        """Tertulia over the prepared installation; without stored pages unless they are to be kept, as the worker
        would pack those of an earlier part while this one is measured."""
        if from_nothing:
            shutil.rmtree(self.data / "pages", ignore_errors=True)
        with servers.tertulia(self.data, self.paths["stored"]) as program:
            yield program
