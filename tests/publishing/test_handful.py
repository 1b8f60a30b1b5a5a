"""How many pages a write removes: a handful, listed here and in docs/architecture.md, whatever the weblog holds."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tertulia.conversation.policy import Moderation
from tertulia.conversation.posting import Submission, post_comment
from tertulia.lib import tags
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.category import add_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.tag import find_or_add_tags
from tertulia.weblog.weblog import Weblog, change_settings, create_weblog
from tertulia.weblog.writing import Writing, publish, rewrite_post, write_post
from tests.cast import Cast, gather, published_post
from tests.conversation.people import set_policy
from tests.conversation.talk import talk
from tests.publishing.readers import read

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2017, 8, 30, 12, tzinfo=UTC)
FEEDS = frozenset({"atom.xml", "rss.xml", "index.rdf", "feed.json"})
HOME = "/harbour/"
PAGES = ("page/2/", "page/3/", "in-time/", "in-time/page/2/", "in-time/page/3/")
OF_A_CONVERSATION = (*PAGES, "all/", "latest.html")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast(transactional_db: None, pages: object) -> Cast:
    cast = gather()
    cast.weblog.posts_per_page = 5
    change_settings(cast.weblog, ["posts_per_page"])
    set_policy(cast.weblog, per_page=2, moderation=Moderation.NEVER)
    return cast


def fill(cast: Cast, count: int) -> list[Post]:
    """A post every second day until today, newest last, by turns in two categories, with two tags, by two authors."""
    turns = [add_category(cast.weblog, label) for label in ("Maps", "Bridges")]
    tags, authors = find_or_add_tags(cast.weblog, ["tide", "tolls"]), (cast.host, cast.author)
    dates = [NOW - timedelta(days=2 * age) for age in range(count)][::-1]
    new = [
        ImportedPost(str(n), Status.PUBLISHED, at, f"Day {n}", author=authors[n % 2], categories=[turns[n % 2]])
        for n, at in zip(range(count)[::-1], dates, strict=True)
    ]
    for one, number in zip(new, range(count)[::-1], strict=True):
        one.tags = [tags[number % 2]]
    posts = add_posts(cast.weblog, new, source="test")
    published_post(cast.weblog, "About", kind=Kind.PAGE)
    return posts


def read_all(front: Front, weblog: Weblog, *followed: Post) -> frozenset[str]:
    """Have every page of the weblog stored, with the conversations of ``followed``; answers which there are."""
    posts, home = list(weblog.posts.published()), weblog.path
    lists = {"", *(f"{post.local_date:%Y/%m}/" for post in posts)}
    lists |= {f"{folder}/" for folder in ("maps", "bridges", "tag/tide", "tag/tolls")}
    lists |= {f"author/{member.slug}/" for member in weblog.members.all()}
    paths = {f"{home}{path}" for path in ("archives.html", "sitemap.xml", "comments/")}
    paths |= {f"{home}{folder}{feed}" for folder in ("", "comments/", "maps/", "bridges/") for feed in FEEDS}
    paths |= {f"{home}sidebar/{name}.html" for name in ("calendar", "recent-posts", "recent-comments")}
    paths |= {post.path or "" for post in posts}
    paths |= {f"{post.stem}/comments/{name}" for post in followed for name in (*FEEDS, *OF_A_CONVERSATION)}
    for path in paths:
        read(front, path)
    for folder in lists:
        pages = (f"{home}{folder}{page}" for page in ("", *(f"page/{number}/" for number in range(2, 20))))
        while read(front, next(pages)).status == 200:
            pass
    return stored(weblog)


def stored(weblog: Weblog) -> frozenset[str]:
    return frozenset(path for path in store().paths() if path.startswith(weblog.path))


def below(paths: Iterable[str], *folders: str) -> set[str]:
    """Of these paths the pages of the lists in these folders of the weblog, and their feeds."""
    homes = [f"{HOME}{folder}" for folder in folders]
    whole = {f"{home}{name}" for home in homes for name in ("", *FEEDS)}
    further = tuple(f"{home}page/" for home in homes)
    return {path for path in paths if path in whole or path.startswith(further)}


@pytest.mark.parametrize("count", [16, 48])
def test_a_comment_removes_its_page_its_feeds_and_what_prints_its_count(front: Front, cast: Cast, count: int) -> None:
    post = fill(cast, count)[-13]
    assert post.title == "Day 12"
    talk(post, 5)
    before = read_all(front, cast.weblog, post)
    post_comment(post, Submission("Ruth", text="I was there."))
    stem = "/harbour/2017/08/day-12"
    assert before - stored(cast.weblog) == {
        f"{stem}.html",
        *(f"{stem}/comments/{name}" for name in ("page/3/", "in-time/page/3/", "all/", "latest.html")),
        *(f"{stem}/comments/{feed}" for feed in FEEDS),
        *("/harbour/page/3/", "/harbour/2017/08/page/3/", "/harbour/maps/page/2/"),
        *("/harbour/tag/tide/page/2/", "/harbour/author/marta-oyelaran/page/2/"),
        "/harbour/comments/",
        *(f"/harbour/comments/{feed}" for feed in FEEDS),
        "/harbour/sidebar/recent-comments.html",
    }
    assert f"{stem}/comments/page/2/" in stored(cast.weblog)


def test_an_answer_removes_the_full_pages_of_what_it_answers_too(
    front: Front, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tags, "HUNDRED", 2)
    post = fill(cast, 16)[-13]
    talk(post, 7)
    before = read_all(front, cast.weblog, post)
    post_comment(post, Submission("Ruth", text="I was there.", parent=3))
    gone = {path.removeprefix(f"{post.stem}/comments/") for path in before - stored(cast.weblog)}
    assert gone & {*PAGES} == {"page/2/", "in-time/page/2/"}


def test_a_new_post_removes_its_neighbour_its_month_and_its_lists(front: Front, cast: Cast) -> None:
    fill(cast, 20)
    before = read_all(front, cast.weblog)
    [maps], host = cast.weblog.categories.filter(slug="maps"), cast.host
    published_post(cast.weblog, "Fog", author=host, categories=[maps], tags=["tide"])
    lists = ("", "2017/08/", "maps/", "tag/tide/", "author/marta-oyelaran/")
    assert before - stored(cast.weblog) == {
        "/harbour/2017/08/day-0.html",
        *("/harbour/archives.html", "/harbour/sitemap.xml"),
        *("/harbour/sidebar/calendar.html", "/harbour/sidebar/recent-posts.html"),
        *below(before, *lists),
    }


def test_other_words_remove_what_shows_them(front: Front, cast: Cast) -> None:
    post = fill(cast, 20)[-13]
    before = read_all(front, cast.weblog, post)
    writing = Writing("Day 12", "It cleared.", author=post.author, categories=[*post.categories.all()], tags=["tide"])
    rewrite_post(post, writing, actor=None)
    shown = {"2017/08/day-11.html", "2017/08/day-12.html", "2017/08/day-13.html", "archives.html", "sitemap.xml"}
    shown |= {"page/3/", "2017/08/page/3/", "maps/page/2/", "tag/tide/page/2/", "author/marta-oyelaran/page/2/"}
    shown |= {f"{folder}{feed}" for folder in ("", "maps/", "2017/08/day-12/comments/") for feed in FEEDS}
    shown |= {f"2017/08/day-12/comments/{name}" for name in ("all/", "latest.html")}
    assert before - stored(cast.weblog) == {f"/harbour/{path}" for path in (*shown, "sidebar/calendar.html")}


def test_the_first_post_of_a_month_removes_every_page_with_a_sidebar(front: Front, cast: Cast) -> None:
    fill(cast, 8)
    before = read_all(front, cast.weblog)
    publish(write_post(cast.weblog, Writing(title="Old"), actor=None), actor=None, at=NOW - timedelta(days=400))
    feeds = {f"/harbour/{folder}{feed}" for folder in ("comments/", "maps/", "bridges/") for feed in FEEDS}
    assert stored(cast.weblog) == before & {*feeds, "/harbour/sidebar/recent-comments.html"}


def test_a_change_of_settings_removes_the_weblog_and_no_other(front: Front, cast: Cast) -> None:
    fill(cast, 8)
    other = create_weblog("ferry")
    published_post(other, "Elsewhere")
    assert read_all(front, cast.weblog)
    before = read_all(front, other)
    cast.weblog.tagline = "At the lock"
    change_settings(cast.weblog, ["tagline"])
    assert (stored(cast.weblog), stored(other)) == (frozenset(), before)
