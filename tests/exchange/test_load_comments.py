"""Loading conversations: comments in order, closed, private where they must be."""

import pytest

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.weblog.search import find
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_mt import comment, entry, ping

pytestmark = pytest.mark.django_db


def test_comments_are_numbered_by_their_dates(tide: Weblog, export: Export) -> None:
    said = [("third", "03"), ("first", "01"), ("second", "02")]
    export.load(tide, entry(comments=[comment(text, DATE=f"03/{day}/2018 10:00:00 AM") for text, day in said]))
    numbered = Comment.objects.order_by("number").values_list("number", "text")
    assert list(numbered) == [(1, "first"), (2, "second"), (3, "third")]


def test_comments_are_rendered_found_and_never_lose_their_words(tide: Weblog, export: Export) -> None:
    export.load(tide, entry(comments=[comment("Lines:\n<job> is a word <script>alert(1)</script>")]))
    found = Comment.objects.get()
    assert "&lt;job&gt; is a word" in found.html
    assert "<script" not in found.html
    assert [hit.kind for hit in find(tide, "Lines")] == ["comment"]


def test_pings_are_kept_and_held(tide: Weblog, export: Export) -> None:
    export.load(tide, entry(comments=[ping()]))
    found = Comment.objects.get()
    assert (found.kind, found.state, found.number, found.name) == ("ping", "held", None, "Best casino")
    assert Conversation.objects.get().count == 0
    assert find(tide, "write about") == []


def test_dead_profiles_are_remembered_but_not_shown(tide: Weblog, export: Export) -> None:
    urls = ["http://profile.typepad.com/6p0120a5", "https://ruth.example.org", "javascript:alert(1)", "ruth.example"]
    export.load(tide, entry(comments=[comment(f"{n}", URL=url) for n, url in enumerate(urls)]))
    found = {one.text: one for one in Comment.objects.all()}
    assert [found[f"{n}"].url for n in range(4)] == ["", "https://ruth.example.org", "", "https://ruth.example"]
    assert found["0"].source_key.endswith(" 6p0120a5")


@pytest.mark.parametrize(("allowed", "state"), [("0", "none"), ("1", "closed"), ("2", "closed")])
def test_conversations_are_closed_until_the_host_opens_them(
    tide: Weblog, export: Export, allowed: str, state: str
) -> None:
    export.load(tide, entry(ALLOW_COMMENTS=allowed))
    assert Conversation.objects.get().state == state


def test_comments_without_their_entry_find_it_by_its_date(tide: Weblog, export: Export) -> None:
    loose = f"NO ENTRY: 1\nDATE: 03/04/2018 06:05:04 PM\n-----\n{comment('late')}--------\n"
    stray = f"NO ENTRY: 1\nDATE: 03/04/2017 06:05:04 PM\n-----\n{comment('stray')}{ping()}--------\n"
    report = export.load(tide, loose, stray, entry("Tides"))
    assert (report.new["comments"], [loss["what"] for loss in report.lost]) == (1, ["comments", "pings"])
    assert Comment.objects.get().conversation.post.title == "Tides"
    again = export.load(tide, loose, stray, entry("Tides"))
    assert (new(again), len(again.lost)) == ({}, 2)
