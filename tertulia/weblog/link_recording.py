"""Note what published texts link to. The worker does it, after the text is there; done twice, it changes nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from tertulia.lib import clock
from tertulia.outbox.event import record
from tertulia.weblog.kept_link import LONGEST, KeptLink, LinkPlace, LinkState
from tertulia.weblog.link_times import FIRST
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

_MOST = 200
_AT_ONCE = 500
# Sanitised HTML has its attributes in double quotes.
_HREF = re.compile(r'<a\b[^>]*? href="(https?://[^"]+)"', re.IGNORECASE)
_ARCHIVE = "web.archive.org"


@dataclass(frozen=True)
class Linking:
    """A text of ``post_id`` (``subject`` as in LinkPlace), dated ``at``; without ``html`` if readers cannot see it."""

    post_id: int
    subject: str
    html: str
    at: datetime


def links_in(html: str, weblog: Weblog) -> list[str]:
    """The addresses of other sites that sanitised HTML links to, each once."""
    own, here = {*weblog.hosts, _ARCHIVE}, f"{settings.ORIGIN}/"
    found = dict.fromkeys(unescape(url) for url in _HREF.findall(html))
    others = [url for url in found if not f"{url}/".startswith(here) and len(url) <= LONGEST]
    return [url for url in others if (host := _host(url)) and host not in own][:_MOST]


def record_post(weblog_id: int, post_id: int) -> None:
    """Note what a post links to by now."""
    weblog = Weblog.objects.get(id=weblog_id)
    note(weblog, posts_linking(Post.objects.filter(id=post_id, weblog=weblog)))


def posts_linking(posts: Iterable[Post]) -> list[Linking]:
    """Posts as texts that may link somewhere."""
    return [
        Linking(post.id, "", post.html if post.status == Status.PUBLISHED else "", post.published_at) for post in posts
    ]


@transaction.atomic
def note(weblog: Weblog, texts: Sequence[Linking]) -> None:
    """Put the places of these texts right: what they link to now, and nothing else."""
    found = {text: links_in(text.html, weblog) for text in texts}
    kept = _kept(weblog, found)
    # A comment may have stood below another post.
    LinkPlace.objects.filter(post__in={text.post_id for text in texts if not text.subject}, subject="").delete()
    LinkPlace.objects.filter(subject__in={text.subject for text in texts if text.subject}).exclude(subject="").delete()
    rows = [
        LinkPlace(link=kept[url], post_id=text.post_id, subject=text.subject)
        for text, urls in found.items()
        for url in urls
    ]
    LinkPlace.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    _say_what_is_gone(weblog, found, kept)


def _kept(weblog: Weblog, found: dict[Linking, list[str]]) -> dict[str, KeptLink]:
    oldest: dict[str, datetime] = {}
    for text, urls in found.items():
        oldest |= {url: min(text.at, oldest.get(url, text.at)) for url in urls}
    due_at = clock.now() + FIRST if weblog.keeps_links else None
    new = [KeptLink(weblog=weblog, url=u, host=_host(u), first_seen_at=at, due_at=due_at) for u, at in oldest.items()]
    KeptLink.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
    kept, urls = dict[str, KeptLink](), [*oldest]
    for start in range(0, len(urls), _AT_ONCE):
        some = KeptLink.objects.filter(weblog=weblog, url__in=urls[start : start + _AT_ONCE]).defer("text")
        kept |= {link.url: link for link in some}
    for link in kept.values():
        if oldest[link.url] < link.first_seen_at and link.state != LinkState.GONE:
            KeptLink.objects.filter(id=link.id).update(first_seen_at=oldest[link.url])
    return kept


def _say_what_is_gone(weblog: Weblog, found: dict[Linking, list[str]], kept: dict[str, KeptLink]) -> None:
    # An import brings texts that were rendered without asking what is gone.
    gone = {url for url, link in kept.items() if link.state == LinkState.GONE} if weblog.keeps_links else ()
    for url in gone:
        if any(url in urls and _ARCHIVE not in text.html for text, urls in found.items()):
            record("link.gone", weblog_id=weblog.id, link_id=kept[url].id)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""
