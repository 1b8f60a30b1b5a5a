"""Loading the text of a page: a draft with a conversation that nobody sees before the host has settled it."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new
from tests.exchange.writing_text import TALK, page

pytestmark = pytest.mark.django_db


def test_it_comes_as_a_draft_with_all_comments_held(tide: Weblog, export: Export, client: Client) -> None:
    report = export.load(tide, page())
    assert new(report) == {"drafts": 1, "comments": len(TALK) + 1}
    post = Post.objects.get()
    assert (post.status, post.path, post.source) == ("draft", None, "text")
    assert {one.state for one in Comment.objects.all()} == {"held"}
    assert "tide was two feet" not in client.get("/tide/").content.decode()


def test_they_keep_their_order_and_whom_they_answer(tide: Weblog, export: Export) -> None:
    export.load(tide, page())
    found = list(Comment.objects.order_by("id"))
    assert found[0].text.startswith("Who shut the gate")
    assert found[7].parent == found[6]


def test_a_second_run_changes_nothing_and_a_longer_copy_adds_what_is_new(tide: Weblog, export: Export) -> None:
    first = export.load(tide, page())
    again = export.load(tide, page())
    assert (new(again), again.known) == ({}, first.new)
    longer = export.load(tide, page(*TALK, (2, "One more, a day later.")))
    assert new(longer) == {"comments": 1}


def test_two_pages_without_a_title_are_two_drafts(tide: Weblog, export: Export) -> None:
    export.load(tide, page())
    export.load(tide, page(nav="« Another day | Main | And another »"))
    assert Post.objects.count() == 2


def test_a_packed_text_is_known_by_its_words(tide: Weblog, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page().replace("\n", "\r\n"), newline="")
    assert new(Export(path).load_file(tide)) == {"drafts": 1, "comments": len(TALK) + 1}
