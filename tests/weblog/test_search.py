"""Searching a weblog: any input is words, and both databases find the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.lib.words import indexed, words
from tertulia.weblog import search
from tertulia.weblog.search import Entry, find, forget, remember, remember_many
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, discard, publish, rewrite_post, unpublish
from tests.cast import published_post
from tests.examples import examples

pytestmark = pytest.mark.django_db


def found(weblog: Weblog, query: str) -> list[int]:
    return [one.object_id for one in find(weblog, query)]


@pytest.fixture
def shelf(weblog: Weblog) -> Weblog:
    """One thing of each kind to look for."""
    texts = {
        1: ("The bridge at Low Ferry", "The harbour office put up the barriers before six. It's closed."),
        2: ("Ferry times", "The low-tide boat leaves at 6:45, says harbour@example.org (see example.org/times)."),
        3: ("Über Zürich", "Die Straße nach Łódź; café, naïve, El Niño."),
        4: ("Буря", "Паром через Ёлкино не ходит"),
        5: ("東京の橋", "渡し船は東京港から出ます。カタカナがある"),
        6: ("हिन्दी", "नदी का पुल बंद है"),
        7: ("العبّارة", "الجسر مغلق اليوم"),
        8: ("C++ & R2D2", "NOT NEAR a 42nd AND or 2017-08-30 x*y title:words"),
        9: ("สะพาน", "เรือข้ามฟากไม่มา"),
        10: ("№ 5", "𝒯he Pier™"),
    }
    remember_many([Entry(weblog.id, "post", key, indexed(t), indexed(w)) for key, (t, w) in texts.items()])
    return weblog


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bridge", {1}),
        ("BRIDGE", {1}),
        ("bri", {1}),
        ("ridge", set()),
        ("harbour office", {1}),
        ("office harbour", {1}),
        ("harb", {1, 2}),
        ("low ferry", {1, 2}),
        ("low-tide", {2}),
        ("low-ferry", {1}),
        ("tide-low", set()),
        ("harbour@example.org", {2}),
        ("example.org", {2}),
        ("6:45", {2}),
        ("it's", {1}),
        ("its", set()),
        ("uber", {3}),
        ("über zurich", {3}),
        ("strasse", {3}),
        ("cafe\N{COMBINING ACUTE ACCENT}", {3}),
        ("nino", {3}),
        ("буря", {4}),
        ("паро", {4}),
        ("елкино", {4}),
        ("東京", {5}),
        ("京東", set()),
        ("渡し", {5}),
        ("かたかな", set()),
        ("カタカナ", {5}),
        ("हिन्दी", {6}),
        ("पुल", {6}),
        ("العبارة", {7}),
        ("مغلق", {7}),
        ("เรือ", {9}),
        ("2017-08", {8}),
        ("42", {8}),
        ("r2d2", {8}),
        ("no 5", {10}),
        ("No", {8, 10}),
        ("the piertm", {10}),
    ],
)
def test_it_finds(shelf: Weblog, query: str, expected: set[int]) -> None:
    assert set(found(shelf, query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AND", {8}),
        ("OR", {2, 8}),
        ("NOT near", {8}),
        ("NEAR(bridge ferry)", set()),
        ('"bridge" "at low"', {1}),
        ("title:words", {8}),
        ("-bridge", {1}),
        ("bridge*", {1}),
        ("(bridge", {1}),
        ("bridge'); DROP TABLE weblog_searchtext; --", set()),
        ("bridge:* | !ferry", {1}),
        ("bri'dge", set()),
        ("bridge\\", {1}),
        ("^bridge + low", {1}),
        ("{title} : bridge", set()),
    ],
)
def test_operators_are_only_words(shelf: Weblog, query: str, expected: set[int]) -> None:
    assert set(found(shelf, query)) == expected


@pytest.mark.parametrize("query", ["", "   ", "*", '"', "'", "&|!():*", "--", "🙂", "\N{COMBINING ACUTE ACCENT}", "\\"])
def test_without_words_nothing_is_found(shelf: Weblog, query: str) -> None:
    assert found(shelf, query) == []


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_query_is_an_error(shelf: Weblog, query: str) -> None:
    find(shelf, query)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_whatever_is_written_is_found_by_its_words(weblog: Weblog, text: str) -> None:
    remember(weblog, "post", 100, title="", words=f"before {text} after")
    if any(words(part) for part in text.split()[: search._MOST_ASKED]):
        assert found(weblog, text) == [100]


def test_titles_count_for_more(weblog: Weblog) -> None:
    remember(weblog, "post", 1, title="Other", words="the ferry is late")
    remember(weblog, "post", 2, title="Ferry", words="it is late")
    remember(weblog, "post", 3, title="Another", words="the ferry is late")
    assert found(weblog, "ferry")[0] == 2


def test_other_weblogs_are_not_searched(shelf: Weblog) -> None:
    other = create_weblog("other")
    remember(other, "comment", 1, title="Ruth", words="bridge")
    assert [one.kind for one in find(other, "bridge")] == ["comment"]
    assert [one.kind for one in find(shelf, "bridge")] == ["post"]


def test_results_come_in_pages(weblog: Weblog) -> None:
    remember_many([Entry(weblog.id, "comment", n, "", "ferry") for n in range(5)])
    pages = [
        found_ids
        for start in (0, 2, 4, 6)
        if (found_ids := [f.object_id for f in find(weblog, "ferry", offset=start, limit=2)])
    ]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {key for page in pages for key in page} == {0, 1, 2, 3, 4}


def test_what_is_forgotten_or_renewed_is_no_longer_found(weblog: Weblog) -> None:
    remember(weblog, "post", 1, title="Ferry", words="bridge")
    remember(weblog, "post", 1, title="Boat", words="pier")
    assert (found(weblog, "ferry"), found(weblog, "bridge"), found(weblog, "pier")) == ([], [], [1])
    forget("post", 1)
    assert found(weblog, "pier") == []


def test_very_long_texts_and_words_are_taken(weblog: Weblog) -> None:
    remember(weblog, "post", 1, title="x" * 5000, words=" ".join(f"слово{n}" for n in range(120_000)))
    remember(weblog, "post", 2, title="y " * 50_000, words="z" * 4_000_000)
    assert found(weblog, "слово77") == [1]
    assert found(weblog, "x" * 3000) == [1]
    assert found(weblog, "z" * 100) == [2]


def test_a_post_can_be_found_while_it_is_published(weblog: Weblog) -> None:
    post = published_post(weblog, "Storm", body="<p>It <b>ble</b>w the pier away.</p>", keywords="weather")
    assert found(weblog, "pier") == found(weblog, "weath") == found(weblog, "blew") == [post.id]
    rewrite_post(post, Writing(title="Storm", body="<p>It blew.</p>"), actor=None)
    assert found(weblog, "pier") == []
    unpublish(post, actor=None)
    assert found(weblog, "storm") == []
    publish(post, actor=None)
    assert found(weblog, "storm") == [post.id]
    discard(post, actor=None)
    assert found(weblog, "storm") == []
