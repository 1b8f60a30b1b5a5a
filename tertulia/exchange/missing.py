"""Files that posts show and that are not here: those that the weblog had, those of hosts that are gone, and how many
pictures other hosts still have. Nothing is asked of anybody."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tertulia.exchange.linked import Linked, linked
from tertulia.lib.old_files import is_dead, is_typepads
from tertulia.weblog.links import KeptAddresses
from tertulia.weblog.old_files import paths_of
from tertulia.weblog.weblog import Weblog

# Who sees so many posts with one picture knows what it is about.
_MOST_POSTS = 20


@dataclass
class MissingFile:
    """One file, by an address that posts have for it, and the posts (paths, or titles of drafts) that show it."""

    url: str
    was_ours: bool
    posts: list[str] = field(default_factory=list)
    more: int = 0


@dataclass
class Missing:
    """``files`` in the order of the posts; ``elsewhere``: how many pictures at which hosts, which load from there when
    a reader asks for them."""

    files: list[MissingFile]
    elsewhere: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        return {"files": [vars(one) for one in self.files], "elsewhere": self.elsewhere}


def missing_files(weblog: Weblog) -> Missing:
    """Look through the sources of all posts."""
    wanted: dict[tuple[str, str], MissingFile] = {}
    paths: dict[tuple[str, str], list[str]] = {}
    elsewhere = set()
    for one in linked(weblog):
        was_ours = _was_ours(weblog, one)
        key = ("" if was_ours else one.old.host, one.old.path)
        if not one.old.is_file:
            continue
        if was_ours or is_dead(one.old.host):
            _note(wanted.setdefault(key, MissingFile(one.url, was_ours)), one.post)
        elif one.old.is_picture:
            elsewhere.add(key)
        paths[key] = paths_of(weblog, one.old)
    kept = KeptAddresses(weblog).files({path for some in paths.values() for path in some})
    gone = {key for key, some in paths.items() if not any(path in kept for path in some)}
    hosts = Counter(host for host, path in elsewhere if (host, path) in gone)
    return Missing([one for key, one in wanted.items() if key in gone], dict(hosts.most_common()))


def _was_ours(weblog: Weblog, one: Linked) -> bool:
    if one.old.is_asset:
        return not one.old.host or is_typepads(one.old.host) or one.old.host in weblog.hosts
    return one.old.host in ("", *weblog.hosts)


def _note(file: MissingFile, post: str) -> None:
    if post in file.posts:
        return
    if len(file.posts) < _MOST_POSTS:
        file.posts.append(post)
    else:
        file.more += 1
