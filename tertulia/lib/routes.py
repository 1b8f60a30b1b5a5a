"""Whether a path is left to the last line of urls.py: quicker than to ask each of some hundred patterns before it, as
an import does for every post."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, get_resolver

_NAME = re.compile(r"\(\?P<\w+>")


def is_for_last(path: str) -> bool:
    """True only if no other line of urls.py takes the path. Where this is False, ``resolve`` tells which line does."""
    return len(path) > 1 and "\n" not in path and not _all_others().match(path)


@cache
def _all_others() -> re.Pattern[str]:
    *others, _last = _patterns(get_resolver(), "")
    return re.compile("|".join(f"(?:{one})" for one in others))


def _patterns(resolver: Any, before: str) -> Iterator[str]:
    before += _pattern(resolver)
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield before + _pattern(one)
        else:
            yield from _patterns(one, before)


def _pattern(one: Any) -> str:
    # Groups of one name may be there once in a pattern.
    return _NAME.sub("(?:", one.pattern.regex.pattern.removeprefix("^"))
