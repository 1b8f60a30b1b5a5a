"""Looking for people in a weblog by a part of their name, e-mail address or web address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tertulia.conversation.comment import Comment
from tertulia.exchange.identity import profile_of
from tertulia.weblog.weblog import Weblog

# Comments that are looked through: more cannot be told apart by a person anyway.
_MOST = 5000
_MOST_PEOPLE = 100


@dataclass
class Found:
    """Somebody whose comments match. ``comment_id`` is one of them, which says who it is."""

    comment_id: int
    email: str
    url: str
    profile: str
    names: list[str]
    count: int
    last: datetime


def find_people(weblog: Weblog, words: str) -> list[Found]:
    """Those whose comments have all these words in name, e-mail or web address, the most talkative first."""
    if not (asked := words.split()[:10]):
        return []
    comments = Comment.objects.filter(conversation__post__weblog=weblog, erased="")
    for word in asked:
        comments = comments.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(url__icontains=word))
    rows = comments.order_by("-id").values_list("id", "email", "name", "url", "source_key", "created_at")[:_MOST]
    people = sorted(_together(rows), key=lambda one: (-one.count, -one.comment_id))
    return people[:_MOST_PEOPLE]


def _together(rows: Iterable[tuple[int, str, str, str, str, datetime]]) -> list[Found]:
    people: dict[tuple[str, ...], Found] = {}
    for comment_id, email, name, url, key, at in rows:
        profile = "" if email else profile_of(key)
        whose = (email,) if email else ("", name, profile or url)
        one = people.setdefault(whose, Found(comment_id, email, "" if email else url, profile, [], 0, at))
        one.count += 1
        one.last = max(one.last, at)
        if name not in one.names:
            one.names.append(name)
    return [*people.values()]
