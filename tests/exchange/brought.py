"""What came to the Harbour Gate from elsewhere, for ``whole``: an import with its files, and what a rescue asked."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PIL import Image as Picture

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.exchange.claim import Claim
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question
from tertulia.lib import markup
from tertulia.media.storing import store
from tertulia.weblog.decision import decide
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.member import Member
from tertulia.weblog.old_addresses import OldPath, add_old_paths
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

BEGAN = datetime(2017, 8, 21, 17, 53, 41, 120003, tzinfo=UTC)
HOSTILE = "\"'<b>&amp;\\u2028\u2028\x85 ../..\\ 😀 e\u0301 \u202e"


def bring(weblog: Weblog, author: Member) -> None:
    """A post of long ago with all that belongs to it."""
    path, when = "/harbour/2003/08/new_years snowy%.html", BEGAN - timedelta(days=5000)
    old = ImportedPost("id:1", Status.PUBLISHED, when, title="Old", body="<p>Old.</p>", path=path, author=author)
    [post] = add_posts(weblog, [replace(old, body=f"<p>Old.</p>{_bring_files(weblog)}")], source="mt")
    comments = [
        ImportedComment(
            "a-1 6p01",
            when,
            name="Nils",
            ip="192.0.2.1",
            text="First",
            old_id="6a00d83451b",
            old_number="12828452",
            member=author,
        ),
        ImportedComment(
            "b-1", when, answers="a-1", name="Ruth Tamm", text=f"See http://harbour.typepad.example{path[:9]}"
        ),
        ImportedComment("c-1", when, kind="ping", name="Elsewhere", url="https://e.example/", text="They link"),
    ]
    first, second, _ping = add_conversations([ImportedConversation(post, State.CLOSED, comments)], source="mt")
    _rescue(weblog, first, second)
    add_old_paths(weblog, [OldPath("/p/123?x=1", post), OldPath("/harbour/water.html", to="/harbour/water/")])


def _rescue(weblog: Weblog, first: Comment, second: Comment) -> None:
    post, when = first.conversation.post, first.created_at
    shown = {"html": markup.comment_html(HOSTILE), "created_at": when, "changed_at": when}
    reply = HostReply.objects.create(comment=first, name="M.", text=HOSTILE, **shown)
    Post.objects.filter(id=second.conversation_id).update(uncertain="text")
    Comment.objects.filter(id=second.id).update(uncertain="author text", erased="1234567890abcdef words")
    about = {"weblog": weblog, "post": post, "comment": second, "other": first, "reply": reply}
    Question.objects.create(kind="author", sentence=HOSTILE, choices=[HOSTILE, ""], hides=True, **about)
    given = {"answer": "A", "answered_by": "M.", "answered_at": BEGAN, "reason": HOSTILE}
    Question.objects.create(kind="text", evidence=[{"source": "mt", "text": HOSTILE}], **given, **about)
    was = {str(first.id): {"name": HOSTILE, "number": None}}
    kept = {"comments": was, "replies": {}, "made": [], "made_replies": []}
    decide(weblog, "question", actor=None, subject=f"comment:{second.id}", before="open", after="A", kept=kept)
    beside = {"before": "/harbour/a.html", "after": HOSTILE}
    Claim.objects.create(
        weblog=weblog, source="capture", path="/harbour/b.html", url="https://a.example/", comments=3, posts=2, **beside
    )
    said = {"text": {"format": "html", "body": HOSTILE, "extended": ""}, "date": when.isoformat(), "title": HOSTILE}
    Origin.objects.create(weblog=weblog, post=post, source="capture", key="url:/a", said=said)
    Origin.objects.create(weblog=weblog, post=post, comment=first, source="capture", key=HOSTILE, said={"name": "N."})


def _bring_files(weblog: Weblog) -> str:
    # Answers a text that shows them by where they were.
    Weblog.objects.filter(id=weblog.id).update(hosts=["harbour.typepad.example"])
    weblog.hosts = ["harbour.typepad.example"]
    file = io.BytesIO()
    Picture.linear_gradient("L").resize((1000, 400)).save(file, "JPEG")
    pictured = store(lambda: io.BytesIO(file.getvalue()), "storm.jpg")
    table = store(lambda: io.BytesIO(b"<svg>tides</svg>"), "tides.svg")
    add_old_paths(weblog, [OldPath("/photos/storm.jpg", to=pictured.url), OldPath("/files/t.svg", to=table.url)])
    at = "http://harbour.typepad.example"
    return f'<a href="{at}/photos/storm.jpg"><img src="{at}/photos/storm.jpg"></a> <img src="{at}/files/t.svg">'
