"""``tertulia mirror``: weblogs as plain files, in which every link leads somewhere and nothing needs a server."""

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tertulia.commands.addresses import fragments, old_of_weblog
from tertulia.commands.mirror import mirror, renderer_of
from tertulia.commands.publish import paths
from tertulia.conversation.comment import Comment
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.publishing.mirror.mirror import Written
from tertulia.publishing.render import Renderer
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast, gather, published_post
from tests.publishing.lived import live
from tests.publishing.mirrored import broken, is_relative, links_of, not_served, pages_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return gather()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the mirror is to be."""
    return tmp_path / "kept" / "site"


def mirrored(front: Front, site: Path, slug: str = "") -> Written:
    assert front.renderer is not None
    return mirror(front.renderer, site, slug)


def test_a_mirror_is_whole_from_disk_and_from_any_web_server(front: Front, cast: Cast, site: Path) -> None:
    live(cast)
    written = mirrored(front, site)
    assert (written.failed, written.left_out) == ({}, [])
    # Pages link to no public page that is not among the known addresses, or it would have been written too.
    known = {*paths(), *old_of_weblog(cast.weblog)} - set(fragments(cast.weblog))
    assert written.pages + written.redirects == len(known)
    assert broken(site) == []
    assert not_served(site) == []
    _check_what_pages_hold(site)
    _check_where_old_addresses_lead(site)


def _check_what_pages_hold(site: Path) -> None:
    pages = pages_of(site)
    search = "harbour/search/index.html"
    assert [name for name, page in pages.items() if page.css("form:not([role=search]), .actions")] == []
    assert [name for name, page in pages.items() if page.css("script[src]")] == [search]
    forms = {(name, form.attributes["action"]) for name, page in pages.items() for form in page.css("form")}
    assert {posixpath.normpath(posixpath.join(posixpath.dirname(name), str(action))) for name, action in forms} == {
        search
    }
    assert {link for page in pages.values() for link in links_of(page) if not is_relative(link)} == {
        "http://127.0.0.1:8000/desk/",
        "http://127.0.0.1:8000/media/gone.png",
        "https://elsewhere.example/a?b=c",
    }
    storm = pages["harbour/2017/09/storm.html"]
    assert "harbour/sidebar" not in str(storm.html)
    assert {bool(part.text().strip()) for page in pages.values() for part in page.css("[data-fragment]")} == {True}
    [canonical] = storm.css("link[rel=canonical]")
    assert canonical.attributes["href"] == "http://127.0.0.1:8000/harbour/2017/09/storm.html"
    second = pages["harbour/2017/09/storm/comments/page/2/index.html"]
    first = Comment.objects.get(conversation__post__basename="storm", number=1)
    assert {f"../../../../storm.html#{first.anchor}"} == {a.attributes["href"] for a in second.css(".answers a")}


def _check_where_old_addresses_lead(site: Path) -> None:
    pages = pages_of(site)
    leads = {"index.html": "harbour/index.html", "harbour/storm.htm": "2017/09/storm.html"}
    leads["harbour/storm.php/index.html"] = "../2017/09/storm.html"
    leads["p/123/index.html"] = "../../harbour/bridges/index.html"
    found = {name: page.css_first("meta[http-equiv=refresh]") for name, page in pages.items()}
    assert {name: node.attributes["content"] for name, node in found.items() if node} == {
        name: f"0; url={link}" for name, link in leads.items()
    }
    assert (site / "somewhere" / "else: 100%" / "index.html").is_file()


def test_a_mirror_of_one_weblog_begins_there_and_names_others_where_they_are(
    front: Front, cast: Cast, site: Path
) -> None:
    create_weblog("tide", title="The Tide Table")
    published_post(cast.weblog, "Mud", body='<p>As <a href="/tide/">they say</a>.</p>')
    mirrored(front, site, "harbour")
    assert 'href="harbour/index.html"' in (site / "index.html").read_text()
    assert not (site / "tide").exists()
    assert 'href="http://127.0.0.1:8000/tide/"' in (site / "harbour" / "index.html").read_text()
    assert broken(site) == []


def test_a_mirror_can_be_made_where_no_pages_are_stored(cast: Cast, pages: Path, site: Path) -> None:
    published_post(cast.weblog, "Mud")
    with renderer_of(Front(WSGIHandler(), None)) as renderer:
        assert mirror(renderer, site).failed == {}
        kept_aside = renderer.store.root
    assert (site / "harbour" / "index.html").is_file()
    assert [kept_aside.exists(), *store().paths()] == [False]


class Broken:
    """The application, of which one page does not answer."""

    def __init__(self, path: str) -> None:
        self.application, self.path = WSGIHandler(), path

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] == self.path:
            start_response("500 Internal Server Error", [("Content-Type", "text/html")])
            return [b""]
        return self.application(environ, start_response)


def test_a_page_that_fails_leaves_the_earlier_mirror_as_it_was(front: Front, cast: Cast, site: Path) -> None:
    post = published_post(cast.weblog, "Mud")
    mirrored(front, site)
    before = sorted(site.rglob("*"))
    published_post(cast.weblog, "Storm")
    store().wipe()
    written = mirror(Renderer(Broken(post.path or ""), store()), site)
    assert written.failed == {post.path: "answers 500 Internal Server Error"}
    assert sorted(site.rglob("*")) == before
    assert list(site.parent.iterdir()) == [site]
    mirrored(front, site)
    assert len(sorted(site.rglob("*"))) > len(before)
    assert list(site.parent.iterdir()) == [site]
