"""The corpus by every door, as readers, hosts, feed readers and mail programs meet it."""

import email
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import policy
from pathlib import Path
from typing import Any

import feedparser
import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from django.test import Client, override_settings

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Moderation
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.submission import Submission, cleaned
from tertulia.desk.views import comments as queue
from tertulia.exchange.names import words_of
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.revision import PostRevision
from tests.browser.chromium import executable
from tests.cast import Cast, gather, published_post
from tests.conversation.people import published, set_policy
from tests.postbox import Letter, postbox
from tests.security.corpus import doors, files, screens
from tests.security.corpus.watched import ORIGIN, Document, together, watching
from tests.security.test_no_script_anywhere import contents
from tests.security.test_privacy import FEEDS

_HEADERS = {
    "content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date", "message-id",
    "list-unsubscribe", "list-unsubscribe-post",
}  # fmt: skip


@dataclass
class Talk:
    """What came of all of it. ``words`` are the names of elements in feeds of harmless words."""

    posts: list[Post]
    letters: list[Letter]
    feeds: dict[str, tuple[str, bytes]]
    previews: list[Any]
    words: dict[str, set[str]]
    quoted: list[str]
    marta: Client


@pytest.fixture(scope="module")
def here() -> Iterator[None]:
    """What is shown lives where the watcher looks."""
    with override_settings(ORIGIN=ORIGIN):
        yield


@pytest.fixture(scope="module")
def talked(here: None, lasting: Path, tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """A weblog into which each attack has come by each door, and all mail about it has gone out."""
    cast, marta = gather(), Client()
    assert cast.host.user
    marta.force_login(cast.host.user)
    set_policy(cast.weblog, moderation=Moderation.NEVER, per_page=0, edit_minutes=0, per_minute=0, public_log=True)
    cast.weblog.posts_per_page = 500
    cast.weblog.save()
    words = _words_of_harmless_feeds(cast)
    posts = [*(published_post(cast.weblog, author=cast.host) for _ in range(3)), *doors.write_posts(marta, cast)]
    doors.comment_on(posts[0])
    quoted = doors.quote_on(posts[1])
    held = Comment.objects.filter(state="held")
    marta.post("/desk/comments/publications/", {"comment": [*held.values_list("id", flat=True)]})
    published = [*Comment.objects.published().filter(conversation__post=posts[0]).order_by("id")]
    doors.answer(marta, doors.edit(posts[2], marta))
    doors.report(published[:12])
    letters = [*_mailed()]
    files.load_all(cast.weblog, tmp_path_factory.mktemp("files"))
    return Talk(posts, letters, dict(_feeds(posts)), [*doors.previewed(marta, posts[0])], words, quoted, marta)


def _words_of_harmless_feeds(cast: Cast) -> dict[str, set[str]]:
    heading = add_category(cast.weblog, "Bridges")
    post = published_post(cast.weblog, "Storm", author=cast.host, categories=[heading], tags=["Tolls"], excerpt="Wind.")
    comment = published(post, "It rose.", url="https://ruth.example/")
    reply_inside(comment, "So it did.", member=cast.host)
    published(post, "It fell.", parent=comment.number)
    folders = ("/harbour/", "/harbour/comments/", "/harbour/host/", f"{post.stem}/comments/")
    found = {file: [Client().get(f"{folder}{file}").content for folder in folders] for file in FEEDS[:3]}
    post.delete()
    return {file: {one.tag for feed in feeds for one in fromstring(feed).iter()} for file, feeds in found.items()}


def _mailed() -> Iterator[Letter]:
    settings = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
    with postbox() as box, override_settings(**settings, EMAIL_PORT=box.port):
        # Authors are told of decisions a little later.
        for later in (timedelta(), timedelta(minutes=5)):
            with clock.standing_at(clock.now() + later):
                while run_due():
                    pass
        yield from box.letters


def _feeds(posts: list[Post]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for folder in screens.feeds(posts):
        for file in FEEDS:
            yield f"{folder}{file}", (file, Client().get(f"{folder}{file}").content)


def test_it_came_by_every_door(talked: Talk, db: None) -> None:
    words, names, urls = zip(*Comment.objects.published().values_list("text", "name", "url"), strict=True)
    edited = Comment.objects.filter(earlier__gt=0).values_list("text", flat=True)
    replies = HostReply.objects.values_list("text", flat=True)
    posts = PostRevision.objects.values_list("body", flat=True)
    for door, texts in (("words", words), ("post", posts), ("reply", replies), ("edit", edited)):
        assert _missed(texts, lambda text: cleaned(Submission(text=text)).text, 20_000) == [], door
    assert _missed(urls, _line, 1900) == []
    # What other programs keep of a name is HTML.
    assert _missed(names, lambda text: _line(words_of(_line(files.kept(text)))), 250) == []
    # Where an attack is an element that words may hold, such as a link, others are read than were typed.
    found = Quote.objects.filter(verdict=Verdict.CHANGED, words__startswith=talked.quoted[0][:30])
    assert found.exclude(source=None).count() > 0.7 * len(talked.quoted)


def _line(text: str) -> str:
    return cleaned(Submission(name=text)).name


def _missed(texts: Iterable[str], kept: Callable[[str], str], most: int) -> list[str]:
    """Which of the corpus is not there, neither as it came nor as it is kept: without letters that nothing may hold.
    Of what is longer than a field takes only the beginning comes."""
    everything = _close("\n".join(texts))
    return [
        text
        for text in doors.TEXTS
        if len(text) <= most and not (_close(text) in everything or _close(kept(text)) in everything)
    ]


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.browser
@pytest.mark.skipif(executable() is None, reason="no Chromium on this machine (CHROMIUM= names one)")
def test_nothing_of_it_runs_on_any_page(talked: Talk, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PER_PAGE", 150)
    readers = {path: _document(Client().get(path)) for path in screens.of_readers(talked.posts)}
    shown = {path: _document(talked.marta.get(path)) for path in screens.of_hosts(talked.posts)}
    shown |= {f"/preview/{place}": _document(answer) for place, answer in enumerate(talked.previews)}
    # Without the policy, which would keep it from running; and with it, which has nothing to do.
    bare = {f"/bare{path}": Document(one.content) for path, one in (readers | shown).items()}
    kept = {path: readers[path] for path in (talked.posts[1].link, "/harbour/")}
    fed = [*_fed(talked)]
    with watching() as watcher:
        watcher.documents = {**kept, **bare, "/fed": together(fed)}
        assert {path: wrong for path in watcher.documents if (wrong := watcher.look(path))} == {}
        assert watcher.count("body > div.place") == len(fed)


def _document(answer: Any) -> Document:
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    return Document(answer.content, dict(answer.headers))


def _fed(talked: Talk) -> Iterable[str]:
    feeds = talked.feeds.values()
    return dict.fromkeys(text for file, content in feeds for text in contents(content.decode(), file))


def test_no_feed_is_broken_out_of(talked: Talk, db: None) -> None:
    for folder in screens.feeds(talked.posts):
        count = len(json.loads(talked.feeds[f"{folder}feed.json"][1])["items"])
        for file, words in talked.words.items():
            _file, content = talked.feeds[f"{folder}{file}"]
            assert {one.tag for one in fromstring(content, forbid_dtd=True).iter()} <= words, f"{folder}{file}"
            read = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
            assert (read.bozo, len(read.entries)) == (False, count), f"{folder}{file}"
            links = [entry.link for entry in read.entries]
            assert all(link.startswith(ORIGIN) for link in links), f"{folder}{file}"


def test_no_mail_is_broken_out_of(talked: Talk, db: None) -> None:
    assert len(talked.letters) > 100
    known = {"marta@example.org", "ilse@example.org", *Comment.objects.values_list("email", flat=True)}
    for letter in talked.letters:
        message = email.message_from_bytes(letter.content, policy=policy.default)
        names = [name.lower() for name in message]
        assert set(names) <= _HEADERS
        assert len(names) == len(set(names))
        assert (message.defects, message.get_content_type()) == ([], "text/plain")
        assert set(letter.to) <= known
