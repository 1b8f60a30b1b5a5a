import pytest

from tests.cast import gather, published_post

pytestmark = pytest.mark.django_db


def test_a_published_post_has_an_address() -> None:
    cast = gather()
    assert cast.weblog.members.count() == 3
