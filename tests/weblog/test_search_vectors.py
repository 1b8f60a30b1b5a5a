"""On PostgreSQL what an import writes into the search index is what the database makes of the same words."""

from collections.abc import Sequence
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.lib.tsvector import vector
from tertulia.lib.words import indexed
from tertulia.weblog.search import Entry, SearchText, find, remember, remember_many
from tertulia.weblog.weblog import Weblog
from tests.examples import examples

on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's index has words of its own")

_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
_SOME = st.lists(st.one_of(st.sampled_from(["the", "ferry", "é", "東京", "हिन्दी", "x2"]), _TEXT), max_size=60)


def test_a_value_is_written_as_the_server_sends_it() -> None:
    """By ``tsvectorsend``: two words, each with a zero behind it, the number of its places, and these."""
    ferry, late = b"ferry\0\x00\x02\xc0\x01\x80\x03", b"late\0\x00\x01\x80\x02"
    assert vector("ferry", "late ferry") == b"\0\0\0\x02" + ferry + late
    assert vector("", "") == b"\0\0\0\0"


def own_and_servers(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """What the index has of these, and what the server would make of them, as text."""
    SearchText.objects.all().delete()
    remember_many(entries)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_index::text, weblog_searchvector(title, words)::text FROM weblog_searchtext ORDER BY id"
        )
        return list(cursor.fetchall())


@on_postgresql
@pytest.mark.django_db
@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_SOME, _SOME)
def test_it_is_what_the_server_makes(weblog: Weblog, title: list[str], words: list[str]) -> None:
    entry = Entry(weblog.id, "post", 1, indexed(*title), indexed(*words))
    [(own, servers)] = own_and_servers([entry])
    assert own == servers


@on_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("ferry", "ferry " * 700),
        ("", " ".join(f"w{n}" for n in range(16_380)) + " end end last last"),
        ("title " * 3000, "ferry late " * 9000),
        ("", indexed("".join("".join(one) for one in product("абвгдежзийклмнопрст ", repeat=4)))),
    ],
)
def test_it_is_so_of_the_longest_too(weblog: Weblog, title: str, words: str) -> None:
    [(own, servers)] = own_and_servers([Entry(weblog.id, "post", 1, title.strip(), words.strip())])
    assert own == servers


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_an_index_from_before_finds_the_same(weblog: Weblog) -> None:
    """Of a word like ``12e34f`` the server's parser had made two, and what our words had left capital it had folded."""
    call_command("migrate", "weblog", "0011", verbosity=0)
    try:
        remember(weblog, "post", 1, title="Ferry times", words="The low-tide boat, 12e34f हिन्दी बंद")
        SearchText.objects.create(weblog=weblog, kind="post", object_id=3, title="No 5", words="")
    finally:
        call_command("migrate", "weblog", verbosity=0)
    for asked in ("ferr", "low-tide", "12e34f", "हिन्दी", "बंद"):
        assert [one.object_id for one in find(weblog, asked)] == [1], asked
    assert [one.object_id for one in find(weblog, "no 5")] == [3]
    remember(weblog, "post", 1, title="Pier", words="closed")
    assert find(weblog, "ferry") == []
    assert len(find(weblog, "pier closed")) == 1
