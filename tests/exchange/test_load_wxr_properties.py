"""Whatever an export of WordPress holds, also one put together by hand: each thing in it is new, known or a named loss,
and comes once; what the preview foretells is what happens."""

import tempfile
from pathlib import Path

from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import create_weblog
from tests.examples import examples
from tests.exchange.loading import Export, new
from tests.exchange.writing_wxr import SITE, author, category, comment, filed, item, meta, wxr

# Few of each, so that they meet.
_SLUG = st.sampled_from(["tides", "Tides", "ebb", "ebb-flow", "ebb_flow", "c++", "%c3%a9bb", "2018", ""])
_LABEL = st.sampled_from(["Ebb", "Sea", "ebb", "++"])
_LINK = st.sampled_from(
    ["/", "/tides/", "/2018/03/tides/", "/2018/03/ebb", "/tide/ebb/", "/tide/2018/03/", "/?p=1", "/desk/", "/a//b/"]
)
_COMMENT = st.builds(
    comment,
    st.sampled_from(["a", "b"]),
    st.integers(1, 4),
    approved=st.sampled_from(["1", "0", "spam", "trash", "?"]),
    type=st.sampled_from(["", "comment", "pingback", "note"]),
    parent=st.integers(0, 5).map(str),
)
_FILED = st.builds(filed, _SLUG, _LABEL, st.sampled_from(["category", "post_tag", "x"]))
_ITEM = st.builds(
    lambda title, number, inner, link, old, **fields: item(
        title, number, *inner, meta("_wp_old_slug", old), link=f"{SITE}{link}", **fields
    ),
    st.sampled_from(["Tides", "Ebb", ""]),
    st.integers(1, 4),
    st.lists(st.one_of(_COMMENT, _FILED), max_size=5),
    _LINK,
    _SLUG,
    post_name=_SLUG,
    status=st.sampled_from(["publish", "publish", "draft", "private", "future", "trash"]),
    post_type=st.sampled_from(["post", "post", "page", "attachment", "recipe"]),
    post_password=st.sampled_from(["", "", "x"]),
    guid=st.sampled_from(["", f"{SITE}/?p=1", f"{SITE}/?p=2"]),
)
_HEAD = st.lists(
    st.one_of(
        st.builds(category, _SLUG, st.sampled_from(["Ebb", "Sea", ""]), _SLUG),
        st.builds(author, st.sampled_from("ab")),
    ),
    max_size=4,
).map("".join)


class TestEveryExportOfWordPress(TestCase):
    @settings(max_examples=examples(40), deadline=None)
    @given(st.lists(_ITEM, max_size=6), _HEAD, st.integers(0, 6), st.sampled_from([SITE, f"{SITE}/tide"]))
    def test_it_adds_up_and_a_second_run_changes_nothing(
        self, items: list[str], head: str, before: int, site: str
    ) -> None:
        weblog = create_weblog("tide")
        with tempfile.TemporaryDirectory() as folder:
            export = Export(Path(folder) / "export.xml")
            # An older, shorter export may have come first.
            export.load(weblog, wxr(*items[:before], site=site))
            export.load(weblog, wxr(*items, head=head, site=site))
            assert new(export.load(weblog, wxr(*items, head=head, site=site))) == {}
        for conversation in Conversation.objects.all():
            numbers = list(conversation.comments.published().values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            assert conversation.count == conversation.last_number == len(numbers)
        assert not Comment.objects.exclude(parent=None).exclude(parent__conversation=F("conversation")).exists()
        assert not Post.objects.filter(status=Status.PUBLISHED, path=None).exists()
