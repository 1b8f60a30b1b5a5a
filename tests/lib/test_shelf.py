"""What is kept on the disk as in a dictionary."""

import pickle
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tertulia.lib.shared_scratch import SharedScratch
from tertulia.lib.shelf import Shelf

_MANY = 3000


def test_what_was_changed_long_ago_is_there_as_it_was_left(tmp_path: Path) -> None:
    shelf: Shelf[list[int]] = Shelf(tmp_path)
    for number in range(_MANY):
        shelf.setdefault(f"{number}", []).append(number)
        shelf.setdefault(f"{number // 3}", []).append(-1)
    assert (shelf.get("999"), shelf.get("1000"), shelf.get(f"{_MANY}")) == ([999, -1, -1, -1], [1000], None)
    assert [key for key, _value in shelf.items()] == [f"{number}" for number in range(_MANY)]
    assert (len(shelf), "7" in shelf, "-7" in shelf, [*tmp_path.iterdir()]) == (_MANY, True, False, [])


@given(st.dictionaries(st.text(st.characters()), st.integers()))
def test_it_holds_what_a_dictionary_does(given: dict[str, int]) -> None:
    shelf: Shelf[int] = Shelf(None)
    for key, value in given.items():
        shelf[key] = -1
        shelf[key] = value
    assert {key: shelf.get(key) for key in given} == given
    assert [value for _key, value in shelf.items()] == [*given.values()]


def test_a_shared_one_is_known_where_it_was_sent_and_gone_with_who_made_it(tmp_path: Path) -> None:
    made = SharedScratch("CREATE TABLE things (name TEXT);", tmp_path)
    made.kept.execute("INSERT INTO things VALUES ('oar')")
    made.commit()
    sent: SharedScratch = pickle.loads(pickle.dumps(made))
    assert sent.kept.execute("SELECT name FROM things").fetchall() == [("oar",)]
    sent.kept.close()
    del made
    assert [*tmp_path.iterdir()] == []
