"""The host marks comments: picked, confirmed or corrected by something said elsewhere, an open question until it is
answered. Each mark is a decision in the log, and can be undone."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import locked
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.mark_lines import Line, packed
from tertulia.conversation.mark_target import Target, target_of
from tertulia.conversation.stale import tags_of_numbers
from tertulia.lib import clock, tags
from tertulia.lib import text as texts
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.post import Post

# Kinds of decisions: one for each kind of mark, so that each is undone alone.
KINDS = {f"mark-{kind.value}": kind for kind in MarkKind}
_LONGEST_NOTE = 500


@transaction.atomic
def mark(comment: Comment, kind: str, *, actor: User | None, link: str = "", note: str = "") -> Decision | None:
    """Mark a published comment. ``link`` names what confirms, corrects or answers it: a number in the conversation, the
    address of a comment or host's reply there, or of a page elsewhere; a question is open without one. Answers the
    decision, None if all is so already. Raises ValidationError."""
    found = _locked(comment)
    if not found.is_public:
        raise ValidationError(_("Readers do not see this comment, so it cannot be marked."))
    target = target_of(found, link)
    if kind in (MarkKind.CONFIRMED, MarkKind.CORRECTED) and not target:
        raise ValidationError(_("Say by which comment, or which page elsewhere: #12, or its address."))
    state = MarkState.SET
    if kind == MarkKind.QUESTION:
        state = MarkState.ANSWERED if target else MarkState.OPEN
    words = " ".join(texts.clean(note).split())[:_LONGEST_NOTE]
    return _bring(found, MarkKind(kind), state, actor, target, words)


@transaction.atomic
def unmark(comment: Comment, kind: str, *, actor: User | None) -> Decision | None:
    """Take a mark away."""
    return _bring(_locked(comment), MarkKind(kind), MarkState.NONE, actor)


@transaction.atomic
def bring_back(comment: Comment, kind: str, state: str, *, actor: User | None) -> Decision | None:
    """Give a mark another state, and leave what it leads to."""
    return _bring(_locked(comment), MarkKind(kind), MarkState(state), actor)


def renew(post: Post, ids: Collection[int]) -> None:
    """Look again at the marks of these comments, and at those that lead to them or to replies in them, as what readers
    see of them is another now."""
    led = Q(by__in=ids) | Q(by_reply__comment__in=ids)
    rows = Mark.objects.filter(Q(comment__in=ids) | led).exclude(state=MarkState.NONE)
    touched = {
        found for row in rows.values_list("comment_id", "by_id", "by_reply__comment_id") for found in row if found
    }
    if touched and (numbers := derive({*touched, *ids})):
        stale = (*tags_of_numbers(post, numbers), tags.questions(post.weblog_id))
        record("marks.renewed", tags=stale, weblog_id=post.weblog_id, post_id=post.id)


def derive(ids: Iterable[int]) -> set[int]:
    """Write anew what readers see of the marks of these comments; answers the numbers of those that say something else
    now."""
    changed, wanted = [], set(ids)
    for comment in Comment.objects.filter(id__in=wanted).only("marks", "number", "state"):
        column = packed(_lines(comment))
        if column != comment.marks:
            comment.marks = column
            changed.append(comment)
    Comment.objects.bulk_update(changed, ["marks"], batch_size=500)
    return {comment.number for comment in changed if comment.number}


def _lines(comment: Comment) -> Iterable[Line]:
    together = ("by", "by_reply__comment")
    for one in comment.host_marks.exclude(state=MarkState.NONE).select_related(*together).order_by("kind"):
        what = one.kind if one.state == MarkState.SET else one.state
        yield _line(one, what)
    led = Q(by=comment) | Q(by_reply__comment=comment, by_reply__withdrawn=False)
    others = Mark.objects.filter(led, state__in=(MarkState.SET, MarkState.ANSWERED)).exclude(comment=comment)
    seen = others.filter(comment__state=CommentState.PUBLISHED).order_by("comment__number", "kind")
    for kind, number in seen.values_list("kind", "comment__number"):
        yield Line(_DOES[MarkKind(kind)], number or 0)


_DOES = {MarkKind.CONFIRMED: "confirms", MarkKind.CORRECTED: "corrects", MarkKind.QUESTION: "answers"}


def _line(one: Mark, what: str) -> Line:
    reply = one.by_reply if one.by_reply and not one.by_reply.withdrawn else None
    source = reply.comment if reply else one.by
    if source is None or not source.is_public:
        return Line(what, url=one.url, note=one.note)
    return Line(what, source.number or 0, reply.anchor if reply else "", note=one.note)


def _locked(comment: Comment) -> Comment:
    conversation = locked(comment.conversation.post)
    found = Comment.objects.get(id=comment.id)
    found.conversation = conversation
    return found


def _bring(
    comment: Comment,
    kind: MarkKind,
    state: MarkState,
    actor: User | None,
    target: Target | None = None,
    note: str | None = None,
) -> Decision | None:
    known = Mark.objects.select_related("by_reply").filter(comment=comment, kind=kind).first()
    one = known or Mark(comment=comment, kind=kind, state=MarkState.NONE)
    before, was = (one.state, *_led_to(one)), _sources(one)
    if note is not None:
        one.by, one.by_reply, one.url = target or Target()
        one.note = note
    one.state, one.at = state, clock.now()
    if before == (one.state, *_led_to(one)):
        return None
    one.save()
    _tell(comment, one, was | _sources(one))
    weblog, subject, about = comment.conversation.post.weblog, f"comment:{comment.id}", str(comment)
    why = " ".join(part for part in (str(target or ""), note) if part)
    return decide(
        weblog, f"mark-{kind}", actor=actor, subject=subject, about=about, before=before[0], after=state, reason=why
    )


def _led_to(one: Mark) -> tuple[int | None, int | None, str, str]:
    return one.by_id, one.by_reply_id, one.url, one.note


def _sources(one: Mark) -> set[int]:
    return {found for found in (one.by_id, one.by_reply.comment_id if one.by_reply else None) if found}


def _tell(comment: Comment, one: Mark, sources: set[int]) -> None:
    post = comment.conversation.post
    # Feeds tell by it that there is something new about the comment.
    Comment.objects.filter(id=comment.id).update(changed_at=one.at)
    numbers = {comment.number, *derive({comment.id, *sources})} - {None}
    stale = (*tags_of_numbers(post, [number for number in numbers if number]), tags.questions(post.weblog_id))
    record(f"mark.{one.state}", tags=stale, weblog_id=post.weblog_id, post_id=post.id, mark_id=one.id)
