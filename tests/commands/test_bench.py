"""What ``make bench`` measures are pages, and not refusals."""

import pytest

from bench import pages

pytestmark = pytest.mark.django_db


def test_every_page_that_is_measured_is_answered() -> None:
    measured = {one.page: one for one in pages.measure(pages.build(), rounds=1)}
    assert measured["front page"].size > 0
    assert max(one.queries for one in measured.values()) <= 20
