"""The Harbour Gate with one of everything that a weblog can hold, always the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tertulia.conversation import closing, moderation, replying
from tertulia.conversation.answering_apart import answer_apart
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.conversation import Pace, State
from tertulia.conversation.editing import accept_edit, edit_comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity import confirmation
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirming import confirm, refuse
from tertulia.conversation.marking import mark
from tertulia.conversation.noting import pin_note
from tertulia.conversation.pace import set_pace
from tertulia.conversation.policy import Order, Policy, change_policy
from tertulia.conversation.posting import Submission, post_comment
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.reports.settling import dismiss_reports
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.rules.ruling import add_rule
from tertulia.lib import clock, markup
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.category import add_category
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.member import change_role
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import Weblog, change_settings
from tertulia.weblog.writing import Writing, discard, publish, rewrite_post, write_post
from tests.cast import Cast
from tests.exchange.brought import BEGAN, HOSTILE, bring
from tests.publishing.lived import picture

# When it is looked at: addresses of comments are still kept.
NOW = datetime(2017, 8, 31, tzinfo=UTC)
GONE = "http://quay.example/tides?a=1&b=2"


def fill(cast: Cast) -> Weblog:
    """Years of writing, talking and moderating, within a second."""
    weblog = cast.weblog
    with clock.standing_at(BEGAN):
        _arrange(cast)
        posts = _write(cast)
    with clock.standing_at(BEGAN + timedelta(days=9)):
        _talk(cast, posts)
        _keep_links(weblog)
        again = Writing(title="Renamed again", body=f"*More mud.* [Tides]({GONE})", format="markdown", extended=HOSTILE)
        for title in ("Once more", "Renamed"):
            rewrite_post(posts[1], replace(again, title=title), actor=cast.host.user)
        bring(weblog, cast.author)
        change_role(cast.moderator, cast.moderator.role, actor=cast.host.user, active=False)
    with clock.standing_at(BEGAN + timedelta(days=10)):
        _think_again(cast)
    Weblog.objects.filter(id=weblog.id).update(created_at=BEGAN)
    for model in (Image, File):
        model._default_manager.update(created_at=BEGAN)
    weblog.decisions.update(at=BEGAN)
    return weblog


def _keep_links(weblog: Weblog) -> None:
    weblog.keeps_links = True
    change_settings(weblog, ["keeps_links"])
    warc = default_storage.save("originals/links/ab/ab.warc.gz", ContentFile(b"a record"))
    long_ago = BEGAN - timedelta(days=90)
    gone = KeptLink(weblog=weblog, url=GONE, state=LinkState.GONE, first_seen_at=BEGAN, gone_at=BEGAN, said="404")
    gone.status, gone.failures, gone.failing_since, gone.asked_at = 404, 3, long_ago, BEGAN
    gone.title, gone.text, gone.copied_at, gone.warc, gone.leads_to = HOSTILE, HOSTILE, long_ago, warc, f"{GONE}#"
    gone.save()


def _arrange(cast: Cast) -> None:
    weblog, weblog.photo = cast.weblog, picture("photo.png")
    weblog.title, weblog.tagline, weblog.about, weblog.language = HOSTILE, HOSTILE, f"{HOSTILE}\n\nA gate.", "nl"
    weblog.about_html, weblog.posts_per_page = markup.comment_html(weblog.about), 2
    links = [{"title": HOSTILE, "url": "https://tide.example/?a=b", "note": ""}]
    weblog.sidebar = [{"kind": "calendar"}, {"kind": "links", "title": "Others", "links": links}, {"kind": "about"}]
    change_settings(
        weblog, ["photo", "title", "tagline", "about", "about_html", "language", "posts_per_page", "sidebar"]
    )
    policy = Policy(
        per_page=2,
        depth=1,
        order=Order.NEWEST,
        close_after_days=30,
        reasons=f"{HOSTILE}\nOff topic",
        sign_in=True,
        public_log=True,
        log_names=True,
        per_minute=77,
        spam_days=9,
        asks_akismet=True,
    )
    for policy.note in ("Be quick.", f"Be kind. {HOSTILE}"):
        change_policy(weblog, policy, actor=cast.host.user)
    add_rule(Rule(weblog=weblog, kind="words", value="mud flats*", verdict="spam"), actor=cast.host.user)
    refusing = Rule(weblog=weblog, kind="network", value="203.0.113.0/24", verdict="refuse", sentence=HOSTILE)
    add_rule(refusing, actor=cast.host.user)


def _write(cast: Cast) -> list[Post]:
    weblog, shown = cast.weblog, picture("the-storm.png").url
    above = add_category(weblog, "Water", description=HOSTILE)
    below = add_category(weblog, f"Tides {HOSTILE}", slug="tides", parent=above)
    film = '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'
    full = Writing(
        title=HOSTILE,
        body=f'<p>{HOSTILE}<img src="{shown}" alt=""></p><pre>\n\n x</pre>{film}',
        extended=f"<p>{HOSTILE}</p>",
        excerpt=HOSTILE,
        keywords="mud",
        author=cast.author,
        categories=[below, above],
        tags=["low ferry", "Übermut", "50%"],
    )
    posts = [write_post(weblog, full, actor=None)]
    posts += [
        write_post(weblog, Writing(title=f"No. {n}", body="*Mud.*", format="markdown"), actor=None) for n in "123"
    ]
    posts.append(write_post(weblog, Writing(body="Who\nwe are.", format="lines", kind=Kind.PAGE), actor=None))
    for post in (posts[0], posts[1], posts[4]):
        publish(post, actor=cast.host.user)
    rewrite_post(posts[1], Writing(title="Renamed", body="*Mud.*", format="markdown", basename="other"), actor=None)
    discard(posts[2], actor=cast.host.user, reason=HOSTILE)
    publish(posts[3], actor=None, at=BEGAN + timedelta(days=99))
    return posts


def _talk(cast: Cast, posts: list[Post]) -> None:
    said = [_say(posts[0], f"{n} {HOSTILE}", number) for n, number in (("a", None), ("b", 1), ("c", 1), ("d", 2))]
    for comment, state in zip(said, ("spam", "withdrawn", "published", "held"), strict=True):
        moderation.judge(comment, state, actor=cast.host.user, reason="As the host wants it", note=HOSTILE)
    replies = [replying.reply_inside(said[2], f"{n} {HOSTILE}", member=cast.host) for n in ("So", "Or so")]
    replying.withdraw_reply(replies[0], actor=cast.host.user)
    post_comment(posts[0], Submission("", text="I am the author", user=cast.author.user))
    # To whom is told by nothing but the archive.
    answer_apart(said[3], f"Soon {HOSTILE}", member=cast.host, by_name=True)
    _quote(cast, posts[0], said[2])
    _report(cast, said[2])
    # One correction is taken, another waits.
    edit_comment(said[2], Submission(text=f"c corrected {HOSTILE}"))
    accept_edit(CommentRevision.objects.get(standing=Standing.WAITING), actor=cast.host.user)
    edit_comment(said[2], Submission(text=f"{HOSTILE} [url=https://a.example]letters[/url]"))
    _confirm(cast.weblog, posts[0])
    _mark(cast, posts[0])
    closing.set_state(posts[1], State.CLOSED, actor=cast.host.user, reason="Enough")
    pause = NOW + timedelta(hours=9)
    set_pace(posts[0], Pace.SLOW, actor=cast.host.user, minutes=5, until=pause, why=HOSTILE[:100])
    # Within the days for which they are kept.
    Comment.objects.filter(id=said[3].id).update(ip="2001:db8::7")


def _think_again(cast: Cast) -> None:
    # Readers can read what a reply said before; those who quote it, too.
    reply = HostReply.objects.get(text__startswith="Or so")
    for words in (f"Or not {HOSTILE}", f"Or so {HOSTILE}"):
        replying.rewrite_reply(reply, words, actor=cast.host.user)


def _quote(cast: Cast, post: Post, quoted: Comment) -> None:
    # A comment and the host's reply in it, which is quoted for its part.
    _say(post, f"> {HOSTILE}\n\ne", quoted.number)
    replying.reply_inside(quoted, f"> c {HOSTILE}", member=cast.host)
    _say(post, "> Or so\n\nf", quoted.number)


def _report(cast: Cast, comment: Comment) -> None:
    # One is dismissed, one is open; where that came from is kept for some days.
    told = Submission(text=f"It is not so {HOSTILE}", email="reader@example.net", ip="2001:db8:9::7")
    report_comment(comment, "other", told)
    dismiss_reports(comment, actor=cast.host.user, reason=HOSTILE)
    report_comment(comment, "attack", Submission(ip="198.51.100.9"))


def _mark(cast: Cast, post: Post) -> None:
    # As the host does who picks, confirms and pins.
    first, second, *_others = Comment.objects.published().filter(conversation=post.pk)
    inside = replying.reply_inside(second, f"It is so {HOSTILE}", member=cast.host)
    mark(first, "picked", actor=cast.host.user)
    mark(first, "confirmed", actor=cast.host.user, link=f"#{inside.anchor}", note=HOSTILE[:100])
    mark(first, "corrected", actor=cast.host.user, link=f"#{second.number}")
    mark(second, "question", actor=cast.host.user, link="https://register.example/?a=b&c")
    for words in (f"Be kind {HOSTILE}", f"Be brief {HOSTILE}"):
        pin_note(post, words, actor=cast.host.user)


def _confirm(weblog: Weblog, post: Post) -> None:
    post_comment(post, Submission(HOSTILE, "otto@example.net", text="I am Otto"))
    post_comment(post, Submission("Ruth Tamm", text="I am another Ruth"))
    for email, name in (("ruth@example.net", "Ruth Tamm"), ("otto@example.net", HOSTILE)):
        commenter = confirm(confirmation.ask(weblog, email, None), name, [name])
    refuse(commenter, actor=None, reason=HOSTILE)
    Commenter.objects.update(picture=picture("a-face.png").pk)
    weblog.members.filter(role="owner").update(picture=picture("a-face.png").pk)


def _say(post: Post, text: str, parent: int | None) -> Comment:
    words = Submission("Ruth Tamm", "ruth@example.net", "https://ruth.example/", text, parent=parent, key=text[:1] * 20)
    comment = post_comment(post, words)
    moderation.judge(comment, CommentState.PUBLISHED, actor=None)
    return comment
