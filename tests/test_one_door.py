"""All of Tertulia asks other people's servers through one client."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.sources import SOURCES, module_of, tree_of, within


def test_one_door_leads_out() -> None:
    """Every later fetch that means to be helpful re-opens what the guarded one keeps shut."""
    doors = ("socket", "ssl", "http.client", "http.server", "urllib.request", "urllib3", "requests", "httpx", "aiohttp")
    more = ("ftplib", "imaplib", "poplib", "smtplib", "telnetlib", "xmlrpc", "asyncio", "websockets", "webbrowser")
    # These listen, or send mail by Django; who listens is told the server's address by nobody else.
    allowed = ("tertulia.lib.fetch", "tertulia.lib.outgoing", "tertulia.server", "tertulia.commands.serve")
    wrong = [
        f"{module_of(path)} → {name}"
        for path in SOURCES
        for name in names_imported(path)
        if any(within(name, door) for door in (*doors, *more))
        and not any(within(module_of(path), one) for one in allowed)
        and (module_of(path), name) not in TOUCHING
    ]
    assert not wrong


# What is named for an error alone, to see whether a port of this machine is free, or for a pair of sockets between two
# processes of our own, which has no address.
TOUCHING = {
    ("tertulia.lib.handed_files", "socket"),
    ("tertulia.desk.invitations", "smtplib.SMTPException"),
    ("tertulia.commands.tls", "socket"),
}


def names_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
