"""A browser without a network: it asks the WSGI application for a post, fills in the form and posts a comment."""

import io
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlencode

_ACTION = re.compile(r'<form class="say"[^>]* action="([^"]*)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_WORDS = "The ferry waited for the tide to turn, and the harbour office for the ferry."


# As WSGI has it (PEP 3333).
Request = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """Where the form of a page is sent, and what stands in its hidden fields."""

    action: str
    hidden: Mapping[str, str]


class Browser:
    """Any number of readers, each with a name and an address of their own, in any number of threads."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application, self._numbers = application, itertools.count(1)

    def open(self, path: str) -> Form:
        """The comment form on the page of a post."""
        page = self.send(_environ(path, "GET"), 200)
        action = _ACTION.search(page)
        assert action, f"there is no form on {path}"
        return Form(unescape(action[1]), {name: unescape(value) for name, value in _HIDDEN.findall(page)})

    def fill(self, form: Form) -> Request:
        """What is sent when somebody who has not commented yet has filled in the form; every third leaves no e-mail."""
        number = next(self._numbers)
        email = f"poster{number}@example.org" if number % 3 else ""
        text = f"I was there, on day {number}.\r\n\r\n> {_WORDS}\r\n\r\nIt was not like that: {_WORDS}\r\n"
        typed = {"name": f"Poster {number}", "email": email, "url": "", "fax": "", "text": text}
        body = urlencode({**form.hidden, **typed}).encode()
        return _environ(form.action, "POST", body, f"10.128.{number >> 8}.{number & 255}")

    def send(self, request: Request, expected: int = 303) -> str:
        """Ask the application; answers the page. Raises AssertionError for another status than ``expected``."""
        answered: list[str] = []

        def start_response(status: str, headers: object, exc_info: object = None) -> None:
            answered.append(status)

        result = self.application(request, start_response)
        page = b"".join(result).decode()
        if hasattr(result, "close"):
            result.close()
        assert answered[-1].startswith(str(expected)), f"{request['PATH_INFO']}: {answered[-1]}\n{page}"
        return page


def _environ(path: str, method: str, body: bytes = b"", address: str = "10.0.0.1") -> Request:
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": address,
        "HTTP_X_FORWARDED_FOR": address,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_USER_AGENT": "Mozilla/5.0",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
