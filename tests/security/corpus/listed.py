"""A public list of attacks, where one lies beside this project: its lines, and what those mean that name letters by
their codes, as a program would write them."""

import re
from pathlib import Path

_FILE = Path(__file__).parents[4] / "shared" / "data" / "xss" / "xss_alert.txt"


def _meant(line: str) -> str:
    return re.sub(r"\\x([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), line)


LISTED = tuple(dict.fromkeys(_FILE.read_text(errors="replace").splitlines())) if _FILE.exists() else ()
MEANT = tuple(dict.fromkeys(map(_meant, LISTED)))
