"""Notes over conversations, as rows again; which one is shown is derived."""

from collections import Counter

from tertulia.conversation.conversation import Conversation
from tertulia.conversation.note import Note
from tertulia.conversation.policy import Policy
from tertulia.conversation.standing_note import StandingNote
from tertulia.exchange.archive.batches import in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.schema_marks import NOTES, STANDING_NOTES
from tertulia.exchange.archive.values import moment_of
from tertulia.lib import markup


def restore_notes(here: Restoring) -> None:
    """The wordings of each note, once the conversations are there."""
    earlier = Counter[int]()
    for batch in in_batches(here.records(NOTES), "text"):
        notes = [_note(here, record) for record in batch]
        for note in notes:
            note.earlier = earlier[note.conversation_id]
            earlier[note.conversation_id] += bool(note.text)
        for note in Note.objects.bulk_create(notes):
            Conversation.objects.filter(pk=note.conversation_id).update(note=note if note.text else None)


def restore_standing_notes(here: Restoring) -> None:
    """The wordings of the note over all conversations, once the policy is there."""
    for record in here.records(STANDING_NOTES):
        StandingNote.objects.create(weblog=here.weblog, text=record["text"], at=moment_of(record["at"]))
    said = StandingNote.objects.filter(weblog=here.weblog).exclude(text="").count()
    now_shown = Policy.objects.filter(weblog=here.weblog).exclude(note="")
    now_shown.update(note_earlier=max(0, said - 1))


def _note(here: Restoring, record: Record) -> Note:
    html = markup.comment_html(record["text"], here.links) if record["text"] else ""
    here.compare(html, record["html"])
    return Note(
        conversation_id=here.known.posts[record["conversation"]],
        member=here.member(record["member"]),
        name=record["name"],
        text=record["text"],
        html=html,
        at=moment_of(record["at"]),
    )
