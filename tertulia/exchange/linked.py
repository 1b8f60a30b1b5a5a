"""What the posts of a weblog link to, as their sources have it."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.conf import settings

from tertulia.lib.old_files import OldFile, old_file
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Post
from tertulia.weblog.rerendering import that_say
from tertulia.weblog.weblog import RESERVED, Weblog

_URL = re.compile(r"""(?:https?:)?//[^\s"'<>()\[\]\\]{3,2000}|(?<=["'(=])/[^\s"'<>()/\\][^\s"'<>()\\]{0,2000}""")


@dataclass(frozen=True)
class Linked:
    """A link. ``post`` is the path of the post that has it, or its title."""

    url: str
    old: OldFile
    post: str


def links_in(source: str) -> Iterator[str]:
    """The addresses in a text, typed in whatever format."""
    yield from dict.fromkeys(html.unescape(found) for found in _URL.findall(source))


def linked(weblog: Weblog, words: Collection[str] = ("/",)) -> Iterator[Linked]:
    """All links of posts that hold one of these ``words``; what the installation itself serves is none."""
    posts = Post.objects.filter(that_say(words), weblog=weblog).order_by("id")
    for post in posts.only("title", "path", "body", "extended").iterator(50):
        for url in links_in(f"{post.body}\n{post.extended}"):
            old = old_file(url)
            if old and (old.host or old.path[1:].partition("/")[0] not in RESERVED):
                yield Linked(url, old, post.path or post.title)


def with_files_here(source: str, weblog: Weblog) -> str:
    """A text whose links to files lead to where these are here by now."""
    found = links_of(weblog)({*links_in(source)})
    for url in sorted(found, key=len, reverse=True):
        if found[url].url.startswith(settings.MEDIA_URL):
            for typed in (url, html.escape(url)):
                source = source.replace(typed, found[url].url)
    return source
