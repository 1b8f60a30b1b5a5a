"""Lines of hyphens: which of them end something, and which somebody wrote."""

from pathlib import Path

import pytest

from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_mt import comment, entry, ping, post, posts, read

FIVE, EIGHT = "-----", "--------"


def _texts(tmp_path: Path, *said: str) -> list[str]:
    """What comes back of an entry with these comments, between two others."""
    written = entry("Before") + entry("Middle", comments=[comment(text) for text in said]) + entry("After")
    before, middle, after = posts(tmp_path, written)
    assert (before.title, after.title, after.comments) == ("Before", "After", ())
    return [one.text for one in middle.comments]


@pytest.mark.parametrize(
    "said",
    [
        f"select 1\n{EIGHT}\n1 row",
        f"select 1\n{EIGHT}\n\n\n1 row",
        f"one\n{FIVE}\ntwo\n{FIVE}\nthree\n{FIVE}\nfour\n{FIVE}\nfive",
        f"{FIVE}\n{EIGHT}\nno header here",
        f"Parts\n{EIGHT}\nDATE: yesterday\nwas fine",
        f"Parts\n{EIGHT}\nTITLE: of a book",
        f"-- \n{FIVE}-\n---------\n{'-' * 70}",
        f"{FIVE} \n {FIVE}\n{EIGHT} \n.{EIGHT}",
        f"{FIVE}\nBODY:\nof evidence",
        f"{FIVE}\nComment: nothing",
        f"{FIVE}\nCOMMENT: nothing",
    ],
)
def test_hyphens_in_a_comment_stay_in_it(tmp_path: Path, said: str) -> None:
    assert _texts(tmp_path, said, "and then") == [said, "and then"]


@pytest.mark.parametrize("last", [FIVE, EIGHT, f"a\n{EIGHT}"])
def test_a_ruler_at_the_end_of_a_comment_stays(tmp_path: Path, last: str) -> None:
    assert _texts(tmp_path, f"sincerely\n{last}", "next") == [f"sincerely\n{last}", "next"]


def test_hyphens_in_a_body_stay_in_it(tmp_path: Path) -> None:
    body = f"<pre>\n{EIGHT}\n  a | b\n{FIVE}\n</pre>"
    assert post(tmp_path, entry(body=body)).body == body


def test_the_tab_behind_a_line_of_hyphens_is_taken_away(tmp_path: Path) -> None:
    said = f"a\n{FIVE}\t\nCOMMENT:\nb\n{EIGHT}\t\nAUTHOR: c"
    assert _texts(tmp_path, said) == [said.replace("\t", "")]


def test_blank_lines_may_stand_around_separators(tmp_path: Path) -> None:
    written = entry(comments=["\n", comment(), "\n\n", comment("two"), "\n", ping(), "\n\n-----\n"]) + "\n\n"
    first, second = posts(tmp_path, written + entry("Next"))
    assert [one.text for one in first.comments] == ["I saw it too.", "two", "They write about us."]
    assert (first.keywords, second.title) == ("", "Next")


@pytest.mark.parametrize("cut", [f"{EIGHT}\n", f"{FIVE}\n{EIGHT}\n"])
def test_a_file_may_end_without_its_last_separators(tmp_path: Path, cut: str) -> None:
    written = entry("One") + entry("Two", comments=[comment("the last words")]).removesuffix(cut)
    last = posts(tmp_path, written)[1]
    assert [one.text for one in last.comments] == ["the last words"]
    assert len(last.warnings) == (cut != f"{EIGHT}\n")


def test_one_post_without_any_separator_of_entries_is_read(tmp_path: Path) -> None:
    assert post(tmp_path, "TITLE: Alone\n-----\nBODY:\nText").body == "Text"


def test_an_entry_may_end_without_the_end_of_its_section(tmp_path: Path) -> None:
    written = f"TITLE: One\n-----\nBODY:\nText\n{EIGHT}\nTITLE: Two\nAUTHOR: Bo\n-----\nBODY:\nMore\n-----\n{EIGHT}\n"
    assert [(one.title, one.body) for one in posts(tmp_path, written)] == [("One", "Text"), ("Two", "More")]


def test_an_entry_of_a_header_alone_is_read(tmp_path: Path) -> None:
    written = f"TITLE: One\n-----\n{EIGHT}\nTITLE: Two\n-----\n{EIGHT}\n"
    assert [one.title for one in posts(tmp_path, written)] == ["One", "Two"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    written = entry(comments=[comment("one\n\ntwo")]).replace("\n", end)
    found = post(tmp_path, written.encode())
    assert (found.title, found.comments[0].text) == ("The tide table", "one\n\ntwo")


def test_long_lines_are_read_whole(tmp_path: Path) -> None:
    body = "<p>" + "é wide word " * 300_000 + "</p>"
    assert post(tmp_path, entry(body=body)).body == body


def test_the_text_keeps_its_own_blank_lines_and_indentation(tmp_path: Path) -> None:
    said = "    first\n\n\n  second\n0\n\nlast"
    assert _texts(tmp_path, said) == [said]


def test_what_stands_in_no_place_is_told(tmp_path: Path) -> None:
    found = post(tmp_path, "TITLE: One\nhow now\n\nAUTHOR: Bo\nwhat is this\n-----\nplain words\n-----\n--------\n")
    assert (found.title, found.author, found.body) == ("One how now", "Bo", "plain words")
    assert ["line 5" in found.warnings[0], "line 7" in found.warnings[1]] == [True, True]


def test_a_broken_header_costs_its_entry_alone_and_is_named(tmp_path: Path) -> None:
    junk = "AUTHOR: Bo\n" + "no key here\n" * 30 + EIGHT + "\n"
    first, lost, last = read(tmp_path, entry("One") + junk + entry("Two"))
    assert (first.title, last.title) == ("One", "Two")  # type: ignore[union-attr]
    line = entry("One").count("\n") + 1
    assert (lost.what, lost.where) == ("posts", f"line {line}")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "line 1: the file is empty"),
        ("\n \n", "line 1: the file is empty"),
        ("\n\n<?xml version='1.0'?><rss/>", "line 3: "),
        ("Dear all,\nTITLE: is not where it should be\n", "line 1: "),
        ("TITLE: One\nwords\n" * 1 + "and more\n" * 40, "line 1: "),
        ("TITLE: One\nAUTHOR: Two\nand then nothing\n", "line 1: "),
        ("TITLE: \0", "line 1: "),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, content: str, line: str) -> None:
    with pytest.raises(BrokenExport) as broken:
        read(tmp_path, content)
    assert str(broken.value).startswith(line)
    assert "\n" not in str(broken.value)


def test_a_file_that_ends_in_a_header_loses_that_entry_by_name(tmp_path: Path) -> None:
    first, lost = read(tmp_path, entry("One") + "AUTHOR: Bo\nTITLE: Cut o")
    assert (first.title, lost.what) == ("One", "posts")  # type: ignore[union-attr]


def test_a_text_of_more_than_four_million_characters_is_a_named_loss(tmp_path: Path) -> None:
    huge = "x" * 3_999_999 + "\n" + "y" * 100
    first, lost, lost_comment, address, last = read(
        tmp_path, entry("One") + entry("Two", body=huge, comments=[comment()]) + entry("Three")
    )
    assert (first.title, last.title) == ("One", "Three")  # type: ignore[union-attr]
    whats = [one.what for one in (lost, lost_comment, address)]  # type: ignore[union-attr]
    assert whats == ["posts", "comments", "addresses"]


def test_a_comment_that_is_too_long_is_lost_alone(tmp_path: Path) -> None:
    found, lost = read(tmp_path, entry(comments=[comment("z" * 4_000_001), comment("short")]))
    assert [one.text for one in found.comments] == ["short"]  # type: ignore[union-attr]
    assert lost.what == "comments"  # type: ignore[union-attr]
