"""All texts of a weblog gone through for their links: after an import, or when a weblog begins to keep links."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.link_recording import comments_linking, replies_linking
from tertulia.lib import clock
from tertulia.weblog.link_recording import note, posts_linking
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 200
# An import comes in batches, and one survey behind all of them is enough.
_PAUSE = timedelta(seconds=30)


class LinkSurvey(models.Model):
    """A weblog that is gone through from ``due_at`` on, and the last rows that have been."""

    weblog = models.OneToOneField(Weblog, on_delete=models.CASCADE, related_name="link_survey")
    due_at = models.DateTimeField()
    post = models.BigIntegerField(default=0)
    comment = models.BigIntegerField(default=0)
    reply = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.weblog_id}: {self.post}, {self.comment}, {self.reply}"


def begin_survey(weblog_id: int, **_more: Any) -> None:
    """Go through all texts of the weblog soon, from the beginning."""
    LinkSurvey.objects.update_or_create(
        weblog_id=weblog_id, defaults={"due_at": clock.now() + _PAUSE, "post": 0, "comment": 0, "reply": 0}
    )


@transaction.atomic
def survey() -> int:
    """Go on with one survey, some texts a time; answers how many it looked at."""
    due = LinkSurvey.objects.select_for_update(skip_locked=True, of=("self",)).select_related("weblog")
    found = due.filter(due_at__lte=clock.now()).order_by("due_at").first()
    if found is None:
        return 0
    done = _posts(found) or _comments(found) or _replies(found)
    if done:
        found.save()
    else:
        found.delete()
    return done


def _posts(found: LinkSurvey) -> int:
    rows = Post.objects.filter(weblog=found.weblog, id__gt=found.post).order_by("id")
    posts = [*rows[:_AT_ONCE]]
    note(found.weblog, posts_linking(posts))
    found.post = posts[-1].id if posts else found.post
    return len(posts)


def _comments(found: LinkSurvey) -> int:
    rows = Comment.objects.filter(conversation__post__weblog=found.weblog, id__gt=found.comment)
    comments = [*rows.order_by("id")[:_AT_ONCE]]
    note(found.weblog, comments_linking(comments))
    found.comment = comments[-1].id if comments else found.comment
    return len(comments)


def _replies(found: LinkSurvey) -> int:
    rows = HostReply.objects.filter(comment__conversation__post__weblog=found.weblog, id__gt=found.reply)
    replies = [*rows.select_related("comment").order_by("id")[:_AT_ONCE]]
    note(found.weblog, replies_linking(replies))
    found.reply = replies[-1].id if replies else found.reply
    return len(replies)
