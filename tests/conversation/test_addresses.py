"""Any path: a post, what it once was called, or a near spelling; else a 404."""

from urllib.parse import quote

import pytest
from django.test import Client

from tertulia.weblog.address import Address
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, discard, rewrite_post, unpublish, write_post
from tests.cast import published_post
from tests.conversation.talk import talk


def imported(weblog: Weblog, path: str) -> Post:
    post = published_post(weblog, "Merry Christmas")
    post.path = path
    post.save()
    return post


def lands(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.headers.get("Location", "")


def test_an_address_in_any_script_answers_raw_and_encoded(client: Client, weblog: Weblog) -> None:
    imported(weblog, "/harbour/2010/12/noël-圣诞快乐-.html")
    assert lands(client, "/harbour/2010/12/noël-圣诞快乐-.html") == (200, "")
    assert lands(client, quote("/harbour/2010/12/noël-圣诞快乐-.html")) == (200, "")


@pytest.mark.parametrize(
    "path",
    [
        "/my_weblog/2005/03/gop_to_abolish_.html",
        "/harbour/a-post-of-another-engine/",
        "/harbour/2005/",
        "/2005/03/storm/",
        "/archives/000123.html",
        "/somewhere/",
        "/p/123",
        "/harbour/tag/not-a-tag/",
        "/harbour/page/7/",
        "/x/2005/13/",
        "/harbour/100%.html",
        "/harbour/a b;c=d.html",
    ],
)
def test_imported_addresses_of_any_shape_answer(client: Client, weblog: Weblog, path: str) -> None:
    imported(weblog, path)
    assert lands(client, quote(path)) == (200, "")


def test_an_old_permalink_leads_to_its_comment_or_at_least_to_the_post(client: Client, post: Post) -> None:
    talk(post, 1, old_id="12828452")
    assert lands(client, f"{post.link}?cid=12828452&no_prefetch=1") == (302, f"{post.link}#comment-12828452")
    assert lands(client, f"{post.link}?cid=other") == (302, post.link)


def test_each_form_of_an_old_permalink_lands_on_its_comment(client: Client, post: Post) -> None:
    talk(post, 1, old_id="6a00d83451b", old_number="12828452")
    for old_id in ("6a00d83451b", "12828452"):
        assert lands(client, f"{post.link}?cid={old_id}") == (302, f"{post.link}#comment-6a00d83451b")
    page = client.get(post.link).content.decode()
    for name in ("comment-6a00d83451b", "comment-12828452", "c6a00d83451b", "c12828452"):
        assert page.count(f' id="{name}"') == 1


def test_an_old_permalink_leads_to_the_page_that_shows_the_comment(client: Client, post: Post) -> None:
    talk(post, 100)
    talk(post, 1, old_id="6a00d83451b")
    stem = post.link.removesuffix(".html")
    assert lands(client, f"{post.link}?cid=6a00d83451b") == (302, f"{stem}/comments/page/2/#comment-6a00d83451b")


def test_a_kept_address_leads_on_for_ever(client: Client, weblog: Weblog, post: Post) -> None:
    Address.objects.create(path="/old/storm.html", weblog=weblog, post=post)
    Address.objects.create(path="/old/bridges", weblog=weblog, to="/harbour/brücken/")
    assert lands(client, "/old/storm.html") == (301, post.link)
    assert lands(client, "/old/bridges") == (301, "/harbour/br%C3%BCcken/")


def test_a_renamed_post_answers_at_both_and_takes_its_comments_along(client: Client, post: Post) -> None:
    old, old_stem = post.link, post.stem
    post = rewrite_post(post, Writing(title=post.title, body="<p>x</p>", basename="low-ferry"), actor=None)
    assert lands(client, old) == (301, post.link)
    assert lands(client, f"{old_stem}/comments/page/2/") == (301, f"{post.stem}/comments/page/2/")
    assert lands(client, f"{old_stem}/comments/atom.xml") == (301, f"{post.stem}/comments/atom.xml")


def test_where_a_draft_will_stand_is_not_told(client: Client, post: Post) -> None:
    old_stem = post.stem
    post = rewrite_post(post, Writing(title=post.title, body="<p>x</p>", basename="secret-plan"), actor=None)
    unpublish(post, actor=None)
    for path in (f"{old_stem}.html", f"{old_stem}/", f"{old_stem}/comments/1/", f"{old_stem}/comments/atom.xml"):
        response = client.get(path)
        assert response.status_code == 404
        assert "secret-plan" not in response.content.decode()


def test_a_page_has_one_address_and_not_a_new_one_for_each_nought(client: Client, weblog: Weblog) -> None:
    weblog.posts_per_page = 1
    weblog.save()
    post, _other = published_post(weblog), published_post(weblog, "Another")
    talk(post, 1)
    assert client.get("/harbour/page/2/").status_code == 200
    for path in ("/harbour/page/02/", "/harbour/page/002/", "/harbour/page/0/", f"{post.stem}/comments/01/"):
        assert client.get(path).status_code == 404, path


def test_slips_of_spelling_lead_to_the_post(client: Client, weblog: Weblog) -> None:
    imported(weblog, "/harbour/2017/08/storm.html")
    imported(weblog, "/harbour/2017/08/calm/")
    for slip in ("/harbour/2017/08/storm", "/harbour/2017/08/storm.html/", "/harbour/2017/08/storm/"):
        assert lands(client, slip) == (301, "/harbour/2017/08/storm.html")
    for slip in ("/harbour/2017/08/calm", "/harbour/2017/08/calm/index.html"):
        assert lands(client, slip) == (301, "/harbour/2017/08/calm/")


def test_slips_of_spelling_lead_to_the_list(client: Client, weblog: Weblog) -> None:
    post = published_post(weblog, categories=[add_category(weblog, "Bridges")])
    month = f"/harbour/{post.local_date:%Y/%m}"
    for folder in ("/harbour", month, "/harbour/bridges"):
        assert lands(client, folder) == (301, f"{folder}/")
        assert lands(client, f"{folder}/index.html") == (301, f"{folder}/")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/harbour/nothing.html",
        "/harbour/nothing/index.html",
        "/harbour/2017/index.html",
        "/harbour//",
        "/harbour/a\0b.html",
        "/a%00b/",
        "/harbour/%ED%A0%80.html",
        "/harbour/../x",
        "/" + "x" * 5000,
        "/harbour/2017/13/x/comments/page/1/",
    ],
)
def test_what_is_not_there_is_a_404(client: Client, post: Post, path: str) -> None:
    assert client.get(path if "%" in path else quote(path)).status_code == 404


def test_a_path_with_two_slashes_never_leads_to_another_host(client: Client, post: Post) -> None:
    for path in ("//harbour", "//harbour/index.html", "//example.org/index.html", "//example.org"):
        assert client.get("/", PATH_INFO=path).status_code == 404


def test_a_draft_has_no_address(client: Client, weblog: Weblog, post: Post) -> None:
    Address.objects.create(path="/old/storm.html", weblog=weblog, post=post)
    unpublish(post, actor=None)
    assert client.get(post.link).status_code == 404
    assert client.get("/old/storm.html").status_code == 404
    discard(post, actor=None)
    assert client.get(post.link).status_code == 404
    assert write_post(weblog, Writing(title="Secret"), actor=None).path is None


def test_a_post_is_only_read(client: Client, post: Post) -> None:
    assert client.post(post.link).status_code == 405
    assert client.head(post.link).status_code == 200
