"""What makes two records of an export the same thing, so that an import run twice changes nothing."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

from django.utils.encoding import repercent_broken_unicode

from tertulia.conversation.imported_people import dead_profile
from tertulia.exchange.records import AddressRecord, CommentRecord, Heading, LooseComments, PostRecord
from tertulia.lib import numbers, text
from tertulia.weblog.address import QUERIES

LONGEST_KEY = 1900
# A key as a number: a file may hold very many.
number_of = numbers.number_of
_PLAIN = re.compile(r"[\w.:-]{1,40}", re.ASCII)


# Of one post it is asked again and again.
@lru_cache(maxsize=1000)
def path_of(url: str) -> str:
    """The path in a URL as requests bring it: percent-encoding undone, so that the encoded and the raw form are one
    address; bytes that are no UTF-8 stay encoded. Empty if the URL names no more than a host."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    decoded = repercent_broken_unicode(unquote_to_bytes(path)).decode()
    return decoded if decoded.startswith("/") and decoded != "/" else ""


def ways_of(loose: LooseComments) -> list[str]:
    """The paths under which the post of these comments may be known, the likeliest first; its host may be another one
    by now, and servers answered with ``.html``, ``index.html`` or a slash at the end, or without."""
    return list(dict.fromkeys(way for url in (loose.url, *loose.addresses) for way in _ways_to(url)))


def _ways_to(url: str) -> list[str]:
    try:
        parts = urlsplit(url)
        asked = parse_qsl(parts.query, max_num_fields=20)
    except ValueError:
        return []
    path = path_of(url)
    ways = [f"{path or '/'}?{key}={value[:200]}" for key, value in asked if key in QUERIES]
    if path:
        bare = path.removesuffix("index.html").rstrip("/").removesuffix(".html").removesuffix(".htm")
        ways += [path, *(f"{bare}{end}" for end in (".html", "/", "", "/index.html") if bare)]
    return [way for way in ways if not text.is_broken(way)]


def paths_of(post: PostRecord) -> set[str]:
    """All paths that lead to a post."""
    return {path_of(post.url), *post.addresses} - {""}


def key_of(post: PostRecord) -> str:
    """Which post it is: by its id, else its address, else by basename and date, else by title and date."""
    date = post.date.isoformat() if post.date else ""
    if post.id:
        key = f"id:{post.id}"
    elif path := path_of(post.url):
        key = key_of_path(path)
    elif post.basename:
        key = f"basename:{post.basename}@{date}"
    else:
        key = f"digest:{_digest(post.title, date, '' if post.title and date else post.body)}"
    return key if len(key) <= LONGEST_KEY else f"digest:{_digest(key)}"


def key_of_path(path: str) -> str:
    """The key of what is at a path."""
    return f"url:{path}"


def names_of(record: PostRecord | Heading) -> set[str]:
    """The keys of what no other record of the file should have: of a post, and of every path."""
    if isinstance(record, PostRecord):
        return {key_of(record), *map(key_of_path, paths_of(record))}
    paths = {record.path} if isinstance(record, AddressRecord) else {*record.addresses}
    return set(map(key_of_path, paths))


def fingerprint(post: PostRecord) -> str:
    """What tells two posts of one file apart that have the same key."""
    date = post.date.isoformat() if post.date else ""
    return _digest(post.title, date, "" if path_of(post.url) else post.body)[:16]


def comment_keys(comments: Sequence[CommentRecord]) -> list[str]:
    """Which comments they are among those of their post: by their id, else by author, e-mail, date and text, and a
    count for those that somebody sent twice. A dead profile's id stands behind, for finding the same person in other
    sources."""
    seen: dict[str, int] = {}
    keys = []
    for comment in comments:
        digest = id_key(comment.id) if comment.id else _digest_of(comment)
        seen[digest] = seen.get(digest, 0) + 1
        profile = dead_profile(comment.url)[:100]
        keys.append(f"{digest}-{seen[digest]} {profile}".strip())
    return keys


def id_key(comment_id: str) -> str:
    """What the key of a comment of that id begins with."""
    return f"id:{comment_id if _PLAIN.fullmatch(comment_id) else _digest(comment_id)}"


def first_key(comment_id: str) -> str:
    """The key of the (first) comment of that id."""
    return f"{id_key(comment_id)}-1" if comment_id else ""


def bare(key: str) -> str:
    """A comment's key without the profile behind it."""
    return key.partition(" ")[0]


def profile_of(key: str) -> str:
    """The id of the dead profile behind a comment's key, else ""."""
    return key.partition(" ")[2]


def _digest_of(comment: CommentRecord) -> str:
    date = comment.date.isoformat() if comment.date else ""
    parts = [comment.name, comment.email, date, comment.text]
    if comment.kind == "ping":
        parts += ["ping", comment.title, comment.url]
    return _digest(*parts)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:40]
