"""Names that look alike."""

import pytest

from tertulia.lib.lookalikes import skeleton


@pytest.mark.parametrize(
    "forged",
    [
        "MARTA  OYELARAN",
        "М\u0430rt\u0430 Oyelaran",
        "Mar\u200bta Oyelaran",
        "Marta\u00a0\u2060Oyelaran",
        "Marta 0ye1aran",
        "Mártä Oyelaran",
        "\uff2darta Oyelaran",
        "Marta Oye\u0399aran",
    ],
)
def test_what_a_reader_cannot_tell_apart_is_the_same(forged: str) -> None:
    assert skeleton(forged) == skeleton("Marta Oyelaran")


@pytest.mark.parametrize("other", ["Martha Oyelaran", "Marta", "", "Нина Сорока", "東京"])
def test_what_a_reader_can_tell_apart_is_not(other: str) -> None:
    assert skeleton(other) != skeleton("Marta Oyelaran")


def test_a_name_in_another_script_stays_a_name() -> None:
    assert skeleton("東京") == "東京"
    assert skeleton("Анна") != skeleton("Нина")
