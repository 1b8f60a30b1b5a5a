"""What goes with every answer, whatever the address, the method and the outcome."""

import re
from typing import Any

_REFERRERS = ("strict-origin-when-cross-origin", "same-origin", "no-referrer")
_FOR_ONE = re.compile(r"/desk/|/accounts/|/harbour/(comments/yours|my-data|confirmation|sign-in)/|.*/more/$")


def faults(answer: Any, address: str) -> list[str]:
    """What is missing: scripts and styles come from here alone, nothing frames it, nothing is guessed, little is told
    to other sites; a page for one person is stored by nobody."""
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    sources = {policy.get(name, policy["default-src"]) for name in ("script-src", "style-src")}
    wanted = {
        "scripts and styles": sources <= {"'self'", "'none'"} and "unsafe" not in headers["Content-Security-Policy"],
        "plug-ins": policy.get("object-src", policy["default-src"]) == "'none'",
        "frames": headers["X-Frame-Options"] == "DENY",
        "kinds": headers["X-Content-Type-Options"] == "nosniff",
        "referrer": headers["Referrer-Policy"] in _REFERRERS,
        "opener": headers["Cross-Origin-Opener-Policy"] == "same-origin",
        "devices": "geolocation=()" in headers["Permissions-Policy"],
        "programs": not {"Server", "X-Powered-By"} & {*headers},
        "cookies": all(_is_safe(cookie) for cookie in answer.cookies.values() if cookie.value),
        "caches": not (answer.status_code == 200 and _FOR_ONE.match(address)) or headers["Cache-Control"] == "no-store",
        "desks": not address.startswith("/desk/") or answer.status_code != 200 or "Cookie" in headers["Vary"],
    }
    return [name for name, is_right in wanted.items() if not is_right]


def _is_safe(cookie: Any) -> bool:
    return (cookie["httponly"] or cookie.key == "commenter") and cookie["samesite"] in ("Lax", "Strict")
