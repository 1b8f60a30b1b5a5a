"""What happened → who reacts, later, in the worker. The one place that lists every slow effect of a write."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tertulia.conversation import gone_rendering as gone_below
from tertulia.conversation import link_recording as links_below
from tertulia.conversation import link_survey, notices, telling
from tertulia.conversation.closing import close_aged
from tertulia.conversation.forgetting import forget_addresses
from tertulia.conversation.identity import confirmation, confirming, standing
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.conversation.pace import end_paces
from tertulia.conversation.rules.rule import forget_rules
from tertulia.conversation.spam import emptying, repetition
from tertulia.conversation.spam.akismet import second_opinion
from tertulia.exchange import exports, runs
from tertulia.exchange.person import link
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.link import DataLink
from tertulia.media import face
from tertulia.outbox.pruning import prune
from tertulia.outbox.worker import Reaction, hourly
from tertulia.publishing.flush import finish_failed, finish_of_the_dead
from tertulia.publishing.packing import pack_settled
from tertulia.publishing.refill import refill_asked
from tertulia.weblog import gone_rendering, link_checking, link_keeping, link_recording
from tertulia.weblog.rerendering import render_anew
from tertulia.weblog.writing import publish_due

_POST, _COMMENTS, _REPLY = link_recording.record_post, links_below.record_comments, links_below.record_reply

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "comment.held": [notices.tell_moderators, _COMMENTS, second_opinion.note_held],
    "comment.reported": [notices.tell_moderators_of_reports],
    "comment.edit-held": [notices.tell_moderators_of_edits],
    "comment.published": [notices.tell_author, _COMMENTS, second_opinion.note_decision],
    "comment.edited": [_COMMENTS],
    "comment.spam": [_COMMENTS, second_opinion.note_decision],
    "comment.withdrawn": [_COMMENTS],
    "comment.retracted": [_COMMENTS],
    "comment.changed": [links_below.record_conversation],
    "host-reply.published": [_REPLY],
    "host-reply.withdrawn": [_REPLY],
    "post.written": [_POST],
    "post.published": [_POST],
    "post.draft": [_POST],
    "post.discarded": [_POST],
    "posts.imported": [link_survey.begin_survey],
    "comments.imported": [link_survey.begin_survey],
    "weblog.restored": [link_survey.begin_survey],
    "person.erased": [link_survey.begin_survey],
    "weblog.links-changed": [link_keeping.settle_keeping, link_survey.begin_survey],
    "link.gone": [gone_rendering.render_posts, gone_below.render_comments],
    "link.back": [gone_rendering.render_posts, gone_below.render_comments],
    "commenter.asked": [confirmation.mail],
    "commenter.confirmed": [confirming.settle_again],
    "comment.decided": [telling.mail_author],
    "comment.answered": [telling.mail_answer_apart],
    "picture.gone": [face.delete_files],
    "mark.answered": [telling.mail_answer],
    "member.changed": [standing.settle_members],
    "person.asked": [link.mail_link],
    "weblog.language-changed": [render_anew],
}

# What the worker looks after about once a second, whether anything happened or not. Each is cheap if nothing is due.
CHORES: Sequence[Callable[[], Any]] = (
    publish_due,
    close_aged,
    end_paces,
    forget_addresses,
    runs.work,
    exports.work,
    hourly(exports.forget_old),
    hourly(carry_out),
    hourly(DataLink.forget_old),
    hourly(Confirmation.forget_old),
    hourly(forget_rules),
    hourly(repetition.forget_old),
    hourly(emptying.empty_spam),
    finish_of_the_dead,
    finish_failed,
    refill_asked,
    pack_settled,
    hourly(prune),
    link_survey.survey,
)

# The same, in a thread of its own, as other people's servers take their time: mail and scheduled posts do not wait.
AWAY: Sequence[Callable[[], Any]] = (link_checking.check_due, second_opinion.run_errand)
