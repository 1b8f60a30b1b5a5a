"""An archive shows one moment, and takes little memory, however much is written meanwhile or was before."""

import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pytest
from django.db import connection

from tertulia.conversation.comment import Comment
from tertulia.conversation.posting import Submission, post_comment
from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.restore import restore
from tertulia.exchange.archive.schema_writing import COMMENTS
from tertulia.exchange.writers.archive import write_archive
from tertulia.lib import markup
from tests.cast import gather, published_post
from tests.conversation.talk import talk
from tests.exchange.archives import archived, wipe

T = TypeVar("T")


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_in_the_next_one(tmp_path: Path) -> None:
    weblog = gather().weblog
    post = published_post(weblog)
    talk(post, 1)

    def say() -> None:
        post_comment(post, Submission("Nils", text="Wait for me"))
        connection.close()

    def interrupted(lines: Iterable[T], _count: int, name: str) -> Iterator[T]:
        if name == "posts":
            # From somebody else's connection, who must not have to wait either.
            somebody = Thread(target=say)
            somebody.start()
            somebody.join()
        yield from lines

    write_archive(weblog, tmp_path / "kept.zip", show=interrupted)
    assert Comment.objects.count() == 2
    with Archive(tmp_path / "kept.zip") as archive:
        assert [record["name"] for record in archive.records(COMMENTS)] == ["Ruth Tamm"]
    write_archive(weblog, tmp_path / "kept.zip")
    with Archive(tmp_path / "kept.zip") as archive:
        assert [record["name"] for record in archive.records(COMMENTS)] == ["Ruth Tamm", "Nils"]


@pytest.mark.django_db
def test_neither_writing_nor_restoring_holds_all_of_it_in_memory(tmp_path: Path) -> None:
    weblog, said = gather().weblog, "mud" * 21_000
    talk(published_post(weblog), 200, text=said, html=markup.comment_html(said))
    tracemalloc.start()
    try:
        archived(weblog, tmp_path / "kept.zip")
        written = tracemalloc.get_traced_memory()[1]
        wipe("harbour")
        tracemalloc.reset_peak()
        with Archive(tmp_path / "kept.zip") as archive:
            size = archive.manifest.files[COMMENTS.file].size
            restore(archive)
        read = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 25_000_000
    assert (written < size * 0.6, read < size * 0.6) == (True, True), (written, read)
