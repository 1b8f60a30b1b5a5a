"""What befell others by what people write and send, each by its name: none of it happens here.

The corpus (test_corpus_*) and test_no_script_anywhere ask the same of every door; how things are asked for is in
test_advisories_doors, how long they take in test_advisories_work."""

import io
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.policy import Moderation
from tertulia.desk.invitations import invite_member
from tertulia.lib import markup
from tertulia.media.image import BadImage, store_image
from tertulia.media.storing import store
from tertulia.outbox.worker import run_due
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.form import SAME_ORIGIN, fields_of
from tests.conversation.people import moderate, say, set_policy, submission
from tests.desk.people import page

pytestmark = pytest.mark.django_db


def test_remark42_cve_2026_48788_a_page_called_picture_is_not_served(client: Client) -> None:
    for content in (b"<html><script>x</script>", b"GIF89a<script>x</script>", b"\x89PNG\r\n\x1a\n<script>"):
        with pytest.raises(BadImage):
            store_image(ContentFile(content, name="photo.png"))


def test_remark42_cve_2026_48788_a_picture_is_served_as_nothing_else(client: Client) -> None:
    file = io.BytesIO()
    Picture.new("RGB", (9, 9)).save(file, "PNG")
    image = store_image(ContentFile(file.getvalue() + b"<script>x</script>", name="../../x.html"))
    response = client.get(image.url)
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
def test_lxml_html_clean_cve_2024_52595_and_2026_28348_what_browsers_read_otherwise_is_harmless(trick: str) -> None:
    typed = [markup.post_html(trick, fmt).html for fmt in ("html", "markdown", "lines")]
    for html in (*typed, markup.comment_html(trick)):
        for element in LexborHTMLParser(html).css("body *"):
            assert element.tag not in ("script", "style", "svg", "math", "iframe", "form")
            assert not {"onerror", "srcdoc"} & element.attributes.keys()
            assert "style" not in element.attributes
            assert "script:" not in (element.attributes.get("href") or "")


def test_discourse_cve_2026_33393_a_host_is_compared_by_its_labels() -> None:
    for host in ("evilyoutube.com", "youtube.com.evil.example", "youtube.com@evil.example", "evil.example/youtube.com"):
        html = markup.post_html(f'<iframe src="https://{host}/embed/abcdefghijk"></iframe>', "html").html
        assert "data-embed" not in html, host


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


def test_discourse_cve_2022_41921_every_text_has_an_end(
    client: Client, marta: Client, host: Member, post: Post
) -> None:
    sent = fields_of(client.get(post.link), name="Ruth", text="x")
    for name, longest in (("name", 255), ("email", 254), ("url", 2000), ("text", 64_000)):
        answer = client.post(f"{post.stem}/comments/", {**sent, name: "a" * (longest + 1)}, headers=SAME_ORIGIN)
        assert answer.status_code in (400, 413), name
    assert not Comment.objects.exists()
    form = {"title": "x", "format": "html", "kind": "post", "comments": "default", "author": host.id}
    assert marta.post("/desk/harbour/posts/new/", form).status_code == 302
    for name, longest in (("title", 1000), ("tags", 255), ("new_category", 255), ("excerpt", 20_000)):
        assert marta.post("/desk/harbour/posts/new/", {**form, name: "a" * (longest + 1)}).status_code == 422, name


def test_isso_cve_2026_27469_an_address_stays_in_its_attribute_whoever_writes_it(marta: Client, post: Post) -> None:
    moderate(post.weblog, Moderation.NEVER)
    set_policy(post.weblog, edit_minutes=0)
    attack = "<b onclick=x>'\"><img src=x onerror=alert(1)></b>"
    comment = say(post, attack, url="https://x.example/'onmouseover='alert(1)'\"onfocus=\"x", name=attack)
    marta.post(f"/desk/comments/{comment.id}/replies/", {"text": attack})
    edit_comment(comment, submission(f"{attack} and again", name=attack))
    stem = post.stem
    for address in (f"{stem}.html", f"{stem}/comments/1/history/", f"{stem}/comments/1/more/", "/desk/harbour/log/"):
        tree = LexborHTMLParser(page(marta.get(address)))
        assert tree.css("[onmouseover], [onfocus], [onerror], [onclick], img[src=x]") == [], address


def test_wordpress_cve_2019_9787_nothing_touches_a_link_after_the_sanitiser() -> None:
    trick = "<a title='x onmouseover=alert(1) id=\"' rel='x\" onmouseover=alert(1) \"' href='https://x.example/'>x</a>"
    for html in (markup.comment_html(trick), *(markup.post_html(trick, fmt).html for fmt in ("html", "lines"))):
        [link] = LexborHTMLParser(html).css("a")
        assert link.attributes.keys() <= {"href", "rel", "title"}
        assert link.attributes["rel"] in ("nofollow ugc noopener", "noopener")


def test_ghost_ghsa_hqq2_xqr2_fmx2_a_drawing_of_an_import_is_offered_for_saving_alone(client: Client, db: None) -> None:
    kept = store(lambda: io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "plan.svg")
    response = client.get(kept.url)
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    b"".join(response)


def test_ghost_ghsa_69qc_f5m6_889c_a_preview_shows_what_the_page_would(marta: Client, post: Post) -> None:
    attack = "<script>alert(1)</script><iframe srcdoc='<script>alert(1)</script>'></iframe><p onclick=x>Fog</p>"
    form = {"title": "x", "body": attack, "format": "html", "kind": "post", "comments": "default"}
    shown = marta.post("/desk/harbour/posts/preview/", form)
    assert markup.post_html(attack, "html").html in page(shown)
    assert LexborHTMLParser(page(shown)).css("iframe, [onclick], script:not([src])") == []
    said = {**fields_of(marta.get(post.link)), "name": "Ruth", "text": attack}
    shown = marta.post(f"{post.stem}/comments/preview/", said, headers=SAME_ORIGIN)
    assert markup.comment_html(attack) in page(shown)


def test_pillow_cve_2026_54059_what_would_unpack_to_too_much_is_not_unpacked() -> None:
    file = io.BytesIO()
    Picture.new("1", (8_000, 8_000)).save(file, "PNG")
    assert len(file.getvalue()) < 1_000_000
    with pytest.raises(BadImage):
        store_image(ContentFile(file.getvalue(), name="photo.png"))


@pytest.mark.parametrize(
    "trick",
    [
        "![x](https://x.example/a.png \"x\\\" onerror=alert(1)\")", "[x](<javascript:alert(1)>)",
        "[x][a]\n\n[a]: javascript:x",
        "``` x\" onclick=alert(1)\ny\n```", "# x {#\"onclick=alert(1)}", "<javascript:alert(1)>",
        "|a|\n|-|\n|<img onerror=x>|",
        "~~<s onclick=x>~~",
    ],
)  # fmt: skip
def test_mistune_cve_2026_44896_44898_59923_59926_no_place_of_markdown_takes_markup(trick: str) -> None:
    for element in LexborHTMLParser(markup.post_html(trick, "markdown").html).css("body *"):
        assert [name for name in element.attributes if name.startswith("on")] == []
        assert not re.match("javascript", element.attributes.get("href") or "")


def test_mistune_cve_2026_59924_no_text_brings_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("kept to ourselves")
    path = tmp_path / "secret.md"
    directives = (
        f".. include:: {path}",
        f"```{{include}} {path}\n```",
        f"![]({path})",
        f"[x](file://{path})",
        f"!include {path}",
    )
    for directive in directives:
        for fmt in ("markdown", "html", "lines"):
            assert "ourselves" not in markup.post_html(directive, fmt).html
