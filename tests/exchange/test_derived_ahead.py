"""What is derived ahead of a load: the same as at once, and all that the load asks for."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.utils import translation

from tertulia.conversation.comment import Comment
from tertulia.conversation.quote import Quote
from tertulia.exchange import ahead
from tertulia.exchange.ahead import Ahead, read_ahead
from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import PostRecord
from tertulia.exchange.rendered import DerivedAhead, derive, text_of
from tertulia.exchange.survey import survey
from tertulia.lib.derived import AT_ONCE
from tertulia.lib.local import Here
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.writing_mt import conversations, entry

_WRITTEN: tuple[type[Model], ...] = (Comment, Post, Quote, SearchText, Decision)


def ahead_of(path: Path, language: str = "en") -> tuple[list[PostRecord], DerivedAhead]:
    """The posts of a file as another process has read them, and what it has derived of them."""
    reader = Ahead(open_export(path), language)
    return [record for record in reader if isinstance(record, PostRecord)], reader.derived


def test_comments_are_rendered_by_then(tmp_path: Path) -> None:
    posts, derived = ahead_of(conversations(tmp_path, 20))
    texts = {text_of(one) for post in posts for one in post.comments}
    assert {text: derived.comment(text) for text in texts} == {text: AT_ONCE.comment(text) for text in texts}
    assert derived.comment("Never <b>seen</b>.") == AT_ONCE.comment("Never <b>seen</b>.")


def test_posts_are_rendered_by_then_in_the_language_of_their_weblog(tmp_path: Path) -> None:
    body = (
        '<p><a href="https://tide.example/6.html">Six</a> <img src="https://else.example/a.jpg"></p><script>x</script>'
    )
    (tmp_path / "export.txt").write_text(entry("Tides", body=body))
    posts, derived = ahead_of(tmp_path / "export.txt", "de")
    assert [post.title for post in posts] == ["Tides"]
    for language in ("de", "en"):
        with translation.override(language):
            assert derived.post(body, "html") == AT_ONCE.post(body, "html")
            assert derived.post(body, "html").words == AT_ONCE.post(body, "html").words


def test_what_a_post_links_to_leads_here_though_it_was_rendered_ahead(tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(entry("Tides", body='<a href="https://tide.example/6.html">Six</a>'))
    [post], derived = ahead_of(tmp_path / "export.txt")
    with translation.override("en"):
        here = derived.post(post.body, "html", lambda urls: {url: Here("/tide/6.html") for url in urls})
        elsewhere = derived.post(post.body, "html")
    assert 'href="/tide/6.html"' in here.html
    assert 'href="https://tide.example/6.html"' in elsewhere.html


@pytest.mark.django_db
def test_what_an_index_keeps_is_made_of_what_the_load_asks_for(tmp_path: Path) -> None:
    reader = open_export(conversations(tmp_path, 20))
    part, _records = derive(list(reader), "en", has_vectors=True)
    load(reader, create_weblog("tide"))
    asked = {*SearchText.objects.values_list("title", "words")}
    assert len(asked) > 20
    assert asked <= part.vectors.keys()
    assert derive(list(reader), "en")[0].vectors == {}


@pytest.mark.django_db
def test_what_is_loaded_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_SMALL", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    reader = open_export(conversations(tmp_path, 60))
    told = load(reader, create_weblog("tide")).as_json()
    rows = _rows()
    Weblog.objects.all().delete()
    with read_ahead(reader, "en") as (records, deriving):
        assert isinstance(records, Ahead)
        assert load(records, create_weblog("tide"), found=survey(reader), deriving=deriving).as_json() == told
    assert _rows() == rows
    assert rows[0]
    assert {quote["verdict"] for quote in rows[2]} == {"exact"}


def _rows() -> list[list[dict[str, Any]]]:
    # All that was written, but for what is another number or moment each time.
    others = {"id", "weblog_id", "conversation_id", "object_id", "author_id", "subject", "comment_id", "source_id"}
    others |= {"quote_marks"}
    others |= {"created_at", "changed_at", "at"}
    named = [(m, [f.attname for f in m._meta.concrete_fields if f.attname not in others]) for m in _WRITTEN]
    dates = Comment.objects.order_by("id").values("created_at", "changed_at")
    return [*(list(m._base_manager.order_by("id").values(*names)) for m, names in named), [*map(dict, dates)]]
