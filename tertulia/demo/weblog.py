"""Fills an empty installation with the demo weblog, through the same verbs as everybody."""

import tomllib
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from tertulia.conversation import closing, moderation, posting, replying
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import State
from tertulia.demo.portrait import portrait
from tertulia.lib import clock, markup
from tertulia.media.image import store_image
from tertulia.weblog import writing
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.weblog import Weblog, change_settings, create_weblog

SLUG = "corner_table"
_TAGLINE = "Maps, walks, and what people say about them"
_ABOUT = "Inés Calder drew maps for thirty-one years. Now she talks about them. Sit down."
_LINKS = {
    "kind": "links",
    "title": "Other tables",
    "links": [
        {"title": "About this table", "url": f"/{SLUG}/about.html", "note": ""},
        {"title": "Everything so far", "url": f"/{SLUG}/archives.html", "note": ""},
    ],
}


@transaction.atomic
def fill() -> Weblog:
    """Make the demo weblog, or answer the one that is there: a second call changes nothing."""
    if known := Weblog.objects.filter(slug=SLUG).first():
        return known
    today = clock.now()
    posts = [tomllib.loads(file.read_text("utf-8")) for file in _files()]
    with clock.standing_at(_moment(today, posts[0]) - timedelta(days=1)):
        weblog, host = _open()
    for described in posts:
        _add_post(weblog, host, described, _moment(today, described))
    return weblog


def _files() -> list[Any]:
    folder = files("tertulia.demo") / "posts"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _moment(today: datetime, described: dict[str, Any]) -> datetime:
    day = (today - timedelta(days=described["days_ago"])).date()
    return datetime.combine(day, time.fromisoformat(described["time"]), today.tzinfo)


def _open() -> tuple[Weblog, Member]:
    weblog = create_weblog(SLUG, title="The Corner Table", language="en-gb", tagline=_TAGLINE)
    weblog.photo = store_image(portrait(), alt="An island drawn in contour lines")
    weblog.about, weblog.about_html = _ABOUT, markup.post_html(_ABOUT, Format.LINES).html
    weblog.sidebar = [*weblog.sidebar, _LINKS]
    change_settings(weblog, ["photo", "about", "about_html", "sidebar"])
    return weblog, add_member(weblog, name="Inés Calder", role=Role.OWNER)


def _add_post(weblog: Weblog, host: Member, described: dict[str, Any], moment: datetime) -> None:
    now = min(moment, clock.now() - timedelta(days=1))
    with clock.standing_at(now):
        post = writing.write_post(weblog, _writing(weblog, host, described, moment), actor=None)
        status = described.get("status", Status.PUBLISHED)
        if status != Status.DRAFT:
            post = writing.publish(post, actor=None, at=moment)
    comments: list[Comment] = []
    for said in described.get("comments", []):
        comments.append(_add_comment(post, host, said, comments))
    if described.get("state") == State.CLOSED:
        with clock.standing_at(comments[-1].created_at + timedelta(hours=9)):
            closing.set_state(post, State.CLOSED, actor=None, reason=described["reason"])


def _writing(weblog: Weblog, host: Member, described: dict[str, Any], moment: datetime) -> writing.Writing:
    return writing.Writing(
        title=described["title"],
        body=described["body"],
        extended=described.get("extended", ""),
        format=Format.MARKDOWN,
        kind=described.get("kind", Kind.POST),
        author=host,
        categories=[add_category(weblog, label) for label in described.get("categories", [])],
        tags=described.get("tags", []),
        published_at=moment,
    )


def _add_comment(post: Post, host: Member, said: dict[str, Any], earlier: list[Comment]) -> Comment:
    moment = post.published_at + timedelta(minutes=said["minutes"])
    parent = earlier[said["answers"] - 1].number if "answers" in said else None
    submission = posting.Submission(
        name=said["name"], email=said["email"], url=said.get("url", ""), text=said["text"], parent=parent
    )
    with clock.standing_at(moment):
        comment = posting.post_comment(post, submission)
    if not said.get("held") and comment.state != CommentState.PUBLISHED:
        with clock.standing_at(moment + timedelta(minutes=7)):
            moderation.judge(comment, CommentState.PUBLISHED, actor=None, reason="Welcome to the table.")
    if "reply" in said:
        with clock.standing_at(moment + timedelta(minutes=13)):
            replying.reply_inside(comment, said["reply"], member=host)
    return comment
