"""A weblog that keeps links, and the time in which its worker asks for them."""

from datetime import timedelta

import time_machine

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge
from tertulia.conversation.posting import Submission, post_comment
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.link_checking import check_due
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, change_settings

PAGE = b"""<html><head><title>Tide &amp; time</title></head><body><nav>Home</nav><main><h1>Tides</h1>
<p>High water at six.</p><script>alert(1)</script></main></body></html>"""


def said(post: Post, text: str) -> Comment:
    """A comment that readers see."""
    comment = post_comment(post, Submission(name="Nils", email="nils@example.org", text=text))
    judge(comment, CommentState.PUBLISHED, actor=None)
    return Comment.objects.get(id=comment.id)


def keep_links(weblog: Weblog) -> None:
    """As the host turns it on."""
    weblog.keeps_links = True
    change_settings(weblog, ["keeps_links"])
    run_due()


def later(**pause: float) -> "time_machine.travel":
    """After that pause."""
    return time_machine.travel(clock.now() + timedelta(**pause), tick=False)


def check_all(days: float = 1) -> int:
    """What the worker does in some days."""
    with later(days=days):
        count = 0
        while check_due():
            count += 1
        run_due()
    return count
