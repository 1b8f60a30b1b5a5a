"""``tertulia check``: proves the installation. Changes no data; exit code 1 if anything is not as it should be."""

import argparse
import json
import logging
from collections import Counter

from tertulia.commands import installation
from tertulia.commands.checks import Check, Problem, addresses, counts, database, files, renderings

CHECKS: dict[str, Check] = {
    "addresses": addresses.check,
    "renderings": renderings.check,
    "counts": counts.check,
    "media": files.check,
}
_MOST_SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Print what was looked at and what is wrong, with ``--json`` as one object."""
    installation.check_there()
    # Pages name static files by their content, so after an update they cannot be asked for before this.
    installation.collect_static()
    seen, problems = look()
    if arguments.json:
        told = {"ok": not problems, "checked": dict(seen), "problems": [vars(problem) for problem in problems]}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(_in_words(seen, problems))
    return 1 if problems else 0


def look() -> tuple[Counter[str], list[Problem]]:
    """Everything that was looked at, counted, and everything that is wrong."""
    # Pages that do not answer are reported below; their log lines would only hide that.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    seen: Counter[str] = Counter()
    problems = list(database.check(seen))
    # Without its tables nothing else can be asked.
    if not any(problem.what == "migration" for problem in problems):
        problems += [problem for check in CHECKS.values() for problem in check(seen)]
    return seen, problems


def _in_words(seen: Counter[str], problems: list[Problem]) -> str:
    lines = [f"{problem.what}: {problem.where}: {problem.why}" for problem in problems[:_MOST_SHOWN]]
    if len(problems) > _MOST_SHOWN:
        lines.append(f"… and {len(problems) - _MOST_SHOWN} more (--json tells all)")
    looked = ", ".join(f"{count:,} {name}" for name, count in seen.items())
    lines.append(f"Looked at {looked}.")
    lines.append(f"{len(problems)} not as it should be." if problems else "Everything is there and answers.")
    return "\n".join(lines)
