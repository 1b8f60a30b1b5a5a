"""What every answer carries, and what no request may bring."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["/harbour/", "/harbour/nothing.html", "/accounts/login/", "/harbour/atom.xml", "/robots.txt"])
def answer(request: pytest.FixtureRequest, cast: Cast, client: Client) -> HttpResponseBase:
    """Answers of every kind: a page, a 404, a form, a feed, plain text."""
    return client.get(str(request.param))


def test_a_page_may_load_scripts_and_styles_from_here_alone(answer: HttpResponseBase) -> None:
    policy = dict(rule.split(" ", 1) for rule in answer["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_its_neighbours_are_there(answer: HttpResponseBase) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


def test_a_reader_gets_no_cookie(cast: Cast, client: Client) -> None:
    for path in ("/harbour/", "/harbour/nothing.html", "/harbour/atom.xml", "/harbour/search/?q=ferry"):
        assert not client.get(path).cookies


@pytest.mark.parametrize("path", ["/harbour/%00.html", "/harbour/2017/08/a%00b.html", "/%00", "/harbour/tag/%00/"])
def test_a_path_that_is_no_text_is_nobodys_address(cast: Cast, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "%00=q", "q=a&q=b%00"])
def test_a_query_that_is_no_text_is_refused(cast: Cast, client: Client, query: str) -> None:
    assert client.get(f"/harbour/search/?{query}").status_code == 400


def test_a_foreign_host_is_not_answered(cast: Cast, client: Client) -> None:
    assert client.get("/harbour/", headers={"host": "evil.example"}).status_code == 400
