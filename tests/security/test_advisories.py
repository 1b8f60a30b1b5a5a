"""What befell other weblogs and comment systems, each by its name: none of it happens here.

Stored scripts are in test_no_script_anywhere, missing permissions in test_other_weblogs, poisoned stored pages in
tests/publishing; what has a test elsewhere is not repeated."""

import ast
import io
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.policy import Moderation
from tertulia.desk.invitations import invite_member
from tertulia.lib import markup
from tertulia.media.image import BadImage, store_image
from tertulia.outbox.worker import run_due
from tertulia.server.environ import environ_of
from tertulia.weblog.invitation import invite
from tertulia.weblog.member import Role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.conversation.form import SAME_ORIGIN, fields_of
from tests.conversation.people import moderate, published, say
from tests.desk.people import Answer, page

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).parents[2] / "tertulia"


def test_remark42_cve_2026_48788_a_page_called_picture_is_not_served(client: Client) -> None:
    for content in (b"<html><script>x</script>", b"GIF89a<script>x</script>", b"\x89PNG\r\n\x1a\n<script>"):
        with pytest.raises(BadImage):
            store_image(ContentFile(content, name="photo.png"))


def test_remark42_cve_2026_48788_a_picture_is_served_as_nothing_else(client: Client) -> None:
    file = io.BytesIO()
    Picture.new("RGB", (9, 9)).save(file, "PNG")
    response = client.get(store_image(ContentFile(file.getvalue() + b"<script>x</script>", name="../../x.html")).url)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"<script>" not in b"".join(response)


@pytest.mark.parametrize("start", [b"<svg xmlns='http://www.w3.org/2000/svg'>", b"<?xml version='1.0'?><svg/>"])
def test_wpforo_cve_2026_28558_a_drawing_is_no_picture(start: bytes) -> None:
    with pytest.raises(BadImage):
        store_image(ContentFile(start, name="face.svg"))


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "EPS", "PDF", "ICO", "PCX", "PPM", "TGA"])
def test_discourse_cve_2026_32882_and_pillow_2026_no_exotic_decoder_is_reached(kind: str) -> None:
    file = io.BytesIO()
    Picture.new("RGB", (9, 9)).save(file, kind)
    with pytest.raises(BadImage):
        store_image(ContentFile(file.getvalue(), name="photo.png"))


def test_remark42_ghsa_74pc_mail_is_plain_text_and_its_head_one_line(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cast.weblog.title = "The Gate\r\nBcc: evil@example.net"
    cast.weblog.save()
    post = published_post(cast.weblog, "A\nBcc: evil@example.net", author=cast.host)
    say(post, "<img src=//evil.example/x>", name="<b>Nils</b>\r\nBcc: evil@example.net")
    run_due()
    invite_member(cast.weblog, Role.AUTHOR, "greta@example.org", inviter="Marta\nBcc: evil@example.net")
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        message = sent.message()
        assert message.get_content_type() == "text/plain"
        assert not message.is_multipart()
        assert message["Bcc"] is None
        assert "\n" not in str(sent.subject)
        assert not {"evil@example.net"} & {*sent.recipients()}


_REACHES_OUT = {"urllib.request", "http.client", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "socket"}


def test_wordpress_cve_2022_3590_ghost_53944_to_53946_wp_webmention_0686_nothing_reaches_out() -> None:
    # The one guarded fetcher, beside the server's own port.
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if name in _REACHES_OUT
    }
    own = {"commands/serve.py", "commands/tls.py", "server/serving.py"}
    assert {one for one in found if not one.startswith(("lib/outgoing/", "lib/fetch.py"))} <= own


def test_ghost_cve_2026_26980_no_query_is_syntax(client: Client, marta: Client, post: Post) -> None:
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


def test_allauth_65_14_2_nobody_chooses_their_own_address(client: Client, post: Post) -> None:
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


@pytest.mark.parametrize(
    "piece", ["*", "**a", "_", "[", "![", "](", "`", ">", "<", "- ", "1. ", "&", "~", "|a|\n|-|\n", "\\", "[a](<"]
)
@pytest.mark.parametrize("fmt", ["markdown", "html", "lines"])
def test_mistune_cve_2026_76098_no_repetition_ends_the_process(piece: str, fmt: str) -> None:
    assert isinstance(markup.post_html(piece * 5000, fmt).html, str)
    assert isinstance(markup.comment_html(piece * 5000), str)


@pytest.mark.parametrize(
    "trick",
    [
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    ],
)
def test_lxml_html_clean_cve_2024_52595_what_browsers_read_otherwise_is_harmless(trick: str) -> None:
    typed = [markup.post_html(trick, fmt).html for fmt in ("html", "markdown", "lines")]
    for html in (*typed, markup.comment_html(trick)):
        for element in LexborHTMLParser(html).css("body *"):
            assert element.tag not in ("script", "style", "svg", "math", "iframe", "form")
            assert not {"onerror", "srcdoc"} & element.attributes.keys()
            facts = f"{element.attributes.get('href')} {element.attributes.get('style')}"
            assert not re.search("script:|url", facts)


def test_discourse_cve_2026_33393_a_host_is_compared_by_its_labels() -> None:
    for host in ("evilyoutube.com", "youtube.com.evil.example", "youtube.com@evil.example", "evil.example/youtube.com"):
        html = markup.post_html(f'<iframe src="https://{host}/embed/abcdefghijk"></iframe>', "html").html
        assert "data-embed" not in html, host


@pytest.mark.parametrize("path", ["xmlrpc.php", "mt-xmlrpc.cgi", "mt/mt-tb.cgi/1", "harbour/trackback/1", "pingback"])
def test_mt_cve_2021_20837_no_old_protocol_is_kept_on(path: str, post: Post) -> None:
    browser = Client(enforce_csrf_checks=True)
    call = "<?xml version='1.0'?><methodCall><methodName>pingback.ping</methodName></methodCall>"
    assert browser.post(f"/{path}", call, content_type="text/xml").status_code in (403, 404, 405)
    assert browser.get(f"/{path}").status_code == 404


def test_discourse_cve_2023_45806_a_name_is_never_a_pattern(client: Client, post: Post) -> None:
    moderate(post.weblog, Moderation.NEVER)
    for name in (".*", "(a+)+$", "[", "\\", "%(x)s", "{0}", "{}"):
        comment = say(post, f"Words of {name}", name=name)
        assert comment.state == CommentState.PUBLISHED
    for address in (
        post.link,
        "/harbour/comments/",
        f"{post.stem}/comments/atom.xml",
        f"{post.stem}/comments/1/reply/",
    ):
        assert client.get(address).status_code == 200


def test_discourse_cve_2022_41921_every_text_has_an_end(client: Client, marta: Client, post: Post) -> None:
    sent = fields_of(client.get(post.link), name="Ruth", text="x")
    for name, longest in (("name", 255), ("email", 254), ("url", 2000), ("text", 64_000)):
        answer = client.post(f"{post.stem}/comments/", {**sent, name: "a" * (longest + 1)}, headers=SAME_ORIGIN)
        assert answer.status_code in (400, 413), name
    assert not Comment.objects.exists()
    form = {"title": "a" * 1001, "format": "html", "kind": "post", "comments": "default"}
    assert marta.post("/desk/harbour/posts/new/", form).status_code == 422


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


def _without_tokens(response: Answer) -> str:
    new_in_each = r'(?s)<input type="hidden"[^>]*>|<form[^>]*>|<time.*?</time>'
    return re.sub(new_in_each, "", response.content.decode())
