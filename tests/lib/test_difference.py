"""Two texts word by word: nothing is lost or made up, and no text takes long."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib.difference import Piece, difference, shortened

texts = st.text(st.sampled_from("ab .\n!—ß字"), max_size=60)


def told(pieces: list[Piece]) -> str:
    marks = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@given(texts, texts)
def test_the_pieces_make_both_texts_again(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ([Piece("same", text)] if text else [])


def test_words_are_compared_and_not_letters() -> None:
    assert told(difference("The bridge was closed.", "The bridge is closed.")) == "The bridge [-was ][+is ]closed."
    assert told(difference("One.\nTwo.\nThree.", "One.\nThree.")) == "One.\n[-Two.\n]Three."
    assert told(difference("", "New.")) == "[+New.]"


def test_a_sign_alone_does_not_part_two_changes() -> None:
    assert told(difference("One, two. Three.", "Four, five. Three.")) == "[-One, two][+Four, five]. Three."
    assert told(difference("One.\nTwo.", "Three.\nFour.")) == "[-One][+Three].\n[-Two][+Four]."


def test_two_changes_far_apart_are_two_changes() -> None:
    long = " ".join(f"word{n}" for n in range(300)) + ". "
    before = f"It began. {long * 20}It ended."
    after = f"It started. {long * 20}It stopped."
    assert [piece.kind for piece in difference(before, after)] == ["same", "gone", "new", "same", "gone", "new", "same"]


def test_what_is_the_same_far_from_a_change_can_be_left_out() -> None:
    same = "x" * 1000
    pieces = shortened(difference(f"{same} a\n{same}", f"{same} b\n{same}"), 10)
    assert len("".join(piece.text for piece in pieces)) < 60
    assert {"gone", "new"} <= {piece.kind for piece in pieces}


@pytest.mark.parametrize("part", ["a ", "a\n", "ab. ", ". ", "\n", "字"])
def test_the_longest_comments_are_compared_in_a_moment(part: str) -> None:
    long = part * (64_000 // len(part))
    mixed = (part + "b ") * (64_000 // (len(part) + 2))
    begun = process_time()
    for one, other in ((long, mixed), (mixed, long[1:] + "z"), (f"x{long}", f"y{long}")):
        difference(one, other)
    assert process_time() - begun < 6
