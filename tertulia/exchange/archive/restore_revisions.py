"""What was said before, as rows again; how much of it readers see is counted anew."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.reply_revision import ReplyRevision
from tertulia.exchange.archive import schema_revisions as schema
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.values import moment_of
from tertulia.lib import markup
from tertulia.weblog.revision import PostRevision


def restore_post_revisions(here: Restoring) -> None:
    """Wordings of posts, once the posts are there."""
    for batch in in_batches(here.records(schema.POST_REVISIONS), "body", "extended"):
        PostRevision.objects.bulk_create([_post_revision(here, record) for record in batch])


def restore_comment_revisions(here: Restoring) -> None:
    """Wordings of comments, once the comments are there."""
    for batch in in_batches(here.records(schema.COMMENT_REVISIONS), "text"):
        rows = CommentRevision.objects.bulk_create([_comment_revision(here, record) for record in batch])
        counted = CommentRevision.objects.filter(comment=OuterRef("id"), standing=Standing.OPEN).order_by()
        count = counted.values("comment").annotate(n=Count("id")).values("n")
        comments = Comment.objects.filter(id__in={row.comment_id for row in rows})
        comments.update(earlier=Coalesce(Subquery(count), 0))


def restore_reply_revisions(here: Restoring) -> None:
    """Wordings of the host's replies, once the replies are there."""
    for batch in in_batches(here.records(schema.REPLY_REVISIONS), "text"):
        rows = ReplyRevision.objects.bulk_create([_reply_revision(here, record) for record in batch])
        counted = ReplyRevision.objects.filter(reply=OuterRef("id")).order_by()
        count = counted.values("reply").annotate(n=Count("id")).values("n")
        HostReply.objects.filter(id__in={row.reply_id for row in rows}).update(earlier=Coalesce(Subquery(count), 0))


def _post_revision(here: Restoring, record: Record) -> PostRevision:
    moments = {name: moment_of(record.pop(name)) for name in ("since", "until")}
    return PostRevision(post_id=here.known.posts[record.pop("post")], **moments, **record)


def _comment_revision(here: Restoring, record: Record) -> CommentRevision:
    html = markup.comment_html(record["text"], here.links)
    here.compare(html, record["html"])
    return CommentRevision(
        comment_id=here.known.comments[record["comment"]],
        standing=record["standing"],
        text=record["text"],
        html=html,
        at=moment_of(record["at"]),
        why=record["why"],
    )


def _reply_revision(here: Restoring, record: Record) -> ReplyRevision:
    reply_id, at = here.known.replies[record["reply"]], moment_of(record["at"])
    return ReplyRevision(reply_id=reply_id, text=record["text"], at=at)
