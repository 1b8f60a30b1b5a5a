from django.test import Client

from tertulia.weblog.weblog import Weblog, create_weblog
from tests.screens import all_of, check_screen, words


def test_the_only_weblog_is_where_the_front_door_leads(client: Client, weblog: Weblog) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/harbour/")


def test_several_weblogs_are_listed(client: Client, weblog: Weblog) -> None:
    create_weblog("ferry", title="The Ferry Book", tagline="Crossings")
    tree = check_screen(client.get("/"))  # type: ignore[arg-type]
    assert [(words(a), a.get("href")) for a in all_of(tree, "main//a")] == [
        ("The Ferry Book", "/ferry/"),
        ("The Harbour Gate", "/harbour/"),
    ]


def test_without_a_weblog_the_host_is_told_where_to_start(client: Client, db: None) -> None:
    tree = check_screen(client.get("/"))  # type: ignore[arg-type]
    assert [a.get("href") for a in all_of(tree, "main//a")] == ["/desk/"]
