"""Post a comment: the one verb behind every door through which a comment comes (form, later mail and API)."""

from dataclasses import replace

from django.db import transaction

from tertulia.conversation import findable, quoting, token
from tertulia.conversation.arrival import find_alike, member_of, receive, repeated, unused_key
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation, Pace, State, locked
from tertulia.conversation.identity.bearing import Bearer, bearer_of
from tertulia.conversation.numbering import move, save_counts
from tertulia.conversation.pace import check_pace
from tertulia.conversation.rate import check_rate, count_in, rate_network
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.spam import repetition
from tertulia.conversation.spam.judging import circumstances_of
from tertulia.conversation.spam.verdict import Verdict
from tertulia.conversation.stale import tags_of_new, tags_of_speakers
from tertulia.conversation.submission import LONGEST_TEXT, Submission, cleaned, problems
from tertulia.lib import clock, markup, tags
from tertulia.lib.prepared import Given, Insertion, Question, one_cursor
from tertulia.outbox.event import record
from tertulia.weblog.decision import decide
from tertulia.weblog.links import links_below
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post, Status

__all__ = ["Reason", "Refused", "Submission", "post_comment"]


def post_comment(post: Post, submission: Submission) -> Comment:
    """Take a comment: published, held or (nobody is told) spam, as verdict and policy say. Raises Refused.

    The same words by the same person sent twice within a day, or twice with one key, are one comment, which is
    answered again in whatever state it is by now. When this returns, the comment is on disk."""
    said = cleaned(submission)
    html = rendered(said, post)
    with transaction.atomic(), one_cursor():
        conversation = locked(post)
        member = member_of(conversation.post.weblog, said.user)
        if member:
            # A member's badge beside somebody else's name would tell readers the wrong thing.
            said = replace(said, name=member.name)
        alike = find_alike(conversation, said)
        if comment := repeated(alike, said):
            return comment
        check(conversation, said, html, is_member=member is not None)
        if member is None:
            check_pace(conversation, said)
            check_rate(said)
            count_in(conversation, said)
        said = replace(said, circumstances="" if member else circumstances_of(conversation, said))
        return _keep(conversation, said, html, member, unused_key(alike, said))


def rendered(said: Submission, post: Post) -> str:
    """The HTML of a cleaned submission; nothing for one that is too long to be looked at."""
    return markup.comment_html(said.text, links_below(post)) if len(said.text) <= LONGEST_TEXT else ""


def check(conversation: Conversation, said: Submission, html: str, *, is_member: bool = False) -> None:
    """Raise Refused for what would keep this comment out whoever posts it: for posting, and for a preview."""
    check_open(conversation, is_member=is_member)
    if len(said.text) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG)
    if said.token is not None and not token.is_good(said.token, conversation):
        raise Refused(Reason.EXPIRED)
    if found := problems(said, html, has_parent=_find_parent(conversation, said.parent) is not None):
        raise Refused(Reason.INVALID, found)


def check_open(conversation: Conversation, *, is_member: bool = False) -> None:
    """Raise Refused unless the conversation takes comments now, in a pause those of members."""
    if conversation.post.status != Status.PUBLISHED:
        raise Refused(Reason.NONE)
    state = conversation.state_at(clock.now())
    if state != State.OPEN:
        raise Refused(Reason.NONE if state == State.NONE else Reason.CLOSED)
    if not is_member and conversation.pace_at(clock.now()) == Pace.PAUSED:
        raise Refused(Reason.PAUSED)


def _keep(conversation: Conversation, said: Submission, html: str, member: Member | None, key: str | None) -> Comment:
    weblog, now = conversation.post.weblog, clock.now()
    bearer = Bearer() if member else bearer_of(weblog, said)
    received = receive(weblog, said, member, bearer=bearer)
    comment = Comment(
        conversation=conversation,
        parent=_find_parent(conversation, said.parent),
        name=said.name,
        email=said.email,
        url=said.url,
        user=said.user,
        member=member,
        commenter=bearer.commenter,
        standing=bearer.standing,
        text=said.text,
        html=html,
        created_at=now,
        changed_at=now,
        ip=said.ip,
        network=rate_network(said.ip),
        key=key,
        tell=said.tell and bool(said.email) and member is None,
        post_revision=conversation.post.revision,
        circumstances=said.circumstances,
    )
    enter(comment, received)
    return comment


def enter(comment: Comment, verdict: Verdict) -> None:
    """Let a new comment stand where a verdict says: with its number, found, its quotes compared, and told to whoever
    reacts. The caller holds the lock of its conversation."""
    _place(comment, verdict.state)
    quoting.quote_anew(comment.conversation.post, comment)
    _tell(comment, " ".join(verdict.reasons))


def _write(comment: Comment) -> None:
    _insert(comment)
    repetition.remember(comment)


def _place(comment: Comment, state: str) -> None:
    move(comment.conversation, comment, state)
    _write(comment)
    save_counts(comment.conversation)


def _tell(comment: Comment, reason: str) -> None:
    post = comment.conversation.post
    if comment.state == CommentState.PUBLISHED:
        findable.add(comment)
    else:
        about, subject = str(comment), f"comment:{comment.id}"
        decide(
            post.weblog, "comment", actor=None, subject=subject, about=about, after=str(comment.state), reason=reason
        )
    answered = [comment.parent.number] if comment.parent else []
    stale: tuple[str, ...] = ()
    if comment.is_public:
        stale = *tags_of_new(post, answered), *tags_of_speakers(post, [comment])
    elif comment.state == CommentState.SPAM:
        stale = (tags.moderation_log(post.weblog_id),)
    record(f"comment.{comment.state}", tags=stale, weblog_id=post.weblog_id, post_id=post.id, comment_ids=[comment.id])


def _find_parent(conversation: Conversation, number: int | None) -> Comment | None:
    if number is None:
        return None
    return _published.first(conversation=conversation.pk, number=number)


_published = Question(
    lambda: Comment.objects.published().filter(conversation=Given("conversation"), number=Given("number"))
)
_insert = Insertion(Comment)
