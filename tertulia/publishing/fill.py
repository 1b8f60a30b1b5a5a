"""Filling the web root: pages are made before anybody asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tertulia.publishing.names import file_name
from tertulia.publishing.render import Answer, Renderer
from tertulia.publishing.store import Stored

# A write may overtake a page while it is made.
_TRIES = 3


@dataclass
class Filled:
    """What became of each path: made, there already, not storable (made for each reader), failed and why."""

    made: int = 0
    there: int = 0
    not_storable: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def fill(renderer: Renderer, paths: Iterable[str]) -> Filled:
    """Store the pages of these decoded paths that are not stored yet."""
    filled = Filled()
    for path in paths:
        if renderer.store.has(path):
            filled.there += 1
        elif file_name(path) is None:
            filled.not_storable.append(path)
        else:
            _take(filled, renderer, path)
    return filled


def _take(filled: Filled, renderer: Renderer, path: str) -> None:
    answer = _make(renderer, path)
    if isinstance(answer, Stored):
        filled.made += 1
    elif answer.is_storable and not _has_obstacle(renderer.store.web, path):
        filled.failed[path] = "could not be stored"
    elif answer.status[:1] in "23":
        filled.not_storable.append(path)
    else:
        filled.failed[path] = f"answers {answer.status}"


def _make(renderer: Renderer, path: str) -> Stored | Answer:
    for _try in range(_TRIES):
        answer = renderer.page(path)
        if isinstance(answer, Stored) or not answer.is_storable:
            break
    return answer


def _has_obstacle(web: Path, path: str) -> bool:
    # A post at /storm.php is a file where those of its conversation (/storm.php/comments/…) would need a folder.
    file = web / (file_name(path) or "")
    return file.is_dir() or any(folder.is_file() for folder in file.parents)
