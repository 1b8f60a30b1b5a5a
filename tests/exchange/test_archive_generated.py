"""Whatever has happened in a weblog, and whatever people have written: it comes back to the byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from tertulia.weblog.weblog import Weblog
from tests.exchange.archives import archived, restored, wipe
from tests.exchange.drawn import Drawn, build, weblogs
from tests.exchange.moving import EXAMPLES, Moves, live_and_move
from tests.publishing.leavers import Leavers


class Moving(Moves, Leavers):
    def move(self) -> None:
        comes_back(self.weblog.slug)


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
    live_and_move(Moving)


class TestEveryWeblog(TestCase):
    @settings(max_examples=EXAMPLES * 6, deadline=None)
    @given(weblogs())
    def test_with_whatever_its_rows_hold(self, drawn: Drawn) -> None:
        comes_back(build(drawn).slug)
