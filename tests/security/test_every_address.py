"""Every address, by everybody, in every way: it answers what ``docs/addresses.md`` says, writes nothing where it must
not, and comes with all that protects a reader.

Wagtail CVE-2026-44198 to -44200 and -25517, Discourse CVE-2026-32615 and -32620, Ghost CVE-2024-43409: each time one
address forgot to ask whose the thing is."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings

from tertulia.publishing.front import Front
from tertulia.weblog.weblog import RESERVED
from tests.cast import gather
from tests.security.answers.asking import METHODS, Asker, addresses, asks_who, filled
from tests.security.answers.documented import Answers, documented
from tests.security.answers.sealed import faults
from tests.security.answers.setting import ROLES, Setting, furnish

_PARTS = ("/accounts/", "/desk/", "/<slug>/", "/")
_REFUSED = (403, 404, 405)
_FRONT = Front(WSGIHandler(), None, RESERVED)
_STRANGERS = ("anonymous", "commenter", "elsewhere")


@pytest.fixture(scope="module")
def furnished(lasting: Path) -> Setting:
    """One weblog for all of them, as nobody can change it."""
    return furnish(gather(), media=lasting)


@pytest.fixture
def setting(furnished: Setting, db: None, settings: Settings) -> Iterator[Setting]:
    """The same, quietly, as to be refused is what is looked for."""
    settings.MEDIA_ROOT = furnished.media
    logging.disable(logging.WARNING)
    yield furnished
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def page() -> dict[str, Answers]:
    """The documented answers."""
    return documented()


def test_every_address_has_its_line_and_every_line_its_address(page: dict[str, Answers]) -> None:
    assert sorted(addresses()) == sorted(page)


def test_the_page_gives_nobody_what_is_not_theirs(page: dict[str, Answers]) -> None:
    for address, answers in page.items():
        assert page[address].line(address)
        for given in (answers.get, answers.post):
            if "<" in address and address.startswith("/desk/"):
                assert given["anonymous"] in (302, 405), address
                assert {given["commenter"], given["elsewhere"]} <= {404, 405}, address
            for less, more in (("author", "editor"), ("moderator", "editor"), ("editor", "owner")):
                assert given[more] != 404 or given[less] in (404, 405), (address, more)


@pytest.mark.parametrize("part", _PARTS)
def test_each_address_answers_everybody_as_documented(part: str, setting: Setting, page: dict[str, Answers]) -> None:
    askers = {role: Asker(setting.people[role]) for role in ("owner", *ROLES)}
    asked = [address for address in page if part == next(filter(address.startswith, _PARTS))]
    assert [wrong for address in asked for wrong in _wrong_with(page[address], address, askers, setting)] == []


def _wrong_with(wanted: Answers, address: str, askers: Mapping[str, Asker], setting: Setting) -> Iterator[str]:
    for method in METHODS:
        for role, asker in askers.items():
            if method == "HEAD" and role != "owner" and wanted.get[role] == 200:
                continue  # Whom GET lets in as it lets the owner in, HEAD does too.
            answer = asker.ask(method, filled(address, setting), setting.form_of(address))
            status = wanted.to(method)[role]
            faulty = [f"documented: {status}"] if answer.status_code != status else []
            faulty += faults(answer, filled(address, setting))
            if method == "GET" and asks_who(answer) and _FRONT.is_page(filled(address, setting)):
                faulty.append("it asks who it is, and readers' cookies stay at the front")
            faulty += [f"wrote {table}" for table in asker.wrote if _may_not_write(role, method, address, answer)]
            yield from (f"{method} {address} answers {role} {answer.status_code}; {fault}" for fault in faulty)
            if not asks_who(answer):
                # Then nobody else can be answered otherwise.
                yield from [f"{address} is documented as if it asked who it is"] if wanted.depends(method) else []
                break


def _may_not_write(role: str, method: str, address: str, answer: Any) -> bool:
    is_strange = role in _STRANGERS and address.startswith("/desk/")
    return method != "POST" or answer.status_code in _REFUSED or is_strange


def test_what_is_nobody_s_address_comes_with_the_same(setting: Setting) -> None:
    for person in (None, setting.people["owner"]):
        for address in (
            "/nothing",
            "/desk/comments/nothing/",
            "/accounts/x/",
            "/static/nothing.js",
            "/harbour/nothing.html",
        ):
            for method in METHODS:
                answer = Asker(person).ask(method, address, {})
                assert answer.status_code in _REFUSED, (method, address)
                assert faults(answer, address) == [], (method, address)


def test_a_form_from_another_site_without_our_token_does_nothing(setting: Setting, page: dict[str, Answers]) -> None:
    asker = Asker(setting.people["owner"], forged=True)
    wrong = {}
    for address in page:
        answer = asker.ask("POST", filled(address, setting), setting.form_of(address))
        if answer.status_code not in _REFUSED or asker.wrote:
            wrong[address] = (answer.status_code, asker.wrote)
    assert wrong == {}
