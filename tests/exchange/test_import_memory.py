"""However long an export is, importing it takes no more memory: measured in processes of their own.

``make soak`` does the same with exports of a gigabyte; loading one takes about a quarter of an hour."""

import os
from pathlib import Path

import pytest

from bench.exports import LONGEST, WRITERS
from bench.importing import imported

# Megabytes: of memory (of a reader alone, of a load), of exports.
_MOST_READING, _MOST, _MORE = 120, 250, 25 if "SOAK" in os.environ else 18
# The list of a ZIP file is held: 20,000 names in a gigabyte.
_HELD = {"capture (ZIP)": 15}
_SHORT, _LONG = 2, int(os.environ.get("SOAK", "12"))
# A load begins a second process for more than three megabytes, which has memory of its own.
_LOADED = 4, _LONG if "SOAK" in os.environ else 8


# Each of the others goes through a file as one of these does; ``make soak`` measures all.
_MEASURED = WRITERS if "SOAK" in os.environ else ("mt", "wxr", "capture (WARC)", "disqus", "isso")


@pytest.mark.parametrize("form", [form for form in _MEASURED if form not in LONGEST])
def test_a_long_export_is_read_in_the_memory_of_a_short_one(tmp_path: Path, form: str) -> None:
    short, long = (imported("read", form, tmp_path, size) for size in (_SHORT, _LONG))
    assert long.records > short.records * _LONG / _SHORT * 0.9
    assert long.peak < _MOST_READING
    assert long.peak - short.peak < _MORE + _HELD.get(form, 0)


@pytest.mark.parametrize("form", LONGEST)
def test_what_has_a_limit_is_read_in_little_memory_up_to_it(tmp_path: Path, form: str) -> None:
    assert imported("read", form, tmp_path, LONGEST[form]).peak < _MOST


def test_a_long_export_is_loaded_in_the_memory_of_a_short_one(tmp_path: Path) -> None:
    short, long = (imported("load", "mt", tmp_path, size) for size in _LOADED)
    assert long.comments > short.comments * 1.5
    assert long.peak < _MOST
    assert long.peak - short.peak < _MORE
