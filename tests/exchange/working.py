"""Imports at the desk, and the worker that does them."""

from tertulia.exchange import runs
from tertulia.exchange.run import ImportRun


def worked(run: ImportRun, stage: str) -> ImportRun:
    """The run, once the worker has brought it there."""
    # Each turn does at least a step, so the number of turns is bounded by the number of steps.
    for _turn in range(500):
        runs.work(0.2)
        run.refresh_from_db()
        if run.stage == stage:
            return run
    raise AssertionError(f"the run stands at {run.stage}: {run.error}")
