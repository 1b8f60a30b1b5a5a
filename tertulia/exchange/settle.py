"""After a load: links that led nowhere when their text came lead to what has come since, and quotes have sources."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from django.conf import settings
from django.db.models import QuerySet

from tertulia.conversation.recognising import recognise_imported
from tertulia.conversation.rerendering import render_comments_anew
from tertulia.exchange.hosts import MOST
from tertulia.exchange.linked import Linked, linked
from tertulia.exchange.placing import place_texts
from tertulia.lib.old_files import TYPEPAD, is_typepads
from tertulia.weblog.address import Address
from tertulia.weblog.links import KeptAddresses
from tertulia.weblog.old_addresses import unleading
from tertulia.weblog.old_files import paths_of
from tertulia.weblog.rerendering import render_posts_anew
from tertulia.weblog.weblog import Weblog

# So many files under the same paths are no accident.
_ENOUGH = 2


def settle(weblog: Weblog, done: int) -> Iterator[int]:
    """Find the posts of texts without an address, further hosts, and files by what posts link to; then render anew
    what links there, and find what comments quote. A little at each step, which answers ``done``."""
    place_texts(weblog)
    _find_hosts(weblog)
    words = {*weblog.hosts}
    if _files(weblog).exists():
        _match_by_name(weblog)
        words |= _words(weblog)
    rendered = render_posts_anew(weblog, words), render_comments_anew(weblog, words)
    for _changed in chain(*rendered, recognise_imported(weblog)):
        yield done


def _find_hosts(weblog: Weblog) -> None:
    """Take the hosts in on which Typepad had what this weblog has under the same paths: many had a name of Typepad's
    before they had one of their own, and their first posts link to that."""
    others = {(one.old.host, one.old.path) for one in linked(weblog, TYPEPAD) if _is_typepads_page(weblog, one)}
    addresses, paths = KeptAddresses(weblog), {path for _host, path in others}
    kept = {*addresses.files(paths), *addresses.pages(paths)} if paths else set()
    met = Counter(host for host, path in others if path in kept)
    found = [host for host, count in met.most_common() if count >= _ENOUGH]
    if found:
        weblog.hosts = [*weblog.hosts, *found][:MOST]
        Weblog.objects.filter(id=weblog.id).update(hosts=weblog.hosts)


def _is_typepads_page(weblog: Weblog, one: Linked) -> bool:
    return is_typepads(one.old.host) and not one.old.is_asset and one.old.host not in weblog.hosts


def _match_by_name(weblog: Weblog) -> None:
    """Let a file that is linked to under another path than it came under be found by its name, if only one has it."""
    wanted = {one.old.path: one for one in linked(weblog) if _was_ours(weblog, one)}
    paths = {path: paths_of(weblog, one.old) for path, one in wanted.items()}
    kept = KeptAddresses(weblog).files({path for some in paths.values() for path in some})
    missing = {path: one for path, one in wanted.items() if not any(some in kept for some in paths[path])}
    if not missing:
        return
    by_name = _by_name(weblog, {one.old.name.lower() for one in missing.values()})
    for path, one in sorted(missing.items()):
        found = by_name[one.old.name.lower()]
        # Of several nothing tells which it is, and it stays missing.
        if len(found) == 1:
            _lead(weblog, paths[path], next(iter(found)))


def _lead(weblog: Weblog, paths: Sequence[str], to: str) -> None:
    # The first of these that is free leads there from now on.
    against = unleading(paths, weblog.slug)
    for path in paths:
        if path not in against and Address.objects.get_or_create(path=path, defaults={"weblog": weblog, "to": to})[1]:
            return


def _was_ours(weblog: Weblog, one: Linked) -> bool:
    return one.old.is_file and not one.old.is_asset and one.old.host in ("", *weblog.hosts)


def _by_name(weblog: Weblog, names: set[str]) -> dict[str, dict[str, str]]:
    # By name: the different files that have it, each with the first path that leads to it.
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, to in _files(weblog).order_by("id").values_list("path", "to").iterator(500):
        name = path.rpartition("/")[2].lower()
        if name in names:
            found[name].setdefault(to, path)
    return found


def _words(weblog: Weblog) -> set[str]:
    """What stands in texts that may show one of its files, beside its former hosts."""
    folder = f"{weblog.path}-/"
    elsewhere = _files(weblog).filter(path__startswith=folder).values_list("path", flat=True)
    hosts = {path.removeprefix(folder).partition("/")[0] for path in elsewhere.iterator(500)} - {""}
    return {*hosts, '"/', "'/", "(/", "/.a/"}


def _files(weblog: Weblog) -> "QuerySet[Address]":
    return Address.objects.filter(weblog=weblog, to__startswith=settings.MEDIA_URL)
