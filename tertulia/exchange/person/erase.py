"""Forget somebody: hidden at once, to be taken back for some days, then gone for good. No step deletes at once."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.conversation import findable, quoting
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.identity.standing import derive, settle, stale
from tertulia.conversation.spam.learning import forget, learn
from tertulia.conversation.spam.memory import Lesson
from tertulia.conversation.stale import tags_of_renamed
from tertulia.exchange.person import overwriting
from tertulia.exchange.person.erasure import GRACE, Erased, Erasure, What
from tertulia.exchange.person.names import nameless
from tertulia.exchange.person.owned import put_back_commenters, take_out_commenters
from tertulia.exchange.person.person import Person
from tertulia.exchange.person.reported import put_back_reports, reports_by, take_out_reports
from tertulia.exchange.person.ruled import put_back_rules, take_out_rules
from tertulia.exchange.person.scrub import (
    SAVED,
    put_back,
    put_back_around,
    take_out,
    take_out_actor,
    take_out_members,
    take_out_owned,
)
from tertulia.lib import clock, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import decide
from tertulia.weblog.weblog import Weblog

_TOGETHER = "conversation__post__weblog"


def check(person: Person) -> None:
    """Raise ValidationError if they cannot be forgotten as commenters."""
    if any(member.active for member in person.members):
        raise ValidationError(_("This is a member of the weblog: end the membership first."))
    if not (person.comments.exists() or person.owns_a_name or reports_by(person).exists()):
        raise ValidationError(_("No comment of this person is here."))


@transaction.atomic
def erase(person: Person, what: str, *, actor: User | None) -> Erasure:
    """Hide who they are, or also what they said, from now on; ``carry_out`` makes it final. Raises ValidationError."""
    check(person)
    overwriting.prepare()
    weblog, now = person.weblog, clock.now()
    comments = _locked(person.comments.values_list("id", flat=True))
    erasure = Erasure.objects.create(weblog=weblog, what=What(what), count=len(comments), due_at=now + GRACE)
    with translation.override(weblog.language):
        words = _("This comment was erased at its author’s wish.") if what == What.WORDS else ""
        names = nameless({comment.conversation_id for comment in comments})
        somebody = _("Somebody who left")
    taught, salt = _taught(comments), secrets.token_hex(8)
    kept = [
        Erased(
            erasure=erasure,
            comment=one,
            kept={**take_out(one, names[one.conversation_id], words, salt), "taught": one.id in taught},
        )
        for one in comments
    ]
    rules, commenters = take_out_rules(person), take_out_commenters(person)
    decisions = [*take_out_owned(weblog.id, commenters, somebody), *take_out_actor(weblog.id, person.email, somebody)]
    members, about_members = take_out_members(person.members, somebody)
    around = {"members": members, "decisions": [*about_members, *decisions], "reported": take_out_reports(person)}
    kept.append(Erased(erasure=erasure, kept={**around, "commenters": commenters, "rules": rules}))
    Erased.objects.bulk_create(kept, batch_size=100)
    _save(comments)
    forget(comments)
    _tell(erasure, comments, commenters, actor, before="", after="asked")
    return erasure


@transaction.atomic
def take_back(erasure: Erasure, *, actor: User | None) -> None:
    """Bring everything back as it was. Raises ValidationError if it is too late, or was done already."""
    found = Erasure.objects.select_for_update().get(id=erasure.id)
    if not found.is_waiting:
        raise ValidationError(_("It is too late: this was carried out, or taken back already."))
    overwriting.prepare()
    rows = {one.comment_id: one.kept for one in found.erased.all()}
    comments = _locked([pk for pk in rows if pk])
    # What was taken out last comes first, as a decision may have been changed twice.
    around = rows.get(None, {})
    commenters = around.get("commenters", [])
    put_back_around(around)
    put_back_commenters(found.weblog, commenters)
    put_back_reports(around.get("reported", []))
    put_back_rules(found.weblog, around.get("rules", []))
    for comment in comments:
        put_back(comment, rows[comment.id])
    _save(comments)
    learn([comment for comment in comments if rows[comment.id]["taught"]])
    found.erased.all().delete()
    found.taken_back_at = clock.now()
    found.save(update_fields=["taken_back_at"])
    _tell(found, comments, commenters, actor, before="asked", after="taken-back")


def _locked(ids: Sequence[int] | object) -> list[Comment]:
    wanted = Comment.objects.filter(id__in=ids)  # type: ignore[misc]
    # As for a judgement: conversations first, and in one order for everybody.
    list(Conversation.objects.select_for_update().filter(pk__in=wanted.values("conversation")).order_by("pk"))
    return list(wanted.select_related(_TOGETHER).order_by("id"))


def _taught(comments: Sequence[Comment]) -> set[int]:
    return {*Lesson.objects.filter(comment__in=comments).values_list("comment_id", flat=True)}


def _save(comments: Sequence[Comment]) -> None:
    derive(comments)
    Comment.objects.bulk_update(comments, SAVED, batch_size=100)
    findable.renew(comments)
    for post in {comment.conversation.post for comment in comments}:
        here = [comment for comment in comments if comment.conversation_id == post.id]
        quoting.reread(post, here, blames=False)
        quoting.renew(post, here)


def _tell(
    erasure: Erasure,
    comments: Sequence[Comment],
    commenters: Sequence[Mapping[str, Any]],
    actor: User | None,
    *,
    before: str,
    after: str,
) -> None:
    weblog: Weblog = erasure.weblog
    others = settle(weblog, [row["name"] for row in commenters]) if commenters else []
    shown = {
        tags.host(weblog.id),
        tags.moderation_log(weblog.id),
        *tags_of_renamed(comments),
        *stale(weblog, others),
        *(tags.commenter(row["id"]) for row in commenters),
    }
    about = ngettext("{count} comment of somebody", "{count} comments of somebody", erasure.count)
    decide(
        weblog,
        "erasure",
        actor=actor,
        subject=f"erasure:{erasure.id}",
        about=about.format(count=erasure.count),
        before=before,
        after=after,
        reason="" if actor else _("At their own wish"),
    )
    record("person.erased", tags=shown, weblog_id=weblog.id, erasure_id=erasure.id)
