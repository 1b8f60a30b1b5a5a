"""The text of a page that nobody here wrote, where it is at hand."""

from pathlib import Path

import pytest

from tertulia.conversation.comment import Comment
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import PostRecord
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_text import asked

FILE = Path(__file__).parents[3] / "shared" / "data" / "capture" / "2017-08-convoy.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason=f"there is no {FILE}"),
]


def test_a_conversation_without_markup_comes_back_with_its_questions(tide: Weblog) -> None:
    found = next(record for record in open_export(FILE) if isinstance(record, PostRecord))
    assert (found.status, found.comments_allowed) == ("draft", "closed")
    assert (len(found.comments), sum(bool(asked(one, "host")) for one in found.comments)) == (25, 8)
    assert {one.name for one in found.comments} == {
        "",
        "pl",
        "Peter in Toronto",
        "The Porkchop Express",
        "The Twisted Genius",
    }
    cuts = [asked(one, "cut") for one in found.comments if asked(one, "cut")]
    assert len(cuts) == 8
    assert all("For it: " in sentence and "Against it: " in sentence for sentence in cuts)
    assert sum(bool(one.answers) for one in found.comments) == 4


def test_it_is_loaded_as_a_draft_that_waits_for_the_host(tide: Weblog) -> None:
    export = Export(FILE)
    report = export.load_file(tide)
    again = export.load_file(tide)
    assert (new(report), new(again)) == ({"drafts": 1, "comments": 25}, {})
    assert {one.state for one in Comment.objects.all()} == {"held"}
