"""What is kept on the disk for a while tells why it cannot be."""

import errno
from pathlib import Path

import pytest

from tertulia.lib.scratch import scratch


def test_a_disk_that_is_full_is_called_so_and_nothing_else_is(tmp_path: Path) -> None:
    kept = scratch("CREATE TABLE things (name TEXT);", tmp_path)
    kept.execute("PRAGMA max_page_count = 4")
    with pytest.raises(OSError, match="full") as full:
        kept.executemany("INSERT INTO things VALUES (?)", [("oar" * 5000,)] * 9)
    with pytest.raises(OSError, match="no such table") as other:
        kept.execute("SELECT * FROM oars")
    assert (full.value.errno, other.value.errno) == (errno.ENOSPC, errno.EIO)
