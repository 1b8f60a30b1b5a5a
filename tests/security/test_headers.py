"""What goes with every answer, whatever the address, the method and the outcome: by all of ``urls.py``."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

from tertulia.conversation.authorship import token_of
from tertulia.conversation.comment import Comment
from tertulia.urls import CONVERSATION, DESK, INSTALLATION, WEBLOG
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import published

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_REFERRERS = ("strict-origin-when-cross-origin", "same-origin", "no-referrer")
_PRIVATE = ("/desk/", "/accounts/", "/harbour/comments/yours/", "/harbour/my-data/", "/harbour/confirmation/you/")


def addresses(post: Post, comment: Comment) -> Iterator[str]:
    """Each address there is, filled with what is there."""
    known = {
        "slug": "harbour", "stem": post.stem.lstrip("/"), "number": 1, "comment_id": comment.id, "post_id": post.id,
        "token": token_of(comment), "file": "atom.xml", "year": f"{post.local_date:%Y}",
        "month": f"{post.local_date:%m}", "author": "marta-oyelaran", "name": "nothing.png",
        "address": "harbour/nothing.html", "place": 0,
    }  # fmt: skip
    for before, patterns in (("", INSTALLATION), ("desk/", DESK), ("", WEBLOG), ("", CONVERSATION)):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield "/" + before + re.sub(r"<\w+:(\w+)>", lambda it: str(known.get(it[1], 1)), str(pattern.pattern))
            else:
                assert isinstance(pattern, URLResolver)
                yield from ("/accounts/login/", "/accounts/logout/", "/accounts/password/reset/", "/accounts/x/")
    yield from ("/static/nothing.js", "/nothing", "/desk/nothing/", f"{post.stem}.html")


def check(answer: HttpResponse, address: str) -> None:
    """Scripts come from here alone, nothing frames it, nothing is guessed, little is told to other sites."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    scripts = policy.get("script-src", policy["default-src"])
    assert scripts in ("'self'", "'none'"), address
    assert policy.get("style-src", policy["default-src"]) in ("'self'", "'none'"), address
    assert policy.get("object-src", policy["default-src"]) == "'none'", address
    assert answer.headers["X-Content-Type-Options"] == "nosniff", address
    assert answer.headers["X-Frame-Options"] == "DENY", address
    assert answer.headers["Referrer-Policy"] in _REFERRERS, address
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    assert "geolocation=()" in answer.headers["Permissions-Policy"], address
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers
    for cookie in answer.cookies.values():
        assert cookie["httponly"] or cookie.key == "commenter", (address, cookie.key)
        assert cookie["samesite"] in ("Lax", "Strict"), (address, cookie.key)


@pytest.mark.parametrize("who", ["host", "reader"])
def test_every_answer_carries_the_policy_and_its_neighbours(who: str, cast: Cast, post: Post, marta: Client) -> None:
    comment = published(post)
    browser = marta if who == "host" else Client()
    browser.raise_request_exception = False
    for address in dict.fromkeys(addresses(post, comment)):
        for method in _METHODS:
            answer = browser.generic(method, address)
            assert answer.status_code < 500, (method, address)
            check(answer, f"{method} {address}")  # type: ignore[arg-type]


def test_what_is_for_one_person_is_stored_by_nobody(cast: Cast, post: Post, marta: Client) -> None:
    comment = published(post)
    asked = [one for one in addresses(post, comment) if one.startswith(_PRIVATE) or one.endswith("/more/")]
    assert len(asked) > 60
    for address in dict.fromkeys(asked):
        answer = marta.get(address)
        if answer.status_code == 200:
            assert answer.headers["Cache-Control"] == "no-store", address
