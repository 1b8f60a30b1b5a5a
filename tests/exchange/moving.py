"""A weblog that was lived in for a while moves: it leaves and comes back."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, run_state_machine_as_test

from tests.examples import examples
from tests.publishing.writers import Keepers, Talkers, Writers

# ``make soak`` gives more.
IS_LONG = "SOAK" in os.environ
EXAMPLES = int(os.environ.get("SOAK", examples(6)))


class Moves(Writers, Talkers, Keepers):
    """People write, talk and keep the house for a while; then the weblog moves."""

    @initialize()
    def begin(self) -> None:
        self.settle()

    def teardown(self) -> None:
        if not hasattr(self, "clock"):
            return
        try:
            self.move()
        finally:
            super().teardown()

    def move(self) -> None:
        """Take it out and bring it back."""
        raise NotImplementedError


def live_and_move(machine: type[Moves]) -> None:
    """Let people live in such a weblog, and move it, several times."""
    quick = settings(
        max_examples=EXAMPLES,
        stateful_step_count=40 if IS_LONG else 20,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        phases=list(Phase) if IS_LONG else [Phase.generate],
    )
    run_state_machine_as_test(machine, settings=quick)
