"""The text of one page: what is found in it, and what stays a question."""

import gzip
from datetime import datetime
from pathlib import Path

import pytest

from tertulia.exchange.readers.bare.reader import BareTextReader
from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_text import CLOSED, FOLLOW, TALK, asked, doubt, page, post, read, said

HOST = [1, 4, 7]


def test_blank_lines_and_names_part_comments_and_all_of_them_wait(tmp_path: Path) -> None:
    found = post(tmp_path, page())
    assert len(found.comments) == len(TALK) + 1
    assert {one.status for one in found.comments} == {"held"}
    assert [number for number, one in enumerate(found.comments) if one.name == "mo"] == HOST
    assert [one.name for one in found.comments if one.name not in ("", "mo")] == ["Old Man of the Pier"]
    assert found.comments[2].text.count("\n\n") == 2


def test_every_word_of_the_conversation_is_kept(tmp_path: Path) -> None:
    found = post(tmp_path, page()).comments
    kept = " ".join(f"{one.name if one.name != 'mo' else ''} {one.text}" for one in found)
    assert kept.split() == " ".join(text for _gap, text in TALK).split()


def test_the_post_is_a_draft_with_all_that_the_page_says_of_it(tmp_path: Path) -> None:
    found = post(tmp_path, page())
    assert (found.status, found.title, found.date) == ("draft", "", datetime(2019, 3, 30))
    assert found.comments_allowed == "closed"
    assert (found.previous, found.following) == ("High water at Low Ferry - MO", "The gate is shut")
    told = " ".join(found.warnings)
    assert "between “High water at Low Ferry - MO” and “The gate is shut”" in told
    assert "2019-04" in told
    assert "Comments in the text: 10; signed by the host: 3;" in told


def test_the_signature_is_found_and_not_known_before(tmp_path: Path) -> None:
    other = tuple((gap, text.replace(" mo", " -Q.R.")) for gap, text in TALK)
    assert [one.name for one in said(tmp_path, *other)].count("Q.R.") == len(HOST)
    twice = TALK[:6]
    assert not any(doubt(one, "host") for one in said(tmp_path, *twice))


def test_words_that_many_sentences_end_in_are_no_signature(tmp_path: Path) -> None:
    laughing = [(2, f"The ferry was late on day {number}. lol") for number in range(5)]
    assert not any(doubt(one, "host") for one in said(tmp_path, *laughing))


def test_an_answer_of_the_host_says_what_speaks_for_its_place(tmp_path: Path) -> None:
    found = post(tmp_path, page()).comments
    inside, apart = asked(found[1], "host"), asked(found[7], "host")
    assert inside.startswith(
        "Signed “mo” (3 texts here end so), so these are the host’s words; they are an answer inside"
    )
    assert "(about 7 in 10). For it: more blank lines stand before it" in inside
    assert "they are a comment by themselves (about 5 in 10)" in apart
    assert "it begins by speaking to “OMP”, “Marta”" in apart


def test_an_uncertain_cut_says_what_speaks_for_and_against_it(tmp_path: Path) -> None:
    found = post(tmp_path, page()).comments
    plain, open_end = asked(found[3], "cut"), asked(found[9], "cut")
    assert plain.startswith(
        "A new comment probably begins here (about 9 in 10). For it: 2 blank lines stand before it."
    )
    assert "Against it: within one comment" in plain
    assert open_end.startswith("This probably still belongs to the comment before it (about 7 in 10).")
    assert "does not end like a sentence (“…e pictures are here:”)" in open_end


def test_what_surely_begins_a_comment_is_not_asked(tmp_path: Path) -> None:
    found = post(tmp_path, page()).comments
    # The first of all; those behind and of the host; one that speaks to somebody.
    assert [asked(found[number], "cut") for number in (0, 1, 2, 4, 5, 8)] == [""] * 6


def test_a_quotation_tells_whom_somebody_answers(tmp_path: Path) -> None:
    found = post(tmp_path, page()).comments
    assert found[7].answers == found[6].id
    assert [one.answers for one in found].count("") == len(found) - 1


def test_words_that_two_have_said_answer_nobody(tmp_path: Path) -> None:
    words = "They never told us that the gate would be shut."
    found = said(tmp_path, (2, f"First. {words}"), (2, f"Second. {words}"), (2, f'"{words}" Indeed.'))
    assert found[2].answers == ""


def test_who_quotes_a_quotation_answers_who_said_it_first(tmp_path: Path) -> None:
    words = "They never told us that the gate would be shut."
    found = said(tmp_path, (2, f"I say: {words}"), (2, f"“{words}” True."), (2, f"> {words}\n\nSo what?"))
    assert [one.answers for one in found] == ["", found[0].id, found[0].id]


def test_a_name_stands_above_its_words_if_somebody_quotes_these_to_it(tmp_path: Path) -> None:
    owner = post(tmp_path, page()).comments[6]
    assert owner.name == "Old Man of the Pier"
    question = doubt(owner, "author")
    assert question is not None
    assert question.choices == ("Old Man of the Pier",)
    assert "another comment speaks to “OMP” and quotes these words" in question.sentence


def test_a_name_that_alone_is_spoken_to_and_quoted_is_sure(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        (2, "I was there.\n\nRuth Ames\n\nThe water came over the sill at half past six."),
        (2, "Ruth Ames,\n\n“The water came over the sill at half past six.” So it did."),
    )
    assert [(one.name, asked(one, "author")[:8]) for one in found] == [
        ("", "No name "),
        ("Ruth Ames", ""),
        ("", "No name "),
    ]


def test_a_name_stands_below_its_words_if_the_text_shows_that(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        (2, "The water came over the sill at half past six.\n\nRuth Ames"),
        (2, "I saw that too, from the window.\n\nNils Holm\n\nAnd nobody rang the bell for us."),
        (2, "Ruth Ames,\n\n“The water came over the sill at half past six.” So it did."),
    )
    assert [one.name for one in found] == ["Ruth Ames", "Nils Holm", "", ""]
    assert "below" in asked(found[1], "author")


def test_a_name_below_quoted_words_is_nobody_here(tmp_path: Path) -> None:
    found = said(tmp_path, (2, "As the poet has it:\n\n“The sea is never full.”\n\nJonas Lee\n\nAnd so it is."))
    assert [one.name for one in found] == [""]


def test_who_is_spoken_to_later_is_offered_as_the_author(tmp_path: Path) -> None:
    first = doubt(post(tmp_path, page()).comments[0], "author")
    assert first is not None
    assert first.choices[:2] == ("Marta", "OMP")


def test_an_answer_that_is_parted_by_nothing_stands_inside_the_comment(tmp_path: Path) -> None:
    texts = [(2, f"The ferry was late on day {number}.\n\nSo it was, and will be. mo") for number in range(4)]
    for found in (said(tmp_path, *texts), post(tmp_path, page(*texts)).comments):
        assert [one.text for one in found] == [f"The ferry was late on day {number}." for number in range(4)]
        assert [(one.replies[0].text, one.replies[0].sign) for one in found] == [("So it was, and will be.", "mo")] * 4
        assert found[0].replies[0].doubts[0].kind == "host"


def test_a_text_without_any_gap_is_parted_at_signatures_only(tmp_path: Path) -> None:
    texts = [(1, f"Ferry {number} was late.\n\nSo it was, and will be. mo") for number in range(3)]
    found = post(tmp_path, page(*texts)).comments
    assert len(found) == 3
    assert [len(one.replies) for one in found] == [1, 1, 1]


def test_a_quoted_notice_does_not_end_the_conversation(tmp_path: Path) -> None:
    found = said(tmp_path, (2, "It said:"), (1, CLOSED), (2, "Which was not true of the gate."))
    assert CLOSED in found[0].text
    assert len(found) == 2


def test_another_copy_of_the_page_gives_the_same_ids(tmp_path: Path) -> None:
    first, second = post(tmp_path, page()), post(tmp_path, page(*TALK, (2, "One more, a day later.")))
    assert first.id == second.id
    assert [one.id for one in second.comments[:-1]] == [one.id for one in first.comments]


@pytest.mark.parametrize("encode", [str.encode, lambda text: text.encode("utf-16"), lambda text: text.encode("cp1252")])
def test_encodings_and_packing_are_seen_through(tmp_path: Path, encode: object) -> None:
    data = encode(page())  # type: ignore[operator]
    for content in (data, gzip.compress(data)):
        assert post(tmp_path, content).comments == post(tmp_path, page()).comments


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x00\x01" + FOLLOW.encode(), "not even text"),
        (f"{FOLLOW}\n\n{CLOSED}".encode(), "nothing that anybody said"),
        (b"a " * 1_000_001, "at most two million"),
        (f"{FOLLOW}\n\n".encode() + b"a\n\n" * 20_001, "more paragraphs"),
        (gzip.compress(page().encode())[:-9], "cannot be read"),
        (gzip.compress(b"\n" * 50_000_000), "at most two million"),
    ],
)
def test_what_is_no_page_is_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(BrokenExport) as broken:
        read(tmp_path, content)
    assert reason in str(broken.value)
    assert str(broken.value).startswith("line 1: ")


@pytest.mark.parametrize(
    "text", [FOLLOW, CLOSED, "« Marea | Inicio | Puerto »", "Rédigé par : Luc | 12 mars 2008 à 10:15"]
)
def test_a_page_is_known_by_what_pages_say(text: str) -> None:
    assert BareTextReader.fits(f"Some words\n\n{text}\n".encode())
    assert not BareTextReader.fits(f"<html>\n{text}\n</html>".encode())


def test_other_texts_are_no_pages() -> None:
    assert not BareTextReader.fits(b"Dear Marta,\n\nthe comments to this | entry are closed, posted by hand | today.\n")
