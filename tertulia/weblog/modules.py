"""Arrange a sidebar: which modules stand in it, in which order, and what its lists of links hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tertulia.lib import text
from tertulia.weblog.weblog import DEFAULT_SIDEBAR, Weblog, change_settings

# Each stands in a sidebar once; lists of links as often as the host wants.
KINDS = tuple(str(module["kind"]) for module in DEFAULT_SIDEBAR)
LINKS = "links"
MOST = 30


def missing(weblog: Weblog) -> list[str]:
    """The modules that are switched off."""
    shown = {module.get("kind") for module in weblog.sidebar}
    return [kind for kind in KINDS if kind not in shown]


def switch_on(weblog: Weblog, kind: str) -> None:
    """Put a module at the end. Raises ValidationError for one that is there already or that there is not."""
    if kind != LINKS and kind not in missing(weblog):
        raise ValidationError(_("This module cannot be added."))
    if len(weblog.sidebar) >= MOST:
        raise ValidationError(_("A sidebar has room for %d modules.") % MOST)
    module: dict[str, Any] = {"kind": kind}
    if kind == LINKS:
        module |= {"title": _("Links"), "links": []}
    _keep(weblog, [*weblog.sidebar, module])


def switch_off(weblog: Weblog, place: int) -> dict[str, Any]:
    """Take the module at that place out, and answer it. Raises IndexError."""
    modules = list(weblog.sidebar)
    gone: dict[str, Any] = modules.pop(place)
    _keep(weblog, modules)
    return gone


def move(weblog: Weblog, place: int, by: int) -> None:
    """Move the module at ``place`` up (-1) or down (1); at the end it stays. Raises IndexError."""
    modules = list(weblog.sidebar)
    module = modules.pop(place)
    modules.insert(min(max(place + by, 0), len(modules)), module)
    _keep(weblog, modules)


def set_links(weblog: Weblog, place: int, title: str, lines: str) -> None:
    """Fill the list of links at ``place`` from text, a link a line: ``Title | address | note``. Raises IndexError,
    and ValidationError naming the first line that is no link."""
    modules = list(weblog.sidebar)
    if modules[place].get("kind") != LINKS:
        raise IndexError(place)
    links = [link_of(line) for line in text.clean(lines).splitlines() if line.strip()]
    modules[place] = {"kind": LINKS, "title": text.clean(title).strip()[:255] or _("Links"), "links": links}
    _keep(weblog, modules)


def as_lines(module: dict[str, Any]) -> str:
    """A list of links as the text that ``set_links`` takes."""
    rows = ((link.get("title", ""), link.get("url", ""), link.get("note", "")) for link in module.get("links", ()))
    return "\n".join(" | ".join(row).removesuffix(" | ") for row in rows)


def link_of(line: str) -> dict[str, str]:
    """One line of a list of links. Raises ValidationError if it is none."""
    title, _bar, rest = (part.strip() for part in line.partition("|"))
    url, _bar, note = (part.strip() for part in rest.partition("|"))
    if not url and " " not in title:
        title, url = "", title
    if not url.startswith(("https://", "http://", "mailto:", "/")):
        raise ValidationError(
            _("“%s” is no link; write a line like: Title | https://example.org/ | note") % line.strip()
        )
    return {"title": title, "url": url, "note": note}


def _keep(weblog: Weblog, modules: list[dict[str, Any]]) -> None:
    weblog.sidebar = modules
    change_settings(weblog, ["sidebar"])
