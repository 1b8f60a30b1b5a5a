"""A provider of OpenID Connect on this machine: small, real, and saying of its visitors what a test wants."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

CLIENT, SECRET = "tertulia", "not told to anybody"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Issuer(ThreadingHTTPServer):
    """The provider: ``claims`` are what it says of whoever visits it, ``asked`` the paths that it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims: dict[str, Any] = {"sub": "ruth-1", "email": "ruth@example.net", "email_verified": True}
        self.of_token: dict[str, Any] = {}
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
        if self._path == "/.well-known/openid-configuration":
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{self.server.origin}/{path}" for name, path in names.items()}
            self._say({"issuer": self.server.origin, "jwks_uri": f"{self.server.origin}/keys", **ends})
        elif self._path == "/userinfo" and self.headers["Authorization"] == "Bearer for a while":
            self._say(self.server.claims)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
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
        token = jwt.encode({**facts, **self.server.claims, **self.server.of_token}, _KEY, "RS256", {"kid": "1"})
        self._say({"access_token": "for a while", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_about: Any) -> None:
        pass

    @property
    def _path(self) -> str:
        self.server.asked.append(urlsplit(self.path).path)
        return self.server.asked[-1]

    def _say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
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
    answer = client.post("/accounts/example/login/", {"next": to})
    assert answer.status_code == 200
    address = answer.headers["Refresh"].removeprefix("0; url=")
    back = urlsplit(there.visit(address))
    assert back.netloc == "testserver"
    return client.get(f"{back.path}?{back.query}")
