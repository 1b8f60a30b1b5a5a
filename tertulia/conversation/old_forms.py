"""What other programs answered beside the address of a post or list: WordPress its feeds, pages of comments, parts of a
long post; Blogger the feed of the comments on a post."""

import re
from collections.abc import Callable

from tertulia.conversation import reading
from tertulia.weblog.post import stem_of

_BELOW = re.compile(
    r"(?P<owner>/.*?/)"
    r"(?:(?P<feed>feed(?:/(?:feed|rss2?|rdf|atom))?)|comment-page-\d+|page/\d+|\d{1,4}|trackback|embed|amp)/?"
)

# Kept as an address of the post, in the first of these forms.
_OF_BLOGGER = re.compile(r"(?P<feed>/feeds/\d+/comments/)(?:default|summary|full)")


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


def feed_of_comments(path: str, target_of: Callable[[str], str]) -> str:
    """Where Blogger's feed of the comments on a post leads; empty if the path is none."""
    found = _OF_BLOGGER.fullmatch(path)
    target = target_of(f"{found['feed']}default") if found else ""
    return f"{stem_of(target)}/comments/atom.xml" if target else ""
