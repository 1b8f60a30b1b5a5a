"""Asking other people's servers: the one door out, for all of Tertulia. Only the worker may use it, never a request.

A stranger may have written the address. So it is taken apart once (``outgoing/target.py``), its name is resolved once
and every address of it must be on the internet (``outgoing/reach.py``), the connection goes to one of these addresses
and nowhere else, each redirect is checked like the first address, and time and size have bounds. No cookies, no proxies
of the environment, no retries."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from tertulia.lib.outgoing import body as bodies
from tertulia.lib.outgoing.connection import Connection, Deadline, connect
from tertulia.lib.outgoing.errors import Broken, Refused, TooSlow, Unreachable
from tertulia.lib.outgoing.policy import Policy, policy
from tertulia.lib.outgoing.resolving import addresses_of
from tertulia.lib.outgoing.target import Target, target
from tertulia.version import __version__

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, of silence and for all of it with its redirects; bytes of a body; redirects that are
    followed. With ``cut`` a body that is too large is cut off instead of refused."""

    connect: float = 5
    silence: float = 10
    whole: float = 30
    size: int = 2 * 1024 * 1024
    redirects: int = 5
    cut: bool = False


@dataclass(frozen=True)
class Asked:
    """What to ask with: GET, or POST with a body of a kind."""

    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the server at ``url`` said, unpacked. ``passed`` are the addresses that redirected there, with their
    status; ``is_whole`` tells whether the body was not cut."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_whole: bool = True
    passed: tuple[tuple[str, int], ...] = ()

    def header(self, name: str) -> str:
        """The first header of this name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


DEFAULT = Limits()
GET = Asked()


def fetch(url: str, limits: Limits = DEFAULT, asked: Asked = GET) -> Answer:
    """Ask for ``url`` and follow where it leads; any status is an answer. Raises a FetchError (``outgoing/errors.py``)
    if none came. A POST is not sent on to where it is redirected: the redirect is then the answer."""
    rules = policy()
    if not rules.is_on:
        raise Refused("this installation fetches nothing from elsewhere (TERTULIA_FETCH)")
    deadline, passed = Deadline(limits.whole, limits.silence), list[tuple[str, int]]()
    while True:
        there = target(url, rules)
        answer = _ask(there, rules, deadline, limits, asked)
        location = answer.header("location")
        if answer.status not in _REDIRECTS or not location or asked.method != "GET":
            return Answer(**{**vars(answer), "passed": tuple(passed)})
        passed.append((there.url, answer.status))
        if len(passed) > limits.redirects:
            raise Broken(f"it leads on more than {limits.redirects} times")
        url = _next(there, location)


def user_agent() -> str:
    """How Tertulia introduces itself: who asks, and where to complain."""
    return f"Tertulia/{__version__} (+{settings.ORIGIN}/)"


def _next(there: Target, location: str) -> str:
    # Servers write what they like into this header, many of them UTF-8.
    try:
        return (
            urlsplit(urljoin(there.url, location.encode("latin-1").decode("utf-8", "replace")))
            ._replace(fragment="")
            .geturl()
        )
    except ValueError as error:
        raise Broken(f"it leads on to what is no address: {location[:80]!r}") from error


def _ask(there: Target, rules: Policy, deadline: Deadline, limits: Limits, asked: Asked) -> Answer:
    addresses = addresses_of(there.host, rules, deadline.left(limits.connect))
    with connect(there, addresses, deadline, limits.connect) as connected:
        try:
            return _exchange(Connection(there, connected, deadline), there, limits, asked)
        except TimeoutError as error:
            raise TooSlow(f"{there.host} fell silent") from error
        except http.client.HTTPException as error:
            raise Broken(f"{there.host} answered what is no HTTP: {error!r}"[:200]) from error
        except OSError as error:
            raise Unreachable(f"{there.host} hung up: {error.strerror or error}") from error


def _exchange(connection: Connection, there: Target, limits: Limits, asked: Asked) -> Answer:
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    connection.request(asked.method, there.path, asked.body, {**headers, **asked.headers})
    response = connection.getresponse()
    if response.status in _REDIRECTS:
        taken, is_whole = b"", True
    else:
        taken, is_whole = bodies.read(response, limits.size, cut=limits.cut)
    return Answer(there.url, response.status, response.reason, tuple(response.getheaders()), taken, is_whole)
