"""The sidebar: order, on and off, lists of links."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tertulia.weblog import modules
from tertulia.weblog.weblog import Weblog
from tests.desk.people import page

SIDEBAR = "/desk/harbour/sidebar/"


def kinds(weblog: Weblog) -> list[str]:
    return [module["kind"] for module in Weblog.objects.get(id=weblog.id).sidebar]


def press(client: Client, address: str, **form: object) -> int:
    version = client.get(SIDEBAR).context["version"]
    return client.post(f"{SIDEBAR}{address}", {"version": version, **form}).status_code


def test_modules_move_and_are_switched_off_and_on(marta: Client, weblog: Weblog) -> None:
    before = kinds(weblog)
    press(marta, "modules/1/up/")
    assert kinds(weblog)[:2] == [before[1], before[0]]
    press(marta, "modules/0/down/")
    assert kinds(weblog) == before
    press(marta, "modules/2/removal/")
    assert before[2] not in kinds(weblog)
    press(marta, "modules/", kind=before[2])
    assert kinds(weblog) == [*before[:2], *before[3:], before[2]]


def test_at_the_ends_a_module_stays(marta: Client, weblog: Weblog) -> None:
    before = kinds(weblog)
    press(marta, "modules/0/up/")
    press(marta, f"modules/{len(before) - 1}/down/")
    assert kinds(weblog) == before


def test_a_list_of_links_is_added_and_filled(marta: Client, weblog: Weblog) -> None:
    press(marta, "modules/", kind="links")
    place = len(kinds(weblog)) - 1
    lines = "Tide tables | https://tides.example/ | daily\n\nhttps://harbour.example/"
    press(marta, f"modules/{place}/links/", title="Around the harbour", lines=lines)
    assert Weblog.objects.get(id=weblog.id).sidebar[place] == {
        "kind": "links",
        "title": "Around the harbour",
        "links": [
            {"title": "Tide tables", "url": "https://tides.example/", "note": "daily"},
            {"title": "", "url": "https://harbour.example/", "note": ""},
        ],
    }
    assert "Tide tables | https://tides.example/ | daily" in page(marta.get(SIDEBAR))


@pytest.mark.parametrize("line", ["no link at all", "Bad | javascript:alert(1)"])
def test_a_line_that_is_no_link_gives_the_text_back(marta: Client, weblog: Weblog, line: str) -> None:
    press(marta, "modules/", kind="links")
    place = len(kinds(weblog)) - 1
    version = marta.get(SIDEBAR).context["version"]
    form = {"version": version, "title": "Mine", "lines": f"Fine | https://x.example/\n{line}"}
    response = marta.post(f"{SIDEBAR}modules/{place}/links/", form)
    assert response.status_code == 422
    assert line in page(response)
    assert Weblog.objects.get(id=weblog.id).sidebar[place]["links"] == []


def test_what_is_wrong_changes_nothing(marta: Client, weblog: Weblog) -> None:
    before = kinds(weblog)
    assert press(marta, "modules/99/up/") == 404
    assert press(marta, "modules/0/links/", lines="") == 404
    press(marta, "modules/", kind="about")
    press(marta, "modules/", kind="nonsense")
    assert kinds(weblog) == before


def test_a_place_that_no_list_has_is_a_404(marta: Client, weblog: Weblog) -> None:
    before = kinds(weblog)
    for place in ("77", "99999999999999999999"):
        assert press(marta, f"modules/{place}/up/") == 404
        assert press(marta, f"modules/{place}/links/", title="x", lines="") == 404
    assert kinds(weblog) == before


def test_an_old_page_does_not_move_another_module(marta: Client, weblog: Weblog) -> None:
    old = marta.get(SIDEBAR).context["version"]
    press(marta, "modules/0/removal/")
    before = kinds(weblog)
    html = page(marta.post(f"{SIDEBAR}modules/0/removal/", {"version": old}, follow=True))
    assert "changed meanwhile" in html
    assert kinds(weblog) == before


_word = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(
    st.lists(st.fixed_dictionaries({"title": _word, "url": _word.map("https://x.example/{}".format), "note": _word}))
)
def test_links_written_as_lines_are_read_as_they_were(links: list[dict[str, str]]) -> None:
    lines = modules.as_lines({"links": links})
    assert [modules.link_of(line) for line in lines.splitlines()] == links
