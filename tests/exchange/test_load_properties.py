"""Whatever an export holds: each thing in it is new, known or a named loss, and comes once."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.exchange.records import PostRecord
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import create_weblog
from tests.examples import examples
from tests.exchange.loading import Export, new
from tests.exchange.strategies import POST
from tests.exchange.writing_mt import as_text


class TestEveryExport(TestCase):
    @settings(max_examples=examples(30), deadline=None)
    @given(st.lists(POST, min_size=1, max_size=5), st.integers(0, 5))
    def test_it_adds_up_and_a_second_run_changes_nothing(self, written: list[PostRecord], before: int) -> None:
        weblog = create_weblog("tide", timezone="Europe/Amsterdam")
        with tempfile.TemporaryDirectory() as folder:
            export = Export(Path(folder) / "export.txt")
            # An older, shorter export may have come first.
            earlier = export.load(weblog, as_text(written[:before])) if written[:before] else None
            whole = export.load(weblog, as_text(written))
            assert new(export.load(weblog, as_text(written))) == {}
        said = sum(len(record.comments) for record in written)
        assert whole.read["comments"] == said
        assert whole.new["comments"] + (earlier.new["comments"] if earlier else 0) == Comment.objects.count() <= said
        assert sum(whole.read[table] for table in ("posts", "drafts", "scheduled")) == len(written)
        _check_numbers()
        assert not Post.objects.filter(status=Status.PUBLISHED, path=None).exists()


def _check_numbers() -> None:
    for conversation in Conversation.objects.all():
        numbers = list(conversation.comments.published().values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert conversation.count == conversation.last_number == len(numbers)
