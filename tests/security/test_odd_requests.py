"""Every public address, asked for in every odd way: there is always an answer, and it is never “our fault” (500)."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.lib import text
from tertulia.urls import CONVERSATION, INSTALLATION, WEBLOG
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.people import published
from tests.examples import examples

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X"]

ODD_PARTS = [
    "%00", "%0a", "%0d%0aX:1", "%ff%fe", "%ed%a0%80", "%2e%2e", "..", "%2f", "%5c", "%", "%zz", "%25", "*", "'", '"',
    "a" * 3000, "a/" * 1500, "%F0%9F%98%80" * 300, "9" * 5000, "99999999999999999999", "0", "-1", "0000", "2017", "13",
    "%D9%A1", "%E2%80%AE", "None", "null", "{}", "index.html", "comments", "tag", "page", "search", "%20", "+", ";",
    "<b>", "=", "%c0%af", "\x7f", "%u0041", "harbour", "desk",
]  # fmt: skip
ODD_QUERIES = [
    "%00", "q=%00", "q=%ff", "q=%ed%a0%80", "q=" + "a" * 5000, "q=%22%27%29*", "q=NEAR(a%20b)&page=2", "q=a&page=0",
    "q=a&page=-1", "page=" + "9" * 5000, "page=99999999999999999999", "page=%D9%A1", "page=1.5", "page=", "cid=%00",
    "cid=" + "9" * 3000, "&".join(f"a{n}=1" for n in range(1500)), "%", "=&&;", "q[]=1", "q=a&q=b", "page=1&page=x",
    "format=../../x", "q=%E2%80%AE", "q=" + "(" * 200, "q=" + quote("東京 'x' & !y | <-> :*"), "next=//evil.example/",
]  # fmt: skip
ODD_HEADERS: list[dict[str, str]] = [
    {"If-Modified-Since": "yesterday"},
    {"If-Modified-Since": "Sat, 29 Oct 99999 19:43:31 GMT"},
    {"If-None-Match": '"' * 500},
    {"If-None-Match": '*, W/"x", "'},
    {"Range": "bytes=5-1,x"},
    {"Accept": "\x7f/*;q=x"},
    {"Accept-Language": "x-" * 900},
    {"Accept-Encoding": "gzip;q=x,"},
    {"Cookie": 'tertulia_session="\\000\\000\\000\\000\\000\\000\\000\\000\\000"'},
    {"Cookie": "tertulia_session=" + "x" * 4000},
    {"Cookie": "commenter=" + "%5B" * 20_000},
    {"Cookie": "commenter=%22%00"},
    {"Cookie": "commenter={}; =; ;;; tertulia_csrf=" + "é"},
    {"X-Forwarded-For": "'", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
    {"Origin": "null", "Referer": "//", "Sec-Fetch-Site": "\x00"},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 200},
    {"X-HTTP-Method-Override": "DELETE"},
]
TALKED_ABOUT = "/harbour/2017/08/storm.html"


@pytest.fixture
def browser(cast: Cast) -> Client:
    """Somebody who gets an answer where a test would get the error."""
    bridges = add_category(cast.weblog, "Bridges")
    post = published_post(cast.weblog, "Storm", author=cast.host, categories=[bridges], tags=["Tolls"])
    Post.objects.filter(id=post.id).update(path=TALKED_ABOUT)
    published(Post.objects.get(id=post.id))
    return Client(raise_request_exception=False)


def patterns() -> Iterator[str]:
    """The public addresses as urls.py writes them."""
    for pattern in [*INSTALLATION, *WEBLOG, *CONVERSATION]:
        if isinstance(pattern, URLPattern):
            yield str(pattern.pattern)


GOOD = {"slug": "harbour", "stem": TALKED_ABOUT[1:-5], "address": TALKED_ABOUT[1:], "year": "2017", "month": "08"} | {
    "page": "1", "number": "1", "file": "atom.xml", "tag": "tolls", "author": "marta-oyelaran", "category": "bridges",
    "name": "images/x.png", "token": "x", "person": "ruth", "place": "0", "part": "1", "provider": "x", "reply_id": "1",
}  # fmt: skip


def addresses() -> Iterator[str]:
    """Each address as it should be, and with each of its parts odd."""
    for place, pattern in enumerate(patterns()):
        names = re.findall(r"<\w+:(\w+)>", pattern)
        yield filled(pattern, GOOD)
        for name, odd in product(names, share(ODD_PARTS, place)):
            yield filled(pattern, {**GOOD, name: odd})


def share(values: list[Any], place: int) -> list[Any]:
    """Every twelfth of these, others at each place: all together each meets views of every kind, in a twelfth of the
    time."""
    return values[place % 12 :: 12]


def filled(pattern: str, parts: dict[str, str]) -> str:
    return "/" + re.sub(r"<\w+:(\w+)>", lambda match: parts[match[1]], pattern)


def ask(browser: Client, method: str, address: str, **more: Any) -> int:
    response = browser.generic(method, address, **more)
    if method in ("GET", "HEAD", "get") and "headers" not in more:
        assert not response.cookies or address.startswith("/accounts/"), address
    assert response.headers["Content-Security-Policy"], address
    return response.status_code


def failing(asked: Iterator[tuple[str, int]]) -> list[str]:
    return [what[:200] for what, status in asked if status >= 500]


def test_no_path_is_too_odd(browser: Client) -> None:
    assert failing((address, ask(browser, "GET", address)) for address in addresses()) == []


def test_no_query_is_too_odd(browser: Client) -> None:
    asked = (
        f"{filled(pattern, GOOD)}?{query}" for n, pattern in enumerate(patterns()) for query in share(ODD_QUERIES, n)
    )
    assert failing((address, ask(browser, "GET", address)) for address in asked) == []


def test_no_method_is_too_odd(browser: Client) -> None:
    asked = ((method, filled(pattern, GOOD)) for n, pattern in enumerate(patterns()) for method in share(METHODS, n))
    assert failing((" ".join(pair), ask(browser, *pair)) for pair in asked) == []


def test_no_header_is_too_odd(browser: Client) -> None:
    asked = (
        (filled(pattern, GOOD), headers) for n, pattern in enumerate(patterns()) for headers in share(ODD_HEADERS, n)
    )
    assert (
        failing((f"{address} {headers}", ask(browser, "GET", address, headers=headers)) for address, headers in asked)
        == []
    )


def test_the_star_that_stands_for_the_whole_server_is_an_answer_too(browser: Client) -> None:
    # What ``OPTIONS * HTTP/1.1`` is handed on as.
    for method in METHODS:
        assert ask(browser, method, "/", PATH_INFO="*") < 500, method


PIECES = st.sampled_from(
    [
        "harbour",
        "comments",
        "page",
        "tag",
        "author",
        "2017",
        "08",
        "storm",
        "1",
        "reply",
        "atom.xml",
        "media",
        ".",
        "..",
        "",
        "*",
    ]
)
ANY = st.one_of(PIECES, st.text(max_size=8), st.binary(max_size=6).map(lambda raw: quote(raw)), st.integers().map(str))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(METHODS[:5]),
    parts=st.lists(ANY, max_size=6),
    query=st.dictionaries(st.sampled_from(["q", "page", "cid", "x"]), st.text(max_size=12), max_size=3),
)
def test_whatever_is_asked_there_is_an_answer(
    browser: Client, method: str, parts: list[str], query: dict[str, str]
) -> None:
    path = "/" + "/".join(text.clean(part) and quote(part, safe="%.*", errors="surrogatepass") for part in parts)
    asked = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in query.items())
    assert ask(browser, method, "/", PATH_INFO=path, QUERY_STRING=asked) < 500, (method, path, asked)
