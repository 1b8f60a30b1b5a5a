"""From an ASGI request to a WSGI environment (PEP 3333)."""

import sys
from typing import IO, Any
from urllib.parse import unquote_to_bytes

# These two have no prefix (RFC 3875, section 4.1).
_BARE = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
_JOINED_BY = {b"cookie": "; "}


def environ_of(scope: dict[str, Any], body: IO[bytes], file_wrapper: Any) -> dict[str, Any]:
    """The environment of a request whose whole body is there. Header names with an underscore are left out: one could
    not tell ``X_Forwarded_For`` from ``X-Forwarded-For`` any more."""
    server, client = scope.get("server") or ("localhost", None), scope.get("client")
    size = body.seek(0, 2)
    body.seek(0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": file_wrapper,
    }
    environ |= _headers(scope["headers"])
    environ["CONTENT_LENGTH"] = str(size)
    return environ


def _headers(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        if b"_" in name or name == b"transfer-encoding":
            continue
        key = _BARE.get(name) or f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"
        text = value.decode("latin-1")
        found[key] = f"{found[key]}{_JOINED_BY.get(name, ', ')}{text}" if key in found else text
    return found
