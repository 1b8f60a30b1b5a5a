"""Whatever has happened in a weblog, and whatever people have written: it comes back to the byte."""

import os
import tempfile
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.extra.django import TestCase
from hypothesis.stateful import initialize, run_state_machine_as_test

from tertulia.lib import clock
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import make_user
from tests.exchange.archives import archived, restored, wipe
from tests.exchange.drawn import Drawn, build, weblogs
from tests.publishing.writers import Keepers, Talkers, Writers

# ``make soak`` gives more.
IS_LONG = "SOAK" in os.environ
EXAMPLES = int(os.environ.get("SOAK", "5"))


class Weblogging(Writers, Talkers, Keepers):
    """People write, talk and keep the house for a while; then the weblog moves."""

    @initialize()
    def begin(self) -> None:
        Weblogging.made += 1
        name = f"w{Weblogging.made}"
        self.weblog = create_weblog(name, title="The Harbour Gate")
        self.host = add_member(self.weblog, name="Marta", role=Role.OWNER, user=make_user(f"Marta-{name} Oyelaran"))
        self.clock = time_machine.travel(clock.now(), tick=False)
        self.hands = self.clock.start()

    def teardown(self) -> None:
        if not hasattr(self, "clock"):
            return
        try:
            comes_back(self.weblog.slug)
        finally:
            self.clock.stop()


def comes_back(slug: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept.zip"
        before = archived(Weblog.objects.get(slug=slug), file)
        wipe(slug)
        here = restored(file)
        assert here.different == 0
        assert archived(here.weblog, file) == before


@pytest.mark.django_db
def test_after_whatever_people_do_in_it() -> None:
    quick = settings(
        max_examples=EXAMPLES,
        stateful_step_count=40 if IS_LONG else 20,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        phases=list(Phase) if IS_LONG else [Phase.generate],
    )
    run_state_machine_as_test(Weblogging, settings=quick)


class TestEveryWeblog(TestCase):
    @settings(max_examples=EXAMPLES * 6, deadline=None)
    @given(weblogs())
    def test_with_whatever_its_rows_hold(self, drawn: Drawn) -> None:
        comes_back(build(drawn).slug)
