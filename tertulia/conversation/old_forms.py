"""What WordPress answered below the address of a post or list: feeds, pages of comments, parts of a long post."""

import re
from collections.abc import Callable

from tertulia.conversation import reading
from tertulia.weblog.post import stem_of

_BELOW = re.compile(
    r"(?P<owner>/.*?/)"
    r"(?:(?P<feed>feed(?:/(?:feed|rss2?|rdf|atom))?)|comment-page-\d+|page/\d+|\d{1,4}|trackback|embed|amp)/?"
)


def leads_to(path: str, target_of: Callable[[str], str]) -> str:
    """Where such a path leads today: to its post or list, or to the feed of that; else empty. ``target_of`` tells where
    a kept address leads."""
    found = _BELOW.fullmatch(path)
    if found is None:
        return ""
    spellings = [found["owner"], found["owner"].rstrip("/")]
    post = reading.published_at(*spellings)
    target = post.path or "" if post else next(filter(None, map(target_of, spellings)), "")
    if not target or not found["feed"]:
        return target
    file = "atom.xml" if found["feed"].endswith("atom") else "rss.xml"
    if post or reading.published_at(target):
        return f"{stem_of(target)}/comments/{file}"
    return f"{target}{file}" if target.endswith("/") else target
