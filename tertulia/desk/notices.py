"""Notices: what the desk tells after an action, with the way back where there is one."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from tertulia.weblog.decision import Decision

_UNDO = "undo:"


def tell(request: HttpRequest, text: str, *, undo: Iterable[Decision | None] = ()) -> None:
    """Say ``text`` on the next screen, with an Undo button for ``undo``."""
    ids = ",".join(str(decision.id) for decision in undo if decision)
    messages.success(request, text, extra_tags=f"{_UNDO}{ids}" if ids else "")


def warn(request: HttpRequest, text: str) -> None:
    """Say on the next screen that something did not happen, or not quite."""
    messages.warning(request, text)


def undo_ids(extra_tags: str) -> list[str]:
    """The ids of the decisions that a notice offers to undo."""
    return extra_tags.removeprefix(_UNDO).split(",") if extra_tags.startswith(_UNDO) else []
