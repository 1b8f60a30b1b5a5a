"""The addresses of a host name: asked for once, all of them checked."""

import queue
import socket
import threading
from ipaddress import ip_address

from tertulia.lib.outgoing.errors import FetchError, NoSuchName, Refused, TooSlow, Unreachable
from tertulia.lib.outgoing.policy import Policy
from tertulia.lib.outgoing.reach import Address, is_public

_NOBODY = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def addresses_of(host: str, policy: Policy, seconds: float) -> list[Address]:
    """Every address of ``host``. Raises Refused if only one of them is not out on the internet: a name that leads both
    ways means no good."""
    found = _resolve(host, seconds)
    for one in found:
        if not is_public(one) and not any(one in network for network in policy.networks):
            raise Refused(f"{host} leads to {one}, which is not an address on the internet")
    return found


def _resolve(host: str, seconds: float) -> list[Address]:
    # In a thread, as the system's resolver knows no time limit.
    answers: queue.SimpleQueue[list[Address] | FetchError] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_ask(host)), name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TooSlow(f"nobody said in time where {host} is") from None
    if isinstance(answer, FetchError):
        raise answer
    return answer


def _ask(host: str) -> list[Address] | FetchError:
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found = [ip_address(str(row[4][0])) for row in rows]
    except socket.gaierror as error:
        kind = NoSuchName if error.errno in _NOBODY else Unreachable
        return kind(f"{host} cannot be found: {error.strerror}")
    except (OSError, ValueError) as error:
        return Unreachable(f"{host} cannot be found: {error}")
    return list(dict.fromkeys(found)) or NoSuchName(f"{host} has no address")
