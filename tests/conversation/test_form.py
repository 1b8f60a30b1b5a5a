"""The form's markup: labels, help, a trap that no person meets."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from tertulia.weblog.post import Post
from tests.conversation.form import form_of, page_of, send, typed_by_ruth
from tests.conversation.people import published


@pytest.fixture(params=["page", "reply", "preview", "refused"])
def answer(request: pytest.FixtureRequest, client: Client, post: Post) -> Any:
    """Each page that shows the form."""
    published(post)
    where = f"{post.link.removesuffix('.html')}/comments/"
    token = form_of(client.get(post.link)).css_first("input[name=token]")
    assert token is not None
    typed = {**typed_by_ruth("More."), "token": token.attributes["value"] or ""}
    pages: dict[str, Callable[[], Any]] = {
        "page": lambda: client.get(post.link),
        "reply": lambda: client.get(f"{where}1/reply/"),
        "preview": lambda: send(client, f"{where}preview/", typed),
        "refused": lambda: send(client, where, {**typed, "name": ""}),
    }
    return pages[request.param]()


def test_every_field_has_a_label_and_an_id_of_its_own(answer: Any) -> None:
    page, form = page_of(answer), form_of(answer)
    for field in form.css("input:not([type=hidden]), textarea"):
        [label] = form.css(f"label[for={field.attributes['id']}]")
        assert label.text().strip()
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_browsers_are_told_what_to_fill_in(answer: Any) -> None:
    form = form_of(answer)
    for name in ("name", "email", "url"):
        assert form.css_first(f"input[name={name}]").attributes["autocomplete"] == name  # type: ignore[union-attr]


def test_the_trap_is_hidden_from_people_without_any_style(answer: Any) -> None:
    [trap] = form_of(answer).css("[hidden] input")
    assert trap.attributes["name"] == "fax"
    assert trap.attributes["tabindex"] == "-1"
    assert trap.attributes["autocomplete"] == "off"


def test_there_is_one_first_heading_and_no_level_is_skipped(answer: Any) -> None:
    levels = [int((node.tag or "h0")[1]) for node in page_of(answer).css("h1, h2, h3, h4")]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
