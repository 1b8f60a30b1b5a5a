"""``tertulia mirror FOLDER``: writes all weblogs, or one, as plain files that need no Tertulia."""

import argparse
import json
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from tertulia.commands import CommandError
from tertulia.commands.addresses import INSTALLATION, fragments, of_weblog, old_of_weblog, weblogs
from tertulia.commands.progress import shown
from tertulia.commands.publish import opened
from tertulia.publishing.front import Front
from tertulia.publishing.mirror import folder
from tertulia.publishing.mirror.mirror import Mirror, Written
from tertulia.publishing.mirror.source import Source
from tertulia.publishing.render import Renderer
from tertulia.publishing.store import Store
from tertulia.weblog.weblog import Weblog

_MOST_SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Write the mirror and print what is in it; 1, and the folder is as it was, if a page cannot be made."""
    target = Path(arguments.folder).resolve()
    try:
        folder.check(target)
    except folder.NotAMirror as error:
        raise CommandError(str(error)) from error
    with opened() as front, renderer_of(front) as renderer:
        written = mirror(renderer, target, arguments.weblog)
    print(json.dumps(_as_json(written), ensure_ascii=False) if arguments.json else _in_words(written, target))
    return 1 if written.failed else 0


def mirror(renderer: Renderer, target: Path, slug: str = "", beside: Container[str] = ()) -> Written:
    """Write the mirror of one weblog, or of all, into ``target``, unless a page fails. ``beside`` are the files of the
    media folder that lie beside the mirror already. Raises CommandError."""
    chosen = weblogs(slug)
    with folder.begun(target) as new:
        made = Mirror(Source(renderer), new, chosen[0].path if slug else "/", beside)
        written = _write(made, chosen, is_whole=not slug)
        if not written.failed:
            folder.finish(new, target)
    return written


def _write(made: Mirror, chosen: list[Weblog], *, is_whole: bool) -> Written:
    paths = made.plan(["/", *(INSTALLATION if is_whole else ()), *_pages(chosen)])
    old = made.plan(path for weblog in chosen for path in old_of_weblog(weblog))
    for weblog in chosen:
        made.plan_search(f"{weblog.path}search/")
    if not is_whole:
        paths.remove("/")
        made.lead("/", chosen[0].path)
    for path in shown([*paths, *old], "pages"):
        made.write(path)
    made.finish()
    return made.written


def _pages(chosen: list[Weblog]) -> Iterator[str]:
    for weblog in chosen:
        pulled_in = set(fragments(weblog))
        yield from (path for path in of_weblog(weblog) if path not in pulled_in)


@contextmanager
def renderer_of(front: Front) -> Iterator[Renderer]:
    """What makes pages; where none are stored, they are kept aside for as long as this takes."""
    if front.renderer:
        yield front.renderer
        return
    with tempfile.TemporaryDirectory(prefix="tertulia-") as aside:
        yield Renderer(front.application, Store(Path(aside)))


def _as_json(written: Written) -> dict[str, object]:
    return {
        "ok": not written.failed,
        "pages": written.pages,
        "redirects": written.redirects,
        "files": written.files,
        "left_out": written.left_out,
        "failed": [{"where": path, "why": why} for path, why in written.failed.items()],
    }


def _in_words(written: Written, target: Path) -> str:
    lines = [f"{path}: {why}" for path, why in list(written.failed.items())[:_MOST_SHOWN]]
    if len(written.failed) > _MOST_SHOWN:
        lines.append(f"… and {len(written.failed) - _MOST_SHOWN} more (--json tells all)")
    if written.left_out:
        lines.append(f"{len(written.left_out):,} addresses cannot be files and are left out (--json names them).")
    found = f"{written.pages:,} pages, {written.redirects:,} redirects, {written.files:,} pictures and other files"
    lines.append(f"{found}. {target} is as it was." if written.failed else f"{found} are in {target}.")
    return "\n".join(lines)
