"""Starting a weblog: its address, its time zone; categories and their slugs."""

import pytest
from django.core.exceptions import ValidationError

from tertulia.weblog.category import add_category
from tertulia.weblog.weblog import create_weblog

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["", "desk", "accounts", "a/b", "a b\n", "atom.xml", ".hidden", "what?", "a%2f", "-"])
def test_an_address_that_cannot_be_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        create_weblog(slug)


def test_an_address_in_any_script_is_fine() -> None:
    assert create_weblog("журнал").path == "/журнал/"


def test_a_taken_address_is_refused_with_its_name() -> None:
    create_weblog("harbour")
    with pytest.raises(ValidationError, match="harbour"):
        create_weblog("harbour")


def test_a_time_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="Europe/Madrid"):
        create_weblog("harbour", timezone="Mars/Olympus")


def test_category_slugs_keep_clear_of_other_addresses_and_of_each_other() -> None:
    weblog = create_weblog("harbour")
    slugs = [add_category(weblog, label).slug for label in ("C++", "C#", "Search", "2017", "圣诞", "!!!", "???")]
    assert slugs == ["c", "c-1", "search-1", "c-2017", "圣诞", "category", "category-1"]


def test_the_same_label_is_the_same_category() -> None:
    weblog = create_weblog("harbour")
    assert add_category(weblog, "Bridges") == add_category(weblog, " Bridges ")
