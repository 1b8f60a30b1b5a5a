"""Stored scripts: what attackers type into every field there is comes out as text, on every page, feed and screen.

Isso CVE-2026-27469, WordPress CVE-2019-9787, Ghost GHSA-hqq2-xqr2-fmx2 and GHSA-69qc-f5m6-889c: each time one door or
one field went round what the others passed."""

import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import fromstring

import pytest
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.comment import Comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside, rewrite_reply
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tertulia.urls import DESK
from tertulia.weblog import modules
from tertulia.weblog.category import add_category
from tertulia.weblog.member import rename_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, rewrite_post
from tests.cast import Cast, published_post
from tests.conversation.confirmed import confirmed
from tests.conversation.people import published, say, set_policy
from tests.security.test_privacy import FEEDS

MARK = "alert`evil`"
CLOSED = "The bridge will stay closed until the end of March, whatever the mayor promises."
ATTACK = (
    f"x'\"><script>{MARK}</script><img src=x onerror={MARK}><svg onload={MARK}>'-{MARK}-'\"-{MARK}-\"</title>"
    f"</textarea></script><!--<a href='javascript:{MARK}'>y</a>]]>{{{{7*7}}}}{{% debug %}}</style>"
    "<base href=//evil.example>"
)


@pytest.fixture
def weblog(cast: Cast) -> Weblog:
    """A weblog whose every text is an attack."""
    weblog = cast.weblog
    weblog.title, weblog.tagline, weblog.about = ATTACK[:250], ATTACK[:250], ATTACK
    weblog.save()
    set_policy(weblog, sign_in=True, public_log=True, log_names=True)
    modules.switch_on(weblog, "links")
    place = len(weblog.sidebar) - 1
    modules.set_links(
        weblog, place, ATTACK, f"{ATTACK.replace('|', '')} | https://x.example/'\"><script>{MARK}</script>"
    )
    rename_member(cast.host, ATTACK[:250], actor=cast.host.user)
    return weblog


@pytest.fixture
def post(cast: Cast, weblog: Weblog) -> Post:
    """A post, its comments, its host reply: by every door."""
    heading = add_category(weblog, ATTACK[:200], slug="attack")
    told = Writing(
        title=ATTACK, body=ATTACK, extended=ATTACK, excerpt=ATTACK, keywords=ATTACK, author=cast.host,
        categories=[heading], tags=[ATTACK[:200]], basename="storm",
    )  # fmt: skip
    post = published_post(weblog, "x")
    rewrite_post(post, told, actor=cast.host.user)
    words = f"{CLOSED} {ATTACK}"
    comment = published(post, words, name=ATTACK[:250], url="https://evil.example/'onmouseover='x", parent=None)
    changed = f"> the bridge will never open until the end of March\n\n{ATTACK}"
    published(post, changed, name=ATTACK[:250], parent=comment.number)
    confirmed(weblog, f"Ottilie {ATTACK}"[:250], comment.email)
    say(post, f"{ATTACK} waits", name=ATTACK[:250])
    report_comment(comment, "other", Submission(text=ATTACK, email="reader@example.net"))
    judge(published(post, f"{ATTACK} goes", name=ATTACK[:250]), "withdrawn", actor=cast.host.user, reason=ATTACK)
    rewrite_reply(reply_inside(comment, "x", member=cast.host), ATTACK, actor=cast.host.user)
    for kind, url in (("comment", f"javascript:{MARK}"), ("ping", f"data:text/html,<script>{MARK}</script>")):
        said = ImportedComment(
            key=kind, created_at=clock.now(), kind=kind, name=ATTACK, email=ATTACK, url=url, ip=ATTACK, text=ATTACK,
            old_id=ATTACK,
        )  # fmt: skip
        add_conversations([ImportedConversation(post, "open", [said])], source="mt")
    return Post.objects.get(id=post.id)


def pages(post: Post) -> Iterator[str]:
    month, stem = f"{post.local_date:%Y/%m}/", post.stem
    names = [
        "",
        "archives.html",
        f"people/{post.weblog.commenters.get().slug}/",
        "comments/",
        "moderation-log/",
        "sign-in/",
        f"sign-in/?to={ATTACK}",
        "attack/",
        month,
        "nothing.html",
        "search/?q=evil",
        f"search/?q={ATTACK[:90]}",
    ]
    yield from (f"/harbour/{name}" for name in names)
    yield from (f"{stem}.html", f"{stem}/comments/1/reply/", post.author.path if post.author else "/")
    yield from (
        f"{stem}/comments/{name}" for name in ("in-time/", "all/", "latest.html", "1/quote/", "2/quotes/0/", "1/more/")
    )
    yield from (f"{stem}.html?since={since}" for since in ("0", ATTACK))
    yield from (tag.path for tag in post.tags.all())


def check_html(response: HttpResponse, address: str) -> None:
    """No script of a stranger, no handler, no link that runs something: read as a browser reads it."""
    tree = LexborHTMLParser(response.content.decode())
    for script in tree.css("script"):
        if script.attributes.get("type") == "application/ld+json":
            json.loads(script.text())
        else:
            assert (script.attributes.get("src") or "").startswith("/static/"), address
            assert not script.text(), address
    assert tree.css("base, svg, object, embed, meta[http-equiv]") == [], address
    for element in tree.css("body *"):
        facts = element.attributes
        assert [name for name in facts if name.startswith("on")] == [], address
        links = [facts.get(name) or "" for name in ("href", "src", "action", "formaction")]
        assert [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)] == [], address
    title = tree.css_first("title")
    assert title is None or "49" not in title.text(), address


def test_no_page_of_readers_runs_it(client: Client, post: Post) -> None:
    for address in pages(post):
        check_html(client.get(address), address)  # type: ignore[arg-type]


def test_the_pages_of_quotes_and_of_signing_in_are_among_them(client: Client, post: Post) -> None:
    for address in ("/harbour/sign-in/", f"{post.stem}/comments/1/quote/", f"{post.stem}/comments/2/quotes/0/"):
        assert address in set(pages(post))
        assert client.get(address).status_code == 200, address


def test_no_screen_of_the_desk_runs_it(marta: Client, post: Post) -> None:
    ids = {"slug": "harbour", "post_id": post.id, "comment_id": Comment.objects.earliest("id").id, "reply_id": 1}
    for pattern in DESK:
        kept = re.sub(r"<\w+:(\w+)>", lambda found: str(ids.get(found[1], 1)), str(pattern.pattern))
        check_html(marta.get(f"/{kept}"), kept)  # type: ignore[arg-type]
    for state in ("published", "spam", "withdrawn", "reported"):
        check_html(marta.get(f"/desk/comments/?state={state}&q={ATTACK[:40]}"), state)  # type: ignore[arg-type]


def test_a_form_that_is_given_back_does_not_run_it(client: Client, post: Post) -> None:
    fields = ("name", "email", "url", "text", "token", "key", "parent")
    for door in ("comments/", "comments/preview/", "comments/1/report/"):
        for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "https://evil.example"}):
            answer = client.post(f"{post.stem}/{door}", dict.fromkeys(fields, ATTACK), headers=headers)
            assert answer.status_code in (400, 403)
            check_html(answer, door)  # type: ignore[arg-type]
    check_html(client.post("/harbour/gone/comments/", {"text": ATTACK}), "gone")  # type: ignore[arg-type]


def contents(told: str, file: str) -> list[str]:
    """The HTML that a feed carries."""
    if file == "feed.json":
        return [item["content_html"] for item in json.loads(told)["items"]]
    return [element.text or "" for element in fromstring(told).iter() if re.search("content|encoded", str(element.tag))]


def test_in_feeds_it_is_text_or_safe_html(client: Client, post: Post) -> None:
    for folder in ("/harbour/", "/harbour/attack/", "/harbour/comments/", f"{post.stem}/comments/"):
        for file in FEEDS:
            texts = contents(client.get(f"{folder}{file}").content.decode(), file)
            assert texts, f"{folder}{file}"
            for html in texts:
                found = LexborHTMLParser(html).css("script, svg, base, img[onerror], a[href^=javascript], iframe")
                assert found == [], f"{folder}{file}"
