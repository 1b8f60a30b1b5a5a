"""The text of a page that still says who posted what."""

from datetime import datetime
from pathlib import Path

from tests.exchange.writing_text import CLOSED, FOLLOW, NAV, asked, post, posted

HEAD = f"{NAV}\n\n30 March 2019\n\nThe tide table\n\nHigh water at six.\n\nLow water at noon.\n\n"
ABOUT = "Posted by Marta Oyelaran at 05:06 PM in Tides | Permalink | Comments (3)\n\nComments\n\n"


def _page(*said: str) -> str:
    return f"{HEAD}{ABOUT}{FOLLOW}\n\n{''.join(said)}{CLOSED}\n"


def test_names_and_dates_that_stand_there_are_used_and_nothing_is_asked(tmp_path: Path) -> None:
    found = post(
        tmp_path,
        _page(posted("I saw it.\n\n\nTwice.", "Ruth Ames"), posted("So did I.", "Nils Holm", "30 March 2019 at 21:05")),
    )
    assert [(one.name, one.text, one.date, one.status, one.doubts) for one in found.comments] == [
        ("Ruth Ames", "I saw it.\n\nTwice.", datetime(2019, 3, 30, 20, 25), "published", ()),
        ("Nils Holm", "So did I.", datetime(2019, 3, 30, 21, 5), "published", ()),
    ]


def test_the_post_itself_is_read_too(tmp_path: Path) -> None:
    found = post(tmp_path, _page(posted("I saw it.", "Ruth Ames")))
    assert (found.title, found.body) == ("The tide table", "High water at six.\n\nLow water at noon.")
    assert (found.author, found.date, found.status) == ("Marta Oyelaran", datetime(2019, 3, 30, 17, 6), "draft")


def test_days_and_months_are_told_apart_by_the_whole_page(tmp_path: Path) -> None:
    said = [posted(f"On day {day}.", "Ruth Ames", f"{day:02}/04/2019 at 20:25") for day in (3, 30)]
    assert [one.date and one.date.day for one in post(tmp_path, _page(*said)).comments] == [3, 30]
    assert [one.date and one.date.day for one in post(tmp_path, _page(said[0])).comments] == [4]


def test_other_languages_say_it_in_their_words(tmp_path: Path) -> None:
    said = [
        "Moi aussi.\n\nRédigé par : Luc Moreau | le 12 mars 2019 à 10:15\n\n",
        "Ich auch.\n\nKommentiert von: Jonas Lee | 13. März 2019 um 10:15\n\n",
        "Yo también.\n\nPublicado por: Ana Ruiz | 14/03/2019 en 10:15\n\n",
    ]
    found = post(tmp_path, _page(*said)).comments
    assert [(one.name, one.date and one.date.day) for one in found] == [
        ("Luc Moreau", 12),
        ("Jonas Lee", 13),
        ("Ana Ruiz", 14),
    ]


def test_names_above_their_words_tell_who_answers_whom(tmp_path: Path) -> None:
    found = post(
        tmp_path,
        _page(
            "Ruth Ames said...\n\nI saw it.\n\nReply 03/30/2019 at 08:25 PM\n\n",
            "Nils Holm said in reply to Ruth Ames...\n\nSo did I.\n\nReply 03/30/2019 at 09:25 PM\n\n",
        ),
    ).comments
    assert [(one.name, one.text) for one in found] == [("Ruth Ames", "I saw it."), ("Nils Holm", "So did I.")]
    assert [one.answers for one in found] == ["", found[0].id]
    assert found[1].date == datetime(2019, 3, 30, 21, 25)


def test_what_several_peoples_comments_end_in_is_the_hosts_answer_inside(tmp_path: Path) -> None:
    said = [posted(f"Ferry {name} was late.\n\nSo it was. mo", f"Reader {name}") for name in "ABC"]
    found = post(tmp_path, _page(*said)).comments
    assert [one.text for one in found] == ["Ferry A was late.", "Ferry B was late.", "Ferry C was late."]
    assert [(one.replies[0].text, one.replies[0].sign, one.status) for one in found] == [
        ("So it was.", "mo", "held")
    ] * 3


def test_what_one_person_signs_is_theirs(tmp_path: Path) -> None:
    said = [posted(f"Ferry {number} was late.\n\nSo it was. ra", "Ruth Ames") for number in range(4)]
    found = post(tmp_path, _page(*said)).comments
    assert [one.replies for one in found] == [()] * 4


def test_words_without_a_name_among_named_ones_are_a_question(tmp_path: Path) -> None:
    found = post(tmp_path, _page(posted("I saw it.", "Ruth Ames"), "And what now?\n\n")).comments
    assert [(one.name, one.status) for one in found] == [("Ruth Ames", "published"), ("", "held")]
    assert asked(found[1], "author")
