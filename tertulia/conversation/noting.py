"""The host pins a note over a conversation, words it anew, takes it down; what it said before stays readable."""

from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tertulia.conversation.collision import check_decided, decided_version
from tertulia.conversation.conversation import Conversation, locked
from tertulia.conversation.note import Note
from tertulia.conversation.standing_note import StandingNote
from tertulia.conversation.submission import LONGEST_TEXT
from tertulia.lib import clock, markup, tags
from tertulia.lib import text as texts
from tertulia.lib.difference import Piece, difference
from tertulia.outbox.event import record
from tertulia.weblog.decision import Decision, decide, last_about
from tertulia.weblog.links import links_below
from tertulia.weblog.post import Post

KIND = "note"
Wording = TypeVar("Wording", Note, StandingNote)


@transaction.atomic
def pin_note(post: Post, text: str, *, actor: User | None, seen: str = "") -> Decision | None:
    """Let these words stand over the conversation; none take the note down. Answers the decision, None if it says so
    already. Raises ValidationError, and Collision if the last decision about it is another than the one ``seen``."""
    source, conversation = checked(text), locked(post)
    before = last_note(conversation)
    if source == (before.text if before else ""):
        return None
    check_decided(_subject(post), KIND, seen)
    note = _write(conversation, source, actor)
    conversation.note = note if source else None
    conversation.save(update_fields=["note"])
    record("note.pinned", tags=[tags.conversation(post.id)], weblog_id=post.weblog_id, post_id=post.id)
    return decide(
        post.weblog,
        KIND,
        actor=actor,
        subject=_subject(post),
        about=post.heading,
        before="pinned" if before and before.text else "none",
        after="pinned" if source else "none",
        reason=_("It said before: %s") % before.text if before and before.text else "",
    )


def undo_note(post: Post, *, actor: User | None) -> None:
    """Take back what was last done: a note that was pinned comes down, one that was taken down comes back."""
    conversation = locked(post)
    said = conversation.notes.exclude(text="").order_by("-at", "-id").first()
    pin_note(post, "" if conversation.note_id else said.text if said else "", actor=actor)


def checked(text: str) -> str:
    """What a note would say. Raises ValidationError."""
    source = texts.clean(text).strip()
    if len(source) > LONGEST_TEXT:
        raise ValidationError(_("A note may have at most 64,000 characters."))
    return source


def note_version(post: Post) -> str:
    """The version of the note, to be handed back as ``seen``."""
    return decided_version(last_about(_subject(post), KIND))


def last_note(conversation: Conversation) -> Note | None:
    """The last wording, if there was ever one; without words if the note was taken down."""
    return conversation.notes.order_by("-at", "-id").first()


def changes_of(notes: QuerySet[Wording]) -> list[tuple[Wording, list[Piece]]]:
    """The wordings of a note that readers may read, the last one first, each with what it changed."""
    said: list[Wording] = list(notes.exclude(text="").order_by("at", "id"))
    before = ["", *(note.text for note in said)]
    return [(note, difference(was, note.text)) for was, note in zip(before, said, strict=False)][::-1]


def _subject(post: Post) -> str:
    return f"conversation:{post.id}"


def _write(conversation: Conversation, source: str, actor: User | None) -> Note:
    post = conversation.post
    member = post.weblog.members.filter(user=actor).first() if actor else None
    return Note.objects.create(
        conversation=conversation,
        member=member,
        name=member.name if member else post.weblog.title,
        text=source,
        html=markup.comment_html(source, links_below(post)) if source else "",
        earlier=conversation.notes.exclude(text="").count(),
        at=clock.now(),
    )
