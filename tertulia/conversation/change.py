"""A change of what was said (whose words, one comment or two, inside or beside) that is taken back as if it had never
been: what it replaces is kept in its decision, to the letter."""

from typing import Any

from django.contrib.auth.models import User

from tertulia.conversation import findable, quoting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import locked
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.standing import derive
from tertulia.conversation.kept import comment_kept, reply_kept
from tertulia.conversation.renumbering import put_in_order
from tertulia.conversation.stale import tags_of, tags_of_speakers
from tertulia.lib import clock, markup, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.links import links_below
from tertulia.weblog.post import Post


class Change:
    """One change in the conversation under a post, made in the caller's transaction: touch what is there, make what is
    new, then ``close``."""

    def __init__(self, post: Post) -> None:
        self.post, self.conversation, self.now = post, locked(post), clock.now()
        self.comments: dict[int, Comment] = {}
        self.replies: dict[int, HostReply] = {}
        self.made: list[Comment] = []
        self._before: dict[str, Any] = {"comments": {}, "replies": {}, "made": [], "made_replies": []}

    def touch(self, comment: Comment) -> Comment:
        """The row of a comment, to be changed."""
        if comment.id not in self.comments:
            row = Comment.objects.get(id=comment.id, conversation=self.conversation)
            row.conversation = self.conversation
            self._before["comments"][str(row.public_id)] = comment_kept(row)
            row.changed_at = self.now
            self.comments[row.id] = row
        return self.comments[comment.id]

    def touch_reply(self, reply: HostReply) -> HostReply:
        """The row of a host's reply, to be changed."""
        if reply.id not in self.replies:
            row = HostReply.objects.get(id=reply.id, comment__conversation=self.conversation)
            self._before["replies"][str(row.public_id)] = reply_kept(row)
            row.changed_at = self.now
            self.replies[row.id] = row
        return self.replies[reply.id]

    def make(self, comment: Comment) -> Comment:
        """Keep a new comment."""
        comment.html = markup.comment_html(comment.text, links_below(self.post))
        comment.save()
        self._before["made"].append(comment.public_id)
        self.comments[comment.id] = comment
        self.made.append(comment)
        return comment

    def make_reply(self, reply: HostReply) -> HostReply:
        """Keep a new reply of the host."""
        reply.html = markup.comment_html(reply.text, links_below(self.post))
        reply.save()
        self._before["made_replies"].append(reply.public_id)
        return reply

    def close(
        self, kind: str, about: Comment, *, actor: User | None, before: str, after: str, reason: str = ""
    ) -> Decision:
        """Write all of it, and the decision that it is; so long as one is the last about its comment, it can be taken
        back."""
        derive(self.comments.values())
        for comment in self.comments.values():
            comment.html = markup.comment_html(comment.text, links_below(self.post))
            comment.save()
        for reply in self.replies.values():
            reply.html = markup.comment_html(reply.text, links_below(self.post))
            reply.save()
        told(self.post, [*self.comments.values()])
        return decide(
            self.post.weblog,
            kind,
            actor=actor,
            subject=f"comment:{about.id}",
            about=str(about),
            before=before[:40],
            after=after[:40],
            reason=reason,
            kept=self._before,
        )


def told(post: Post, comments: list[Comment]) -> None:
    """Number, count and index the conversation anew, and say what became stale: all its pages, as numbers move."""
    _number(post)
    has_moved = bool(put_in_order([post.id]))
    rows = Comment.objects.filter(id__in=[comment.id for comment in comments]).select_related("conversation__post")
    findable.renew(rows)
    inside = HostReply.objects.filter(comment__in=rows.values("id")).select_related("comment")
    quoting.reread(post, [*rows.select_related("parent"), *inside], blames=False)
    quoting.renew(post, [*(Comment.objects.filter(conversation=post.id) if has_moved else rows)])
    # Words of the host may have become a reply, or be one no longer.
    stale = {*tags_of(post), tags.comments(post.id), tags.host(post.weblog_id), *tags_of_speakers(post, comments)}
    stale |= {tags.moderation_log(post.weblog_id)}
    record("comment.changed", tags=stale, weblog_id=post.weblog_id, post_id=post.id)


def _number(post: Post) -> None:
    conversation = locked(post)
    published = Comment.objects.filter(conversation=conversation, state=CommentState.PUBLISHED)
    for comment in published.filter(number=None).order_by("created_at", "id"):
        conversation.last_number += 1
        Comment.objects.filter(id=comment.id).update(number=conversation.last_number)
    conversation.count = published.count()
    conversation.save(update_fields=["count", "last_number"])
