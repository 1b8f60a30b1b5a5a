"""Every screen of the desk as HTML: no errors, one h1, landmarks, labels, nothing inline."""

import re
from html.parser import HTMLParser

import html5lib
import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.replying import reply_inside
from tertulia.exchange.run import ImportRun
from tertulia.weblog.category import add_category
from tests.cast import Cast, published_post
from tests.desk.people import Say, page

SCREENS = [
    "/desk/",
    "/desk/account/",
    "/desk/messages/",
    "/desk/weblogs/new/",
    "/desk/comments/",
    "/desk/comments/{comment}/",
    "/desk/replies/{reply}/",
    "/desk/harbour/posts/",
    "/desk/harbour/posts/new/",
    "/desk/harbour/posts/{post}/",
    "/desk/harbour/images/",
    "/desk/harbour/categories/",
    "/desk/harbour/members/",
    "/desk/harbour/settings/",
    "/desk/harbour/conversation/",
    "/desk/harbour/sidebar/",
    "/desk/harbour/log/",
    "/desk/harbour/import/",
    "/desk/harbour/import/{run}/",
    "/desk/harbour/import/{choice}/",
]


class Fields(HTMLParser):
    """Which fields a page has, and which ids are labelled."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.unnamed: list[str] = []
        self.labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "label"
        known = dict(attrs)
        if tag not in ("input", "select", "textarea") or known.get("type") == "hidden":
            return
        if not (self.depth or known.get("id") in self.labelled or known.get("aria-label")):
            self.unnamed.append(str(known))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "label"


@pytest.fixture
def things(cast: Cast, say: Say) -> dict[str, object]:
    post = published_post(cast.weblog, author=cast.host)
    comment: Comment = say(post, "A <job> & a [link](x).", name='R"uth')
    reply = reply_inside(comment, "So was I.", member=cast.host)
    add_category(cast.weblog, "Fog & <sea>")
    loss = {"what": "comments", "where": "line 9", "why": "no date"}
    none = {"posts": 1, "comments": 1}
    report = {"read": none, "new": none, "known": {}, "lost": [loss], "warnings": ["odd"], "authors": ["R"]}
    run = ImportRun.objects.create(
        weblog=cast.weblog, file="x", name="x.txt", timezone="UTC", size=9, stage="previewed", report=report
    )
    known = {"weblog": cast.weblog, "file": "x", "name": "<x>.zip", "timezone": "UTC"}
    choice = ImportRun.objects.create(**known, stage="choosing", weblogs=["Tide & <Ebb>", 'The "Gate"'])
    return {"comment": comment.id, "reply": reply.id, "post": post.id, "run": run.id, "choice": choice.id}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_sound_html(screen: str, marta: Client, things: dict[str, object]) -> None:
    response = marta.get(screen.format(**things))
    assert response.status_code == 200
    html = page(response)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    assert [error for error in parser.errors if error[1] != "non-void-element-with-trailing-solidus"] == []
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert Fields(html).unnamed == []
    assert len(re.findall(r'\sid="([^"]+)"', html)) == len(set(re.findall(r'\sid="([^"]+)"', html)))
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son[a-z]+=", html)
