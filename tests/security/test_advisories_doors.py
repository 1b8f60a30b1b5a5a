"""What befell others by how things are asked for, each by its name: none of it happens here.

Missing permissions are in test_every_address and test_other_weblogs, poisoned stored pages in tests/publishing,
requests to inner networks in tests/lib (test_fetch, test_reach), bodies of two lengths in tests/door."""

import ast
import io
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tertulia.conversation.authorship import link_of, token_of
from tertulia.conversation.comment import Comment
from tertulia.server.environ import environ_of
from tertulia.weblog.invitation import invite
from tertulia.weblog.member import Role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast
from tests.conversation.form import SAME_ORIGIN, fields_of
from tests.conversation.people import published, say
from tests.desk.people import Answer, page

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).parents[2] / "tertulia"
_REACHES_OUT = {"urllib.request", "http.client", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "socket"}


def test_wordpress_cve_2022_3590_ghost_53944_to_53946_wp_webmention_0686_nothing_reaches_out() -> None:
    # The one guarded fetcher, beside the server's own port, and a pair of sockets between two processes of our own.
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if name in _REACHES_OUT
    }
    own = {"commands/serve.py", "commands/tls.py", "lib/handed_files.py", "server/serving.py"}
    assert {one for one in found if not one.startswith(("lib/outgoing/", "lib/fetch.py"))} <= own


def test_ghost_cve_2026_26980_and_22596_no_query_is_syntax(client: Client, marta: Client, post: Post) -> None:
    for word in ("' OR 1=1 --", "x') UNION SELECT 1,2 --", '"title:" OR', "NEAR(a b", "a* AND NOT b", "{title} : x"):
        assert "h-entry" not in page(client.get("/harbour/search/", {"q": word}))
    for order in ("id", "-email", "1; DROP TABLE", "random()"):
        assert marta.get("/desk/comments/", {"order": order}).status_code == 200


def test_ghost_cve_2023_31133_no_query_names_a_column(client: Client, marta: Client, post: Post) -> None:
    published(post)
    for address, browser in ((f"{post.stem}.html", client), ("/harbour/", client), ("/desk/comments/", marta)):
        plain = _without_tokens(browser.get(address))
        for query in ("email__startswith=z", "conversation__comments__email=z", "author__user__password__gt=a", "id=0"):
            assert _without_tokens(browser.get(f"{address}?{query}")).replace(f"{query}&amp;", "") == plain


def test_ghost_cve_2026_53943_discourse_cve_2024_47773_no_header_changes_a_page(client: Client, post: Post) -> None:
    odd = {
        "X-Ghost-Preview": "1", "X-Requested-With": "XMLHttpRequest", "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https", "X-Original-URL": "/desk/", "X-Rewrite-URL": "/desk/", "Accept": "text/plain",
        "Accept-Language": "nl", "Cookie": "commenter=%7B%22name%22%3A%22Ruth%22%7D; django_language=nl",
        "User-Agent": "curl", "Referer": "https://evil.example/", "Host": "localhost",
    }  # fmt: skip
    for address in ("/harbour/", post.link, "/harbour/atom.xml", "/harbour/nothing.html", "/sitemap.xml"):
        plain = client.get(address)
        for name, value in odd.items():
            told = client.get(address, headers={name: value})
            assert (told.status_code, told.content) == (plain.status_code, plain.content), (address, name)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_discourse_cve_2019_1020018_looking_at_a_link_signs_nobody_in(method: str, weblog: Weblog) -> None:
    browser = Client()
    browser.generic(method, f"/accounts/invitation/{invite(weblog, Role.AUTHOR)}/")
    assert "tertulia_session" not in browser.cookies
    assert browser.get("/desk/").status_code == 302


def test_ghost_cve_2026_53947_nobody_learns_who_has_an_account(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.host.user, email="marta@example.org", primary=True, verified=True)
    doors = {"/accounts/login/code/": {}, "/accounts/password/reset/": {}, "/accounts/login/": {"password": "x" * 12}}
    for door, more in doors.items():
        field = "login" if door.endswith("login/") else "email"
        answers = []
        for email in ("marta@example.org", "nobody@example.org"):
            response = Client().post(door, {field: email, **more}, follow=True)
            answers.append((response.status_code, _without_tokens(response).replace(email, "")))
        assert answers[0] == answers[1], door


def test_a_code_cannot_be_guessed(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.host.user, email="marta@example.org", primary=True, verified=True)
    browser = Client()
    browser.post("/accounts/login/code/", {"email": "marta@example.org"})
    code = re.findall(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", str(mail.outbox[0].body))[0]
    for guess in range(5):
        browser.post("/accounts/login/code/confirm/", {"code": f"WRONG{guess}"})
    browser.post("/accounts/login/code/confirm/", {"code": code})
    assert browser.get("/desk/").status_code == 302


def test_signing_in_and_accepting_give_a_session_that_nobody_knew_before(cast: Cast) -> None:
    browser = Client()
    browser.post("/accounts/login/code/", {"email": "marta@example.org"})
    planted = browser.cookies["tertulia_session"].value
    browser.post(
        f"/accounts/invitation/{invite(cast.weblog, Role.AUTHOR)}/", {"name": "Greta", "email": "g@example.org"}
    )
    assert browser.get("/desk/").status_code == 200
    assert browser.cookies["tertulia_session"].value != planted


@pytest.mark.parametrize("path", ["/desk", "/desk//", "//desk/", "/desk/.", "/DESK/", "/desk/comments", "/./desk/"])
def test_ghost_cve_2026_22595_no_spelling_of_a_path_goes_round_the_door(path: str, cast: Cast) -> None:
    browser = Client()
    response = browser.get("/", PATH_INFO=path)
    while response.status_code in (301, 302) and "login" not in response.headers["Location"]:
        response = browser.get(response.headers["Location"])
    assert response.status_code in (302, 404)


def test_allauth_65_14_2_and_remark42_trusted_proxy_nobody_chooses_their_address(client: Client, post: Post) -> None:
    sent = fields_of(client.get(post.link), name="Ruth", text="Who signed it?")
    client.post(
        f"{post.stem}/comments/", sent, headers={**SAME_ORIGIN, "X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6"}
    )
    assert Comment.objects.get().ip == "127.0.0.1"


def test_allauth_65_14_2_no_header_gives_another_try_at_the_password(cast: Cast) -> None:
    said = {"login": "marta@example.org", "password": "wrong wrong wrong"}
    for n in range(12):
        Client().post("/accounts/login/", said, headers={"X-Forwarded-For": f"6.6.6.{n}"})
    browser = Client()
    browser.post(
        "/accounts/login/", {**said, "password": "correct horse battery"}, headers={"X-Forwarded-For": "7.7.7.7"}
    )
    assert browser.get("/desk/").status_code == 302


@pytest.mark.parametrize("path", ["xmlrpc.php", "mt-xmlrpc.cgi", "mt/mt-tb.cgi/1", "harbour/trackback/1", "pingback"])
def test_mt_cve_2021_20837_no_old_protocol_is_kept_on(path: str, post: Post) -> None:
    browser = Client(enforce_csrf_checks=True)
    call = "<?xml version='1.0'?><methodCall><methodName>pingback.ping</methodName></methodCall>"
    assert browser.post(f"/{path}", call, content_type="text/xml").status_code in (403, 404, 405)
    assert browser.get(f"/{path}").status_code == 404


def test_django_cve_2026_3902_no_header_with_an_underscore_takes_the_place_of_another() -> None:
    # Django itself is only ever asked by WSGI; the bridge to it leaves such headers out.
    assert not [path for path in PACKAGE.rglob("*.py") if "django.core.asgi" in path.read_text()]
    sent = [(b"x_forwarded_for", b"192.0.2.1"), (b"x-forwarded-for", b"192.0.2.2")]
    scope = {"method": "GET", "raw_path": b"/", "query_string": b"", "http_version": "1.1", "scheme": "http"}
    assert environ_of({**scope, "headers": sent}, io.BytesIO(), None)["HTTP_X_FORWARDED_FOR"] == "192.0.2.2"


@pytest.mark.parametrize(
    "there",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_signing_in_leads_to_no_other_site(there: str, cast: Cast) -> None:
    said = {"login": "marta@example.org", "password": "correct horse battery", "next": there}
    response = Client().post(f"/accounts/login/?next={there}", said)
    assert response.headers["Location"] == "/desk/"


def test_a_host_header_of_somebody_else_is_refused_and_repeated_nowhere(post: Post) -> None:
    for address in ("/harbour/", post.link, "/accounts/login/", "/desk/"):
        response = Client().get(address, headers={"Host": "evil.example"})
        assert response.status_code == 400
        assert b"evil" not in response.content


def test_wordpress_cve_2019_9787_what_another_site_lets_a_host_post_is_not_theirs(marta: Client, post: Post) -> None:
    sent = {**fields_of(marta.get(post.link)), "name": "Marta", "text": "<script>alert(1)</script>"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert marta.post(f"{post.stem}/comments/", sent, headers=headers).status_code == 403
    assert not Comment.objects.exists()


def test_ghost_cve_2024_43409_a_private_link_opens_one_comment_of_one_weblog(client: Client, post: Post) -> None:
    create_weblog("bilge", title="Bilge Water")
    one, other = say(post), say(post, "Another's words.", name="Nils", email="nils@example.net")
    assert client.get(link_of(one)).status_code == 200
    assert "Another" not in page(client.get(link_of(one)))
    for wrong in (
        link_of(one).replace("/harbour/", "/bilge/"), f"/harbour/comments/yours/{one.public_id}/",
        f"/harbour/comments/yours/{other.public_id}.{token_of(one).partition('.')[2]}/", f"{link_of(one)[:-2]}x/",
        f"/harbour/my-data/{token_of(one)}/", f"/harbour/confirmation/{token_of(one)}/",
    ):  # fmt: skip
        assert client.get(wrong).status_code == 404, wrong


def test_django_cve_2026_1287_no_name_of_a_column_is_made_of_what_came_in() -> None:
    # Names of columns stand in the code: nothing is spread into a query from a mapping, and raw SQL is in two places.
    spread = re.compile(r"\.(?:filter|exclude|annotate|alias|extra|aggregate)\(\*\*|FilteredRelation|\.extra\(|\.raw\(")
    found = {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in PACKAGE.rglob("*.py")}
    queries = {name: text for name, text in found.items() if not name.startswith("exchange/readers/")}
    assert [name for name, text in queries.items() if spread.search(text)] == []
    assert {name for name, text in queries.items() if "RawSQL(" in text} == {"weblog/search.py", "outbox/event.py"}


def test_ghost_lockfile_every_package_is_pinned_with_what_it_must_be() -> None:
    for locked in (PACKAGE.parent / "requirements").glob("*.txt"):
        packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", locked.read_text()).strip())
        assert packages
        for package in packages:
            assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", package), package
            assert "--hash=sha256:" in package, package


def _without_tokens(response: Answer) -> str:
    new_in_each = r'(?s)<input type="hidden"[^>]*>|<form[^>]*>|<time.*?</time>'
    return re.sub(new_in_each, "", response.content.decode())
