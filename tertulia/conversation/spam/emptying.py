"""Spam that nobody has touched for some weeks is deleted; what the judge has learned of it stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import Mark
from tertulia.conversation.policy import policy_of
from tertulia.conversation.quote import Quote
from tertulia.conversation.spam.learning import forget_networks
from tertulia.conversation.spam.memory import Lesson
from tertulia.lib import clock, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.weblog import Weblog

KIND = "spam-emptied"
# Few at a time, as SQLite lets nobody else write meanwhile.
AT_ONCE = 500


def empty_spam() -> int:
    """Delete some of what was judged spam as many days ago as each weblog's policy says; answers how many. Days end at
    midnight (UTC), so that one run finds all that is due that day."""
    return sum(_empty(weblog) for weblog in Weblog.objects.select_related("policy").order_by("id"))


def _empty(weblog: Weblog) -> int:
    days = policy_of(weblog).spam_days
    if not days:
        return 0
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    ids = list(_due(weblog, midnight - timedelta(days=days)).values_list("id", flat=True)[:AT_ONCE])
    return _delete(weblog, ids, midnight - timedelta(days=days)) if ids else 0


def _due(weblog: Weblog, before: datetime) -> CommentSet:
    # What an import brought stays, as the next run of that import would bring it again. So does what others refer to.
    decided = Decision.objects.filter(subject=Concat(Value("comment:"), Cast(OuterRef("id"), CharField())))
    spam = Comment.objects.filter(conversation__post__weblog=weblog, state=CommentState.SPAM, source="")
    old = spam.annotate(decided_at=Subquery(decided.order_by("-id").values("at")[:1])).filter(
        created_at__lt=before, changed_at__lt=before, decided_at__lt=before
    )
    held_by = (
        Comment.objects.filter(parent=OuterRef("id")),
        Quote.objects.filter(source=OuterRef("id")),
        Mark.objects.filter(by=OuterRef("id")),
        HostReply.objects.filter(comment=OuterRef("id")),
    )
    return old.filter(*(~Exists(rows) for rows in held_by))


@transaction.atomic
def _delete(weblog: Weblog, ids: list[int], before: datetime) -> int:
    # As for a judgement: conversations first, and in one order for everybody. Some may have been judged meanwhile.
    wanted = Comment.objects.filter(id__in=ids)
    list(Conversation.objects.select_for_update().filter(pk__in=wanted.values("conversation")).order_by("pk"))
    due = list(_due(weblog, before).filter(id__in=ids).values_list("id", flat=True))
    if not due:
        return 0
    forget_networks(list(Lesson.objects.filter(comment__in=due, comment__ip__isnull=False).select_related("comment")))
    with translation.override(weblog.language):
        _blank_decisions(due)
        _log(weblog, len(due))
    Comment.objects.filter(id__in=due).delete()
    return len(due)


def _blank_decisions(ids: list[int]) -> None:
    # That something was decided stays in the log; whose words it was about, and which, goes with them.
    about = Decision.objects.filter(subject__in=[f"comment:{comment_id}" for comment_id in ids])
    about.update(about=_("Spam that was deleted"), reason="", note="", kept=None)


def _log(weblog: Weblog, count: int) -> None:
    record("spam.emptied", tags=[tags.moderation_log(weblog.id)], weblog_id=weblog.id, count=count)
    told = ngettext("{count} comment was deleted", "{count} comments were deleted", count).format(count=count)
    days = policy_of(weblog).spam_days
    why = ngettext("Spam that nobody touched for {days} day", "Spam that nobody touched for {days} days", days)
    decide(
        weblog, KIND, actor=None, subject=f"weblog:{weblog.id}", about=told, after="done", reason=why.format(days=days)
    )
