"""``tertulia person export | erase``: what is kept of one commenter, and their wish to be forgotten."""

import argparse
import json
from pathlib import Path
from typing import Any

from tertulia.commands import CommandError, installation
from tertulia.commands.addresses import weblogs
from tertulia.exchange.archive.values import moment
from tertulia.exchange.person.erase import check, erase
from tertulia.exchange.person.erasure import What
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.packed import packed
from tertulia.exchange.person.person import Person, person_of_comment, person_of_email
from tertulia.weblog.weblog import Weblog


def run(arguments: argparse.Namespace) -> int:
    """Carry out ``arguments.action``; prints what became of it, with ``--json`` as one object."""
    installation.check_current()
    [weblog] = weblogs(arguments.weblog)
    answer = {"export": _export, "erase": _erase}[arguments.action](_person(weblog, arguments), arguments)
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else answer["said"])
    return 0


def _person(weblog: Weblog, arguments: argparse.Namespace) -> Person:
    if arguments.email:
        found: Person | None = person_of_email(weblog, arguments.email)
    else:
        found = person_of_comment(weblog, arguments.comment)
    if found is None or not (found.comments.exists() or found.members):
        raise CommandError(f"nothing is kept of {arguments.email or f'the author of comment {arguments.comment}'}")
    return found


def _export(person: Person, arguments: argparse.Namespace) -> dict[str, Any]:
    kept = all_kept(person)
    counts = {"comments": len(kept["comments"]), "replies": sum(len(one["replies"]) for one in kept["comments"])}
    held = f"{counts['comments']} comments, {counts['replies']} replies of hosts inside them"
    if arguments.dry_run:
        return {"ok": True, "written": False, **counts, "said": f"{held}; nothing was written."}
    target = Path(arguments.file).resolve()
    content = packed(kept, person)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise CommandError(f"{target} is there already; nothing is replaced") from error
    said = f"{target}: {held}; {len(content):,} bytes."
    return {"ok": True, "written": True, "file": str(target), **counts, "bytes": len(content), "said": said}


def _erase(person: Person, arguments: argparse.Namespace) -> dict[str, Any]:
    if not person.email:
        raise CommandError("without an e-mail address it must be said which comments are theirs: use the desk, People")
    what = What.WORDS if arguments.words else What.NAME
    if arguments.dry_run:
        check(person)
        count = person.comments.count()
        return {"ok": True, "erased": False, "comments": count, "said": f"{count} comments; nothing was changed."}
    erasure = erase(person, what, actor=None)
    said = f"{erasure.count} comments are hidden now, and erased for good on {erasure.due_at:%Y-%m-%d} (UTC);"
    return {
        "ok": True,
        "erased": True,
        "comments": erasure.count,
        "what": what,
        "due_at": moment(erasure.due_at),
        "said": f"{said} until then they can be brought back at the desk, People.",
    }
