"""``tertulia addresses check LIST``: which of the addresses that a weblog once had do not answer here.

Asked of the application itself, redirects followed. Exit code 1 if any is dead."""

import json
import logging
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from django.utils.translation import gettext as _

from tertulia.commands import CommandError, installation
from tertulia.commands.asking import Asker
from tertulia.commands.old_urls import OldUrl, urls_in
from tertulia.commands.progress import counted

_MOST_KEPT, _EXAMPLES = 10_000, 3


@dataclass(frozen=True)
class Dead:
    """An address that does not answer, where it leads, and why that is nothing."""

    url: str
    to: str
    why: str


@dataclass
class Outcome:
    """What came of all: how many answer themselves, lead on, are dead; of the dead the first ten thousand, and how many
    there are of each kind."""

    answer: int = 0
    lead: int = 0
    dead: int = 0
    listed: list[Dead] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def bury(self, found: Dead, path: str) -> None:
        """Note a dead address."""
        kind = (found.why, kind_of(path))
        self.dead += 1
        self.kinds[kind] += 1
        if self.kinds[kind] <= _EXAMPLES:
            self.examples.setdefault(kind, []).append(found.url)
        if len(self.listed) < _MOST_KEPT:
            self.listed.append(found)


def run(options: Namespace) -> int:
    """Check the list and print what was found."""
    installation.check_there()
    installation.collect_static()
    # They are told below.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    hosts = _hosts(options.host)
    with _lines(options.file) as lines:
        found = check(counted(urls_in(lines, hosts), 0, "addresses"))
    if not (found.answer or found.lead or found.dead):
        raise CommandError(_("{file}: there is no address in it.").format(file=options.file))
    print(_as_json(found) if options.json else "\n".join(_in_words(found)))
    return 1 if found.dead else 0


def check(urls: Iterable[OldUrl]) -> Outcome:
    """Ask each address once."""
    asker, outcome, seen = Asker(), Outcome(), set[int]()
    for url in urls:
        # A number for each, as a log may name very many.
        number = hash((url.path, url.fragment))
        if number not in seen:
            seen.add(number)
            _ask(url, asker, outcome)
    return outcome


def kind_of(path: str) -> str:
    """What addresses have in common that probably fail together: the first parts of their paths."""
    parts = path.partition("?")[0].split("/")
    return "/".join(parts[:3]) + ("/…" if len(parts) > 3 else "")


def _ask(url: OldUrl, asker: Asker, outcome: Outcome) -> None:
    to, said = asker.follow(url.path)
    if said.status != 200:
        outcome.bury(Dead(url.written, to, _("answers {status}").format(status=said.status)), url.path)
    elif url.fragment and not _has(said.body, url.fragment):
        outcome.bury(Dead(url.written, to, _("the page has no such place")), url.path)
    elif to == url.path:
        outcome.answer += 1
    else:
        outcome.lead += 1


def _has(body: str, fragment: str) -> bool:
    return any(f'id="{name}"' in body for name in (fragment, unquote(fragment)))


def _hosts(given: Iterable[str]) -> dict[str, str]:
    hosts = {}
    for one in given:
        host, _equals, path = one.partition("=")
        if not host or not path.startswith("/"):
            raise CommandError(_("--host {given}: say it like old.example.com=/weblog/").format(given=one))
        hosts[host.lower()] = path
    return hosts


@contextmanager
def _lines(name: str) -> Iterator[Iterable[str]]:
    if name == "-":
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as file:
            yield file
    except OSError as error:
        raise CommandError(_("{file}: the file cannot be read: {error}.").format(file=name, error=error)) from error


def _as_json(found: Outcome) -> str:
    counts = {"answer": found.answer, "lead": found.lead, "dead": found.dead}
    return json.dumps({**counts, "list": [vars(one) for one in found.listed]}, ensure_ascii=False)


def _in_words(found: Outcome) -> Iterator[str]:
    for kind, count in found.kinds.most_common():
        why, where = kind
        yield _("{count:,} × {where}: {why}").format(count=count, where=where, why=why)
        yield from (f"    {url}" for url in found.examples[kind])
    if any(count > _EXAMPLES for count in found.kinds.values()):
        yield _("(--json lists up to {most:,} of them)").format(most=_MOST_KEPT)
    yield _("{answer:,} answer, {lead:,} lead to where their thing is now, {dead:,} are dead.").format(
        answer=found.answer, lead=found.lead, dead=found.dead
    )
