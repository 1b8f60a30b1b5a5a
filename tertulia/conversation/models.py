from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.conversation.link_survey import LinkSurvey
from tertulia.conversation.mark import Mark
from tertulia.conversation.note import Note
from tertulia.conversation.policy import Policy
from tertulia.conversation.presence import Presence
from tertulia.conversation.quote import Quote
from tertulia.conversation.reply_revision import ReplyRevision
from tertulia.conversation.reports.report import Report
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.spam.akismet.errand import AkismetErrand
from tertulia.conversation.spam.memory import Lesson, Noticed
from tertulia.conversation.spam.repetition import Trace
from tertulia.conversation.standing_note import StandingNote

__all__ = [
    "AkismetErrand",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Confirmation",
    "Conversation",
    "HostReply",
    "Lesson",
    "LinkSurvey",
    "Mark",
    "Note",
    "Noticed",
    "Policy",
    "Presence",
    "Quote",
    "ReplyRevision",
    "Report",
    "Rule",
    "StandingNote",
    "Trace",
]
