"""What a site asks of programs: its robots.txt, as RFC 9309 has it. Asked before anything is copied."""

from collections.abc import Iterator
from itertools import pairwise

from tertulia.lib.fetch import Answer, Limits, fetch
from tertulia.lib.outgoing.errors import FetchError, NoSuchName
from tertulia.lib.outgoing.policy import policy
from tertulia.lib.outgoing.target import target

_NAME = "tertulia"
_LIMITS = Limits(size=500 * 1024, whole=20, cut=True)
_MOST_RULES = 5_000

# Rules in the order they stand in: whether they allow, and the beginning of the paths they are about.
Rules = tuple[tuple[bool, str], ...]

NOTHING: Rules = ((False, "/"),)


def rules_of(url: str) -> Rules:
    """What the site of ``url`` asks of Tertulia. Raises Refused if ``url`` itself is not to be asked. A site without
    the file allows everything, one that fails to show it nothing."""
    there = target(url, policy())
    try:
        answer = fetch(f"{there.origin}/robots.txt", _LIMITS)
    except NoSuchName:
        raise
    except FetchError:
        return NOTHING
    return _rules_in(answer)


def allows(rules: Rules, url: str) -> bool:
    """Whether these rules let ``url`` be copied: the longest that fits decides, and of two as long the kinder."""
    path = target(url, policy()).path
    fitting = [(len(pattern), is_allowed) for is_allowed, pattern in rules if _fits(pattern, path)]
    return max(fitting)[1] if fitting else True


def parse(text: str) -> Rules:
    """The rules of the groups that name Tertulia, else of those for everybody."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    agents: list[str] = []
    is_named = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = [*agents, value.lower()] if is_named else [value.lower()]
            groups.setdefault(value.lower(), [])
            is_named = True
        elif key in ("allow", "disallow"):
            is_named = False
            for agent in agents if value else ():
                groups[agent].append((key == "allow", value))
    return tuple(groups.get(_NAME, groups.get("*", []))[:_MOST_RULES])


def _rules_in(answer: Answer) -> Rules:
    if 200 <= answer.status < 300:
        return parse(answer.body.decode("utf-8", "replace").removeprefix("\ufeff"))
    return () if 400 <= answer.status < 500 and answer.status != 429 else NOTHING


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _fits(pattern: str, path: str) -> bool:
    # Piece after piece, each at the first place: no pattern can make this slow.
    is_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not is_end or path == first
    place = len(first)
    for piece, _next in pairwise([*others, ""]) if not is_end else pairwise(others):
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_end or (path.endswith(others[-1]) and len(path) - len(others[-1]) >= place)
