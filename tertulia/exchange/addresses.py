"""Which of the addresses that a file names can be had; each is new, known already, or lost with the reason."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertulia.exchange.identity import key_of, key_of_path, number_of, path_of
from tertulia.exchange.planned import Planned, PlannedHeading, where
from tertulia.exchange.records import AddressRecord, CategoryRecord
from tertulia.exchange.report import Report
from tertulia.exchange.survey import Survey
from tertulia.lib import text
from tertulia.weblog.address import Address
from tertulia.weblog.old_addresses import unleading, unusable

_PAGE_OF_LIST = re.compile(r"/page/\d{1,6}/$")


@dataclass(frozen=True)
class _Asked:
    """What the database says about the paths of a batch: why one cannot be a post's own, why one cannot lead anywhere,
    and whose those are that lead somewhere already: a post's (``_post``), or lists of the weblog of that path."""

    unusable: dict[str, str]
    unleading: dict[str, str]
    kept: dict[str, str]


class Addresses:
    """Plans the addresses of one file. It remembers only those that stand in it twice. ``coming`` are the slugs of the
    categories that the file has brought so far."""

    def __init__(self, report: Report, found: Survey, coming: Set[str]) -> None:
        self.report, self.found, self.coming = report, found, coming
        self._given: set[int] = set()
        self._met: dict[str, set[str]] = {}

    def of_posts(self, planned: Sequence[Planned], new: Sequence[Planned], current: dict[int, str]) -> None:
        """Give addresses to the new posts of a batch, and see whether the known ones (``current`` are their paths by
        id) still have theirs."""
        asked = self._ask(planned, new)
        fresh = {id(one) for one in new}
        for one in planned:
            owner = self._owner(one, asked) if id(one) not in fresh else ""
            if owner:
                self._check(one, asked, owner, current)
            else:
                self._give(one, asked)
            for path in _others(one):
                if self._claim(path, asked, owner, one.record.line, is_public=one.is_public):
                    one.old_paths.append(path)
            if self.found.is_repeated(key_of(one.record)):
                self._met.setdefault(one.key, set()).update([one.path, *one.old_paths])

    def of_headings(self, planned: Sequence[PlannedHeading]) -> None:
        """The same for addresses of categories, tags, authors and lists."""
        wanted = {path for one in planned for path in _paths_of(one)}
        asked = _Asked({}, unleading(wanted, self.report.weblog, self.coming), _kept(wanted))
        for one in planned:
            for path in _paths_of(one):
                # Pages of a list that is where it was need no address of their own.
                is_there = _PAGE_OF_LIST.sub("/", path) == self._target_of(one)
                if not is_there and self._claim(path, asked, f"/{self.report.weblog}/", one.record.line):
                    one.old_paths.append(path)

    def _ask(self, planned: Sequence[Planned], new: Sequence[Planned]) -> _Asked:
        own = {path_of(one.record.url) for one in new}
        against = unusable(own, self.report.weblog)
        merged = {path_of(one.record.url) for one in planned if one.is_merged}
        leading = {path for one in planned for path in _others(one)} | against.keys() | (merged - {""})
        known = {path_of(one.record.url) for one in planned} - own
        return _Asked(against, unleading(leading, self.report.weblog, self.coming), _kept(leading | known))

    def _give(self, one: Planned, asked: _Asked) -> None:
        path = path_of(one.record.url)
        # An address that two posts of the file have is kept for the one that readers know it by.
        if not path or (not one.is_public and self._is_repeated(path)):
            return
        is_first = self._is_first(path)
        if is_first and path not in asked.unusable:
            one.path = path
        elif is_first and path not in asked.unleading and path not in asked.kept:
            one.old_paths.append(path)
        else:
            self._miss(one, path, asked.unusable.get(path, "") if is_first else _twice())
            return
        if one.is_public:
            self.report.add("addresses", is_new=True)

    def _miss(self, one: Planned, path: str, why: str) -> None:
        if one.is_public:
            self._name(path, why, one.record.line)
            sentence = _("{where}: the post got the usual address of its date, as it cannot have {path}: {why}.")
            at = where(one.record.line) if one.record.line else one.record.url
            self.report.warn(sentence.format(where=at, path=path, why=why))

    def _owner(self, one: Planned, asked: _Asked) -> str:
        # Who stands in the file twice is in the database by now; or, while one only looks, nowhere but here.
        if one.post_id is not None:
            return _post(one.post_id)
        owner = f"met {one.key}"
        asked.kept.update(dict.fromkeys(self._met.get(one.key, ()), owner))
        return owner

    def _check(self, one: Planned, asked: _Asked, owner: str, current: dict[int, str]) -> None:
        path = path_of(one.record.url)
        if not path or not one.is_public:
            return
        if current.get(one.post_id or 0) == path or asked.kept.get(path) == owner:
            self.report.add("addresses", is_new=False)
        elif one.is_merged:
            if self._claim(path, asked, owner, one.record.line):
                one.old_paths.append(path)
        else:
            self._name(path, _("this address leads to another post"), one.record.line)

    def _claim(self, path: str, asked: _Asked, owner: str, line: int, *, is_public: bool = True) -> bool:
        """Whether a path is to be kept for ``owner`` from now on, and was not before."""
        why, is_new = "", False
        if not owner or asked.kept.get(path) != owner:
            why = asked.unleading.get(path, "") or ("" if self._is_first(path) else _twice())
            why = why or (_elsewhere() if path in asked.kept else "")
            is_new = not why
        if why and is_public:
            self._lose(path, why, line)
        elif is_public:
            self.report.add("addresses", is_new=is_new)
        return is_new

    def _lose(self, path: str, why: str, line: int) -> None:
        if "?" not in path:
            self._name(path, why, line)
            return
        # Every weblog of WordPress had these; who brings a second one home needs no list of them all.
        sentence = _("Addresses like {path} lead to what was imported before.").format(
            path=f"{path.partition('=')[0]}=…"
        )
        if sentence not in self.report.warnings:
            self.report.warn(sentence)

    def _name(self, path: str, why: str, line: int) -> None:
        # Saved pages have no lines: there the address itself is the place.
        if line:
            self.report.lose("addresses", where(line), f"{path}: {why}")
        else:
            self.report.lose("addresses", path, why)

    def _target_of(self, one: PlannedHeading) -> str:
        if isinstance(one.record, CategoryRecord):
            return f"/{self.report.weblog}/{text.slugify(one.record.slug)}/"
        return f"/{self.report.weblog}/{one.record.to}" if isinstance(one.record, AddressRecord) else ""

    def _is_repeated(self, path: str) -> bool:
        return self.found.is_repeated(key_of_path(path))

    def _is_first(self, path: str) -> bool:
        number = number_of(path)
        if number in self._given:
            return False
        if self._is_repeated(path):
            self._given.add(number)
        return True


def _others(one: Planned) -> list[str]:
    return [path for path in dict.fromkeys(one.record.addresses) if path != path_of(one.record.url)]


def _paths_of(one: PlannedHeading) -> list[str]:
    record = one.record
    return [record.path] if isinstance(record, AddressRecord) else list(dict.fromkeys(record.addresses))


def _kept(paths: Iterable[str]) -> dict[str, str]:
    rows = Address.objects.filter(path__in=set(paths)).values_list("path", "post_id", "weblog__slug")
    return {path: _post(post_id) if post_id else f"/{slug}/" for path, post_id, slug in rows}


def _post(post_id: int) -> str:
    return f"post:{post_id}"


def _twice() -> str:
    return _("another post of this file has this address")


def _elsewhere() -> str:
    return _("an old address leads from here to something else already")
