"""The format says of every column whether it leaves, and its description is the one in the docs."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.comment_revision import CommentRevision, Standing
from tertulia.conversation.conversation import Conversation, Pace, State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.note import Note
from tertulia.conversation.policy import Moderation, Order, Policy
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.reply_revision import ReplyRevision
from tertulia.conversation.reports.report import Report, ReportReason
from tertulia.conversation.rules.rule import Rule, RuleKind, RuleState, RuleVerdict
from tertulia.conversation.standing_note import StandingNote
from tertulia.exchange.archive import schema_links as links
from tertulia.exchange.archive import schema_rescue as rescue
from tertulia.exchange.archive import schema_revisions as revisions
from tertulia.exchange.archive import schema_weblog as house
from tertulia.exchange.archive import schema_writing as writing
from tertulia.exchange.archive.described import as_markdown
from tertulia.exchange.archive.kind import Field, Kind
from tertulia.exchange.archive.schema import KINDS
from tertulia.exchange.archive.schema_marks import MARKS, NOTES, STANDING_NOTES
from tertulia.exchange.archive.schema_reports import REPORTS
from tertulia.exchange.claim import Claim
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question, QuestionKind
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.decision import Decision
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Format, Post, Status
from tertulia.weblog.post import Kind as PostKind
from tertulia.weblog.revision import PostRevision
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog

MODELS: dict[type[models.Model], Kind] = {
    Weblog: house.WEBLOG,
    Policy: house.POLICY,
    Member: house.MEMBERS,
    Category: house.CATEGORIES,
    Tag: house.TAGS,
    Image: house.MEDIA,
    File: house.FILES,
    Commenter: house.COMMENTERS,
    Rule: house.RULES,
    KeptLink: links.LINKS,
    Post: writing.POSTS,
    PostRevision: revisions.POST_REVISIONS,
    Conversation: writing.CONVERSATIONS,
    Comment: writing.COMMENTS,
    CommentRevision: revisions.COMMENT_REVISIONS,
    Report: REPORTS,
    HostReply: writing.REPLIES,
    ReplyRevision: revisions.REPLY_REVISIONS,
    Quote: writing.QUOTES,
    Mark: MARKS,
    Note: NOTES,
    StandingNote: STANDING_NOTES,
    Address: writing.ADDRESSES,
    Decision: writing.DECISIONS,
    Origin: rescue.ORIGINS,
    Question: rescue.QUESTIONS,
    Claim: rescue.CLAIMS,
}
# What does not leave: it belongs to the installation, or can be made anew.
STAYS = {
    "AkismetErrand",
    "Invitation",
    "SearchText",
    "ImportRun",
    "ExportRun",
    "Lesson",
    "Noticed",
    "Erasure",
    "Erased",
    "DataLink",
    "Presence",
    "Confirmation",
    "Trace",
    "LinkPlace",
    "LinkSurvey",
}
COLUMNS_STAY = {
    "Policy.rules": "another word after each change of the rules",
    "Policy.aged_until": "what was told to stored pages, of which there are none after a move",
    "Policy.note_html": "derived from the note",
    "Policy.note_earlier": "counted anew",
    "Member.user": "an account",
    "Comment.user": "an account",
    "Report.network": "derived from the IP address, which counts for a day",
    "Comment.network": "derived from the IP address, which counts for an hour",
    "Comment.standing": "derived from who has confirmed the name",
    "Commenter.user": "an account",
    "Commenter.skeleton": "derived from the name",
    "KeptLink.due_at": "when the worker here would ask",
    "KeptLink.host": "derived from the address",
    "Decision.actor": "an account; their name leaves",
    "Post.removed": "derived from the source",
    "Conversation.count": "counted anew",
    "Comment.quote_marks": "derived from the quotes and their sources",
    "Comment.quoted_by": "derived from the quotes",
    "Conversation.note": "derived from the notes",
    "Conversation.minute_began": "counts for a minute",
    "Conversation.in_minute": "counts for a minute",
    "Conversation.quotes_due": "what an import has still to do",
    "Note.earlier": "counted anew",
    "Comment.marks": "derived from the marks",
    "HostReply.quote_marks": "derived from the quotes and their sources",
    "Comment.earlier": "counted anew",
    "HostReply.earlier": "counted anew",
    "Comment.circumstances": "for the judge of this installation, whose lessons stay too",
}
# Under another name.
CALLED = {"Comment.conversation": "post", "Post.first_id": "id", "Comment.first_id": "id", "HostReply.first_id": "id"}
CHOICES: dict[str, type[models.TextChoices]] = {
    "Report.reason": ReportReason,
    "Rule.kind": RuleKind,
    "Rule.verdict": RuleVerdict,
    "Rule.state": RuleState,
    "Policy.moderation": Moderation,
    "Policy.order": Order,
    "Member.role": Role,
    "KeptLink.state": LinkState,
    "Post.kind": PostKind,
    "Post.status": Status,
    "Post.format": Format,
    "PostRevision.format": Format,
    "Conversation.state": State,
    "Conversation.pace": Pace,
    "Comment.kind": CommentKind,
    "Question.kind": QuestionKind,
    "Comment.state": CommentState,
    "Quote.verdict": Verdict,
    "Mark.kind": MarkKind,
    "Mark.state": MarkState,
    "CommentRevision.standing": Standing,
}


def test_every_table_leaves_or_stays_for_a_reason() -> None:
    tables = {
        model
        for name in ("weblog", "conversation", "exchange", "media")
        for model in apps.get_app_config(name).get_models()
    }
    assert {model.__name__ for model in tables - MODELS.keys()} == STAYS
    assert [*MODELS.values()] == [*KINDS]


def test_every_column_leaves_or_stays_for_a_reason() -> None:
    for model, kind in MODELS.items():
        columns = {f"{model.__name__}.{field.name}" for field in columns_of(model)} - COLUMNS_STAY.keys()
        left = {CALLED.get(column, column.partition(".")[2]) for column in columns}
        assert left == {field.name for field in kind.fields}, kind.name


def columns_of(model: type[models.Model]) -> list[Any]:
    fields = [field for field in model._meta.get_fields() if field.concrete and not field.auto_created]
    return [field for field in fields if field.name != "weblog" and field.name != "id"]


def test_a_field_takes_what_its_column_takes() -> None:
    for model, kind in MODELS.items():
        for column in columns_of(model):
            name = f"{model.__name__}.{column.name}"
            field = next((one for one in kind.fields if one.name == CALLED.get(name, column.name)), None)
            if field:
                check_length(field, column, name)
            if name in CHOICES:
                assert field
                assert field.form.said == " or ".join(f'"{value}"' for value in CHOICES[name])


def check_length(field: Field, column: Any, name: str) -> None:
    if isinstance(column, models.CharField | models.FileField) and name not in CHOICES and name not in LIMITED:
        longest = column.max_length or 0
        assert (field.form.fits("x" * longest), field.form.fits("x" * (longest + 1))) == (True, False), name
    if column.null and name not in CALLED:
        assert field.form.fits(None), name


# By what it is called there, or because only some names are languages.
LIMITED = {"Decision.subject", "Weblog.language"}


def test_the_docs_describe_it() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "archive-format.md"
    assert page.read_text() == as_markdown()
