"""``tertulia person export``: what is kept of one commenter."""

import argparse
import json
from pathlib import Path
from typing import Any

from tertulia.commands import CommandError, installation
from tertulia.commands.addresses import weblogs
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.packed import packed
from tertulia.exchange.person.person import Person, person_of_comment, person_of_email
from tertulia.weblog.weblog import Weblog


def run(arguments: argparse.Namespace) -> int:
    """Carry out ``arguments.action``; prints what became of it, with ``--json`` as one object."""
    installation.check_there()
    if installation.missing_migrations():
        raise CommandError("the database is older than this version; start the server once, it brings it up to date")
    [weblog] = weblogs(arguments.weblog)
    answer = {"export": _export}[arguments.action](_person(weblog, arguments), arguments)
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
