"""Why a comment was not taken, for people and for doors."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """A word for each reason; what a person reads is in the refusal's message."""

    CLOSED = "closed"
    NONE = "none"
    EXPIRED = "expired"
    FOREIGN = "foreign"
    INVALID = "invalid"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    TOO_MANY = "too_many"
    TOO_OFTEN = "too_often"
    NOT_SHOWN = "not_shown"
    OVERTAKEN = "overtaken"
    RULED = "ruled"
    PAUSED = "paused"
    TOO_SOON = "too_soon"


MESSAGES: Mapping[Reason, Promise] = {
    Reason.CLOSED: _("The comments to this entry are closed."),
    Reason.NONE: _("Nobody may comment on this entry."),
    Reason.EXPIRED: _("This form was open for too long. Your words are still here: please post them once more."),
    Reason.FOREIGN: _("This was sent from another web site. If you wrote it, please post it from here."),
    Reason.INVALID: _("Your comment was not posted yet; please look at this first."),
    Reason.TOO_LONG: _("A comment may have at most 64,000 characters. Please shorten it, or post it in parts."),
    Reason.TOO_FAST: _("Too many comments came from your address just now. Please wait a few minutes and post again."),
    Reason.TOO_MANY: _("So many comments are coming in here that nobody can read them. Please post again in a minute."),
    Reason.TOO_OFTEN: _("This comment was changed so often that this is enough for now. Your words are still here."),
    Reason.NOT_SHOWN: _("This comment is not shown any longer, so it cannot be changed. Your words are still here."),
    Reason.OVERTAKEN: _("It was changed meanwhile, maybe in another window. If you save now, these words replace it."),
    Reason.PAUSED: _("This conversation is paused: for now only members of the weblog can comment."),
    Reason.TOO_SOON: _("This conversation is slowed down. Your words are still here: post them a little later."),
    Reason.RULED: _("The host does not take comments like this one. Your words are still here."),
}


class Refused(Exception):
    """A comment was not taken. ``reason`` is for doors, ``message`` one sentence for people, ``errors`` a sentence per
    field (name, email, url, text, parent). All texts are lazy, to be read in the weblog's language, but for what the
    host ``said`` instead. ``wait`` is how long to, if that helps."""

    def __init__(
        self,
        reason: Reason,
        errors: Mapping[str, Promise] | None = None,
        *,
        said: Promise | str = "",
        wait: timedelta = timedelta(),
    ) -> None:
        self.reason = reason
        self.message = said or MESSAGES[reason]
        self.wait = wait
        self.errors = dict(errors or {})
        super().__init__(reason.value)
