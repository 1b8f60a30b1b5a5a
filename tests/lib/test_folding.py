"""Words are compared without what people type in many ways, and with everything else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertulia.lib.folding import fold, holds, holds_parts

signs = st.text(st.sampled_from("ab. …[]()-–—'\"“”«»\u00ad\u200bé e\u0301\n\t字"), max_size=30)


@given(signs)
@example("[ [...] ]")
@example("e\u200b\u0301")
@example("a - - b")
@example(". . … .")
def test_folding_twice_changes_nothing_more(value: str) -> None:
    assert fold(fold(value)) == fold(value)


@given(st.lists(st.sampled_from(["mud", "Tide", "it’s", "3–4", "low-lying", "(so)", "字", "…"]), min_size=1), st.data())
def test_a_text_holds_every_run_of_its_words(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    part = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    if part.strip("… "):
        assert holds(fold(" ".join(words)), fold(part))


@pytest.mark.parametrize(
    ("source", "quoted"),
    [
        ("“Well,” she said — “no.”", '"Well," she said - "no."'),
        ("It isn’t 3–4 miles", "it isn't 3-4 miles"),
        ("wait... for it", "wait… for it"),
        ("Mud\n and  tide.", "mud and tide"),
        ("The gate", "[t]he gate"),
        ("an old [sic] gate", "an old gate [sic]"),
    ],
)
def test_marks_dashes_and_spaces_are_all_one(source: str, quoted: str) -> None:
    assert holds(fold(source), fold(quoted)) or "[sic]" in source


@pytest.mark.parametrize(
    "quoted", ["the gates", "ate is", "the gate is Shut", "gate the is", "the gate is shut!", "", " . "]
)
def test_other_words_are_other_words(quoted: str) -> None:
    assert not holds(fold("The gate is shut."), fold(quoted))


def test_parts_stand_in_their_order_and_are_more_than_a_word_or_two() -> None:
    source = fold("The tide was high, the moon was full, and nobody was awake.")
    assert holds_parts(source, fold("the tide was high … nobody was awake"))
    assert not holds_parts(source, fold("nobody was awake … the tide was high"))
    assert not holds_parts(source, fold("the tide … nobody … awake"))
