"""A provider of OpenID Connect on this machine: small, real, and saying of its visitors what a test wants."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "tertulia", "not told to anybody"
_KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
Answer = tuple[int, str, bytes]


class Issuer(ThreadingHTTPServer):
    """The provider: ``claims`` are what it says of whoever visits it, ``asked`` the paths that it was asked for. What
    is ``broken`` answers at its path with a status, a type and a body, or None: it hangs up. ``of_token`` is what its
    token says besides, none at all if that is None; ``key`` signs it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims: dict[str, Any] = {"sub": "ruth-1", "email": "ruth@example.net", "email_verified": True}
        self.of_token: dict[str, Any] | None = {}
        self.key = _KEY
        self.broken: dict[str, Answer | None] = {}
        self.asked: list[str] = []
        self.waiting: dict[str, dict[str, str]] = {}

    def visit(self, address: str) -> str:
        """Say who one is there; answers the address that leads back, as a browser would be sent."""
        assert address.startswith(f"{self.origin}/authorize?")
        query = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
        assert (query["client_id"], query["response_type"], query["code_challenge_method"]) == (CLIENT, "code", "S256")
        code = f"code-{len(self.waiting)}"
        self.waiting[code] = query
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"


class _Answers(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        if self._is_broken(self._path):
            return
        if self._path == "/.well-known/openid-configuration":
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{self.server.origin}/{path}" for name, path in names.items()}
            self._say({"issuer": self.server.origin, "jwks_uri": f"{self.server.origin}/keys", **ends})
        elif self._path == "/keys":
            known = json.loads(RSAAlgorithm.to_jwk(_KEY.public_key()))
            self._say({"keys": [{**known, "kid": "1", "alg": "RS256", "use": "sig"}]})
        elif self._path == "/userinfo" and self.headers["Authorization"] == "Bearer for a while":
            self._say(self.server.claims)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self._is_broken(self._path):
            return
        sent = {name: value for name, [value] in parse_qs(body).items()}
        asked = self.server.waiting.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_good = asked and (asked["redirect_uri"], asked["code_challenge"]) == (sent["redirect_uri"], challenge)
        if self._path != "/token" or not is_good or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET):
            self.send_error(400)
            return
        now = int(time.time())
        facts = {"iss": self.server.origin, "aud": CLIENT, "iat": now, "exp": now + 60}
        said: dict[str, Any] = {"access_token": "for a while", "token_type": "Bearer"}
        if (more := self.server.of_token) is not None:
            claims = {**facts, **self.server.claims, **more}
            said["id_token"] = jwt.encode(claims, self.server.key, "RS256", {"kid": "1"})
        self._say(said)

    def log_message(self, *_about: Any) -> None:
        pass

    @property
    def _path(self) -> str:
        return urlsplit(self.path).path

    def _is_broken(self, path: str) -> bool:
        self.server.asked.append(path)
        if path not in self.server.broken:
            return False
        if answer := self.server.broken[path]:
            self._answer(*answer)
        else:
            self.connection.shutdown(SHUT_RDWR)
            self.close_connection = True
        return True

    def _say(self, what: dict[str, Any]) -> None:
        self._answer(200, "application/json", json.dumps(what).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def issuer() -> Iterator[Issuer]:
    """One that answers as long as the test goes on."""
    with Issuer() as served:
        thread = Thread(target=served.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def come_back(client: Client, there: Issuer, to: str = "") -> Any:
    """Leave for the provider with that browser, say there who one is, and come back."""
    return client.get(way_back(client, there, to))


def way_back(client: Client, there: Issuer, to: str = "") -> str:
    """The address at which one would come back so."""
    back = urlsplit(there.visit(leave(client, to)))
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


def leave(client: Client, to: str = "") -> str:
    """The address that leads to the provider."""
    answer = client.post("/accounts/example/login/", {"next": to})
    assert answer.status_code == 200
    return str(answer.headers["Refresh"].removeprefix("0; url="))


def is_signed_in(client: Client) -> bool:
    """Whether somebody is signed in in that browser."""
    return "_auth_user_id" in client.session
