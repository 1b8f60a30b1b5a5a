"""Which rules meet a comment: by words, by addresses, by people. Knows no database."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.utils.functional import cached_property

from tertulia.conversation.rules.rule import Rule, RuleKind
from tertulia.conversation.rules.values import person_in
from tertulia.lib.hosts import host_of, hosts_in, is_below
from tertulia.lib.lookalikes import skeleton
from tertulia.lib.words import words

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Facts:
    """What rules may ask of a comment. ``commenter`` is the slug of who surely wrote it; ``is_borrowed`` says that its
    name belongs to somebody else, so that name and e-mail prove nothing."""

    name: str = ""
    email: str = ""
    url: str = ""
    text: str = ""
    ip: str | None = None
    commenter: str = ""
    is_borrowed: bool = False

    @cached_property
    def runs(self) -> list[list[str]]:
        """Its words, as typed and as a reader sees them; of the name too."""
        seen = html.unescape(_TAG.sub("", self.text)) if "<" in self.text or "&" in self.text else ""
        return [found for value in (self.text, seen, self.name) if (found := _words(value))]

    @cached_property
    def looks(self) -> str:
        """All its words as they look, each on a line."""
        return "\n".join(["", *(skeleton(word) for run in self.runs for word in [*run, ""]), ""])

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of its links, its web address and its e-mail address."""
        shown = html.unescape(self.text) if "&" in self.text else self.text
        own = {host_of(self.url), host_of(self.email.rpartition("@")[2])} - {""}
        return hosts_in(shown) | own


def meets(rule: Rule, facts: Facts) -> bool:
    """Whether the rule is about such a comment."""
    return _MEETS[rule.kind](rule.value, facts)


def meeting(rules: Iterable[Rule], facts: Facts) -> Sequence[Rule]:
    """The rules that are."""
    return [rule for rule in rules if meets(rule, facts)]


def _by_words(value: str, facts: Facts) -> bool:
    wanted, is_beginning = _wanted(value), value.endswith("*")
    looks = "\n" + "\n".join(skeleton(word) for word in wanted) + ("" if is_beginning else "\n")
    # Most are seen at once not to be there.
    return looks in facts.looks and any(_stands_in(run, wanted, is_beginning) for run in facts.runs)


@lru_cache(maxsize=2000)
def _wanted(value: str) -> tuple[str, ...]:
    return tuple(_words(value.rstrip("*")))


def _stands_in(run: Sequence[str], wanted: Sequence[str], is_beginning: bool) -> bool:
    # The last word is the one that may go on.
    count = len(wanted)
    for at in range(len(run) - count + 1):
        found = run[at : at + count]
        if all(map(_is, found[:-1], wanted[:-1])) and _is(found[-1], wanted[-1], is_beginning):
            return True
    return False


def _is(word: str, wanted: str, is_beginning: bool = False) -> bool:
    # Plain words are compared as they are: to the eye “modern” is close to “modem”, to a reader it is not.
    if not (word.isascii() and (word.isalpha() or word.isdigit())):
        word, wanted = skeleton(word), skeleton(wanted)
    return word.startswith(wanted) if is_beginning else word == wanted


def _by_network(value: str, facts: Facts) -> bool:
    return facts.ip is not None and ip_address(facts.ip) in ip_network(value)


def _by_person(value: str, facts: Facts) -> bool:
    name, email = person_in(value)
    return facts.email == email and facts.name.casefold() == name.casefold() and not facts.is_borrowed


def _words(value: str) -> list[str]:
    if not value.isascii():
        value = "".join(one for one in value if unicodedata.category(one) != "Cf")
    return words(value)


_MEETS: Mapping[str, Callable[[str, Facts], bool]] = {
    RuleKind.WORDS: _by_words,
    RuleKind.EMAIL: lambda value, facts: facts.email == value,
    RuleKind.DOMAIN: lambda value, facts: any(is_below(host, value) for host in facts.hosts),
    RuleKind.NETWORK: _by_network,
    RuleKind.PERSON: _by_person,
    RuleKind.COMMENTER: lambda value, facts: bool(value) and facts.commenter == value,
}
