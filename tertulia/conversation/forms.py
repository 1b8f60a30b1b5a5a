"""The comment form: what it shows and where it is sent. Its markup is ``conversation/_form.html``."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from tertulia.conversation import token
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.reports.report import ReportReason
from tertulia.conversation.reports.reporting import LONGEST_TEXT as LONGEST_REPORT
from tertulia.conversation.submission import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_URL,
    Submission,
)
from tertulia.lib.text import path_encoded


@dataclass(frozen=True)
class CommentForm:
    """What stands in the form. ``action`` is where it posts to, ``key`` the idempotency key of a form made for one
    reader (empty on the page that everybody gets), ``parent`` the number of the comment it answers, ``errors`` a
    sentence per field."""

    action: str
    token: str
    key: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    text: str = ""
    parent: int | None = None
    remember: bool = False
    tell: bool = False
    errors: Mapping[str, Promise] = field(default_factory=dict)

    longest_name = LONGEST_NAME
    longest_email = LONGEST_EMAIL
    longest_url = LONGEST_URL
    longest_text = LONGEST_TEXT


def blank_form(conversation: Conversation) -> CommentForm:
    """The form for the page that everybody gets: the same at every rendering while the conversation's state is."""
    return CommentForm(action=_action(conversation), token=token.lasting_token(conversation))


def reply_form(comment: Comment, who: Mapping[str, str], words: str = "") -> CommentForm:
    """A form of one reader's own to answer ``comment``, which begins with these words; ``who`` may hold their name,
    email and url."""
    conversation = comment.conversation
    return CommentForm(
        action=_action(conversation),
        token=token.timed_token(conversation, is_blank=True),
        key=_new_key(),
        parent=comment.number,
        remember=bool(who),
        name=who.get("name", ""),
        email=who.get("email", ""),
        url=who.get("url", ""),
        text=words,
    )


def filled_form(
    conversation: Conversation, given: Submission, *, remember: bool, errors: Mapping[str, Promise]
) -> CommentForm:
    """A form of one reader's own with everything they typed, good to be sent again. An answer to a comment that is no
    longer shown stands on its own now."""
    return CommentForm(
        action=_action(conversation),
        token=token.timed_token(conversation),
        key=given.key or _new_key(),
        name=given.name,
        email=given.email,
        url=given.url,
        text=given.text,
        parent=None if "parent" in errors else given.parent,
        remember=remember,
        tell=given.tell,
        errors=errors,
    )


@dataclass(frozen=True)
class ReportForm:
    """What stands in the form that reports a comment."""

    action: str
    token: str
    reason: str = ""
    text: str = ""
    email: str = ""
    errors: Mapping[str, Promise] = field(default_factory=dict)

    reasons = ReportReason.choices
    longest_text = LONGEST_REPORT
    longest_email = LONGEST_EMAIL


def report_form(
    comment: Comment, given: Submission, *, reason: str = "", errors: Mapping[str, Promise] | None = None
) -> ReportForm:
    """A form of one reader's own to report ``comment``, with what they typed already."""
    conversation = comment.conversation
    return ReportForm(
        action=path_encoded(f"{conversation.post.stem}/comments/{comment.number}/report/"),
        token=token.timed_token(conversation),
        reason=reason,
        text=given.text,
        email=given.email,
        errors=errors or {},
    )


def _action(conversation: Conversation) -> str:
    return path_encoded(f"{conversation.post.stem}/comments/")


def _new_key() -> str:
    return secrets.token_urlsafe(18)
