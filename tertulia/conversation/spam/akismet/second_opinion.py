"""A second opinion on comments that wait and that the judge here is not sure of, where host and operator want that.

It is asked by the worker, long after the comment was answered, and becomes one more circumstance of the comment, whose
weight is learned like that of others: it moves nothing by itself. What members then decide about such a comment is sent
back. If Akismet does not answer, that is logged and all is as without it."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.conversation import locked
from tertulia.conversation.policy import Policy
from tertulia.conversation.spam.akismet.errand import AkismetErrand
from tertulia.conversation.spam.akismet.protocol import Errand, ask, tell
from tertulia.conversation.spam.judging import judge, noticed_of
from tertulia.lib.outgoing.errors import FetchError

log = logging.getLogger(__name__)

SPAM, HAM = "?akismet", "?akismet-ham"
# Scores (``spam/score.py``) below are surely good here, and above surely spam: 12 and 98 of 100.
_UNSURE = (-2.0, 4.0)


def note_held(*, weblog_id: int, comment_ids: Sequence[int], actor_id: int | None = None, **_facts: object) -> None:
    """Have Akismet asked about comments that came in held, where this installation is not sure of them."""
    if actor_id is not None or not _is_on(weblog_id):
        return
    for comment in _known(comment_ids).filter(state=CommentState.HELD):
        if not _is_asked(comment) and _UNSURE[0] < judge(noticed_of(comment)).value < _UNSURE[1]:
            AkismetErrand.objects.create(comment=comment, what=Errand.CHECK)


def note_decision(*, weblog_id: int, comment_ids: Sequence[int], actor_id: int | None = None, **_facts: object) -> None:
    """Have Akismet told what somebody decided about comments that it was asked about."""
    if actor_id is None or not _is_on(weblog_id):
        return
    for comment in _known(comment_ids).filter(state__in=(CommentState.SPAM, CommentState.PUBLISHED)):
        if _is_asked(comment):
            what = Errand.SPAM if comment.state == CommentState.SPAM else Errand.HAM
            AkismetErrand.objects.create(comment=comment, what=what)


def run_errand() -> int:
    """Run the oldest errand; answers how many that was (0 or 1)."""
    found = _claim()
    if found is None:
        return 0
    comment = _known([found.comment_id]).first()
    if comment and _is_on(comment.conversation.post.weblog_id):
        try:
            _run(Errand(found.what), comment)
        except FetchError as error:
            log.warning("Akismet (%s, comment %s): %s", found.what, comment.id, error)
    return 1


def _run(errand: Errand, comment: Comment) -> None:
    if errand != Errand.CHECK:
        tell(errand, comment)
    elif comment.state == CommentState.HELD:
        _keep(comment, SPAM if ask(comment) else HAM)


@transaction.atomic
def _keep(comment: Comment, opinion: str) -> None:
    locked(comment.conversation.post)
    row = Comment.objects.get(id=comment.id)
    # Somebody was faster: then the lesson learned of it has been without this.
    if row.state == CommentState.HELD and not row.erased:
        row.circumstances = " ".join(sorted({*row.circumstances.split(), opinion}))
        row.save(update_fields=["circumstances"])


@transaction.atomic
def _claim() -> AkismetErrand | None:
    if not AkismetErrand.objects.exists():
        return None
    found = AkismetErrand.objects.select_for_update(skip_locked=True).order_by("id").first()
    if found:
        AkismetErrand.objects.filter(pk=found.pk).delete()
    return found


def _is_on(weblog_id: int) -> bool:
    can_ask = bool(settings.AKISMET_KEY) and bool(settings.FETCH)
    return can_ask and Policy.objects.filter(weblog=weblog_id, asks_akismet=True).exists()


def _known(ids: Sequence[int]) -> CommentSet:
    # Without an address there is nothing to ask by: a door that knows none, or it was forgotten.
    known = Comment.objects.filter(id__in=ids, erased="", ip__isnull=False)
    return known.select_related("conversation__post__weblog").order_by("id")


def _is_asked(comment: Comment) -> bool:
    return bool({SPAM, HAM} & {*comment.circumstances.split()})
