"""Every address there is, asked by somebody, each time as if it were the first: what a request did is undone."""

import re
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conversation.form import SAME_ORIGIN
from tests.security.answers.setting import Setting

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What a session, and who is looking at a comment just now, is kept in: reading may write that.
_OF_READING = ("django_session", "conversation_presence")
_WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_CONVERTED = re.compile(r"<\w+:(\w+)>")
# allauth's, whose regular expressions are read as parts that a path names.
_BY_EXPRESSION = {
    r"(?P<key>[-:\w]+)": "<key>",
    r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)": "<uid>-<key>",
    r"(?P<provider_id>[^/]+)": "<provider>",
}

# The first comment quotes nobody and was never edited, the first wording of a post changed nothing.
_NUMBERS = {"/quotes/<place>/": 2, "/<number>/history/": 3, "/revisions/<number>/": 2}


def addresses() -> list[str]:
    """All of them, by the resolver, as a reader of the documentation would write them."""
    return [*dict.fromkeys(_walk(get_resolver().url_patterns, "/"))]


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        here = before + described(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        else:
            yield here


def described(pattern: URLPattern | URLResolver) -> str:
    """The address of a pattern, or how those in it begin."""
    part = str(pattern.pattern).removeprefix("^").removesuffix("$")
    for expression, name in _BY_EXPRESSION.items():
        part = part.replace(expression, name)
    return _CONVERTED.sub(r"<\1>", part)


def filled(address: str, setting: Setting) -> str:
    """The address of what is there."""
    parts = dict(setting.parts)
    parts["token"] = next((token for start, token in setting.tokens.items() if address.startswith(start)), "")
    parts["number"] = next((number for end, number in _NUMBERS.items() if address.endswith(end)), 1)
    return re.sub(r"<(\w+)>", lambda part: str(parts.get(part[1], "x")), address)


def asks_who(answer: Any) -> bool:
    """Whether that answer could have been another for somebody else: it has looked at the session."""
    session = getattr(answer.wsgi_request, "session", None)
    return session is not None and session.accessed


class Asker:
    """Somebody with a browser that no request changes, and what the last one wrote."""

    def __init__(self, user: Any, *, forged: bool = False) -> None:
        self.browser = Client(raise_request_exception=False, enforce_csrf_checks=forged)
        self.headers = {"Sec-Fetch-Site": "cross-site"} if forged else SAME_ORIGIN
        if user:
            self.browser.force_login(user)
        self.cookies = self.browser.cookies.output(header="", sep=";")
        self.wrote: list[str] = []

    def ask(self, method: str, address: str, form: Mapping[str, Any]) -> Any:
        """The answer."""
        cache.clear()
        self.browser.cookies = SimpleCookie(self.cookies)
        self.wrote = []
        with transaction.atomic(), connection.execute_wrapper(self._note):
            if method == "POST":
                answer = self.browser.post(address, form, headers=self.headers)
            else:
                answer = self.browser.generic(method, address, headers=self.headers)
            transaction.set_rollback(True)
        if answer.streaming:
            answer.getvalue()  # whoever reads a file to its end has it closed
        return answer

    def _note(self, execute: Any, sql: Any, *more: Any) -> Any:
        if (write := _WRITE.match(str(sql))) and write[1] not in _OF_READING:
            self.wrote.append(write[1])
        return execute(sql, *more)
