"""The names of files that somebody else has packed: none may lead out of its folder or hide what it is."""

import re

from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport

_LONGEST, _DEEPEST = 4096, 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def checked(name: str) -> str:
    """The name without parts that mean nothing (``./``); bytes that are no text are written ``%E9``. Raises
    BrokenExport for a name that no file of a weblog has."""
    if why := _objection(name):
        raise BrokenExport(f"{shown(name)}: {why}.")
    name = _ESCAPED.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", name)
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def is_noise(name: str) -> bool:
    """Whether a system has left it beside the files that were meant."""
    return bool(_NOISE.search(name))


def shown(name: str) -> str:
    """The name in a message."""
    return "".join(c if c.isprintable() else "�" for c in name)[:200]


def _objection(name: str) -> str:
    parts = name.split("/")
    if _CONTROL.search(name):
        return _("its name holds characters that no name may hold")
    if len(name) > _LONGEST or len(parts) > _DEEPEST:
        return _("its name is longer than any name of a file")
    if name.startswith("/") or ".." in parts or _DRIVE.fullmatch(parts[0]):
        return _("its name leads out of the folder")
    return ""
