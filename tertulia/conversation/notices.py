"""Mail about the conversation to those who host it: plain text, in the weblog's language, never to readers."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.reading import comment_link
from tertulia.conversation.reports.report import Report
from tertulia.conversation.reports.settling import found_open
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Post

_TOGETHER = ("conversation__post__weblog__policy", "conversation__post__author__user", "member")
_LONG = [f"conversation__post__{name}" for name in ("body", "extended", "extended_html", "removed")]


def tell_moderators(
    *, weblog_id: int, comment_ids: Sequence[int], actor_id: int | None = None, **_facts: object
) -> None:
    """Tell everyone who moderates that comments wait, unless somebody judged them already, or put them there."""
    if actor_id is not None:
        return
    addresses = _moderators(weblog_id)
    for comment in _comments(comment_ids, CommentState.HELD):
        weblog = comment.conversation.post.weblog
        with translation.override(weblog.language):
            _send(addresses, _("A comment waits for you"), comment, [_reason(comment), _at_the_desk(comment)])


def tell_moderators_of_edits(*, weblog_id: int, comment_ids: Sequence[int], **_facts: object) -> None:
    """Tell everyone who moderates that edits wait; neither whose nor what, as nobody takes words back from a mail."""
    waiting = CommentRevision.objects.waiting().filter(comment__in=comment_ids)
    for revision in waiting.select_related("comment__conversation__post__weblog"):
        post = revision.comment.conversation.post
        with translation.override(post.weblog.language):
            line = _("Compare and decide at the desk: %s") % _desk_of(revision.comment)
            _send_link(weblog_id, f"[{post.weblog.title}] {_('An edit waits for you')}: {post.heading}", line)


def tell_moderators_of_reports(*, weblog_id: int, report_id: int, **_facts: object) -> None:
    """Tell everyone who moderates that a reader has reported a comment, once until they have decided about it. Neither
    whose nor what, as for edits."""
    report = Report.objects.open().filter(id=report_id).select_related("comment__conversation__post__weblog").first()
    if report is None or found_open(report.comment).filter(id__lt=report.id).exists():
        return
    comment, post = report.comment, report.comment.conversation.post
    with translation.override(post.weblog.language):
        what = _("A reader has reported a comment")
        line = _("Look and decide at the desk: %s") % _desk_of(comment)
        _send_link(weblog_id, f"[{post.weblog.title}] {what}: {post.heading}", line)


def tell_author(*, comment_ids: Sequence[int], actor_id: int | None = None, **_facts: object) -> None:
    """Tell the post's author about new comments, but not about their own, nor those they published themselves. For an
    author without an account (an import brought them) the weblog's owners are told."""
    for comment in _comments(comment_ids, CommentState.PUBLISHED):
        post = comment.conversation.post
        known = [m for m in _hosts_of(post) if m.id != comment.member_id and (not actor_id or m.user_id != actor_id)]
        with translation.override(post.weblog.language):
            link = post.weblog.absolute(comment_link(comment))
            _send(_addresses(known), _("A new comment"), comment, [_("Read it: %s") % link, _at_the_desk(comment)])


def _hosts_of(post: Post) -> list[Member]:
    if post.author and post.author.active and post.author.user:
        return [post.author]
    return _owners.all(weblog=post.weblog_id)


def _comments(ids: Sequence[int], state: str) -> Iterator[Comment]:
    for comment_id in sorted(ids):
        yield from _in_state.all(id=comment_id, state=state)


_owners = Question(
    lambda: Member.objects.filter(weblog=Given("weblog"), active=True, role=Role.OWNER).select_related("user")
)
_in_state = Question(
    lambda: Comment.objects.filter(id=Given("id"), state=Given("state")).select_related(*_TOGETHER).defer(*_LONG)
)


def _moderators(weblog_id: int) -> list[str]:
    members = Member.objects.filter(weblog=weblog_id, active=True).exclude(role=Role.AUTHOR)
    return _addresses(members.select_related("user"))


def _addresses(members: Iterable[Member]) -> list[str]:
    # A member without an account is a name that an import brought, who did not ask to be written to.
    users = [member.user for member in members if member.user and member.user.is_active]
    return sorted({user.email for user in users if user.email})


def _send(addresses: Sequence[str], what: str, comment: Comment, below: Sequence[str]) -> None:
    if not addresses:
        return
    post = comment.conversation.post
    subject = " ".join(f"[{post.weblog.title}] {what}: {post.heading}".split())
    who = _("%(name)s wrote on “%(heading)s”:") % {"name": comment.name, "heading": post.heading}
    text = "\n\n".join([who, _indented(comment.text), *(line for line in below if line)])
    # One message, so that a retry cannot reach some twice; blind copies, as an address is nobody else's business.
    EmailMessage(subject=subject[:200], body=f"{text}\n", from_email=settings.DEFAULT_FROM_EMAIL, bcc=addresses).send()


def _send_link(weblog_id: int, subject: str, line: str) -> None:
    if addresses := _moderators(weblog_id):
        sender, subject = settings.DEFAULT_FROM_EMAIL, " ".join(subject.split())[:200]
        EmailMessage(subject=subject, body=f"{line}\n", from_email=sender, bcc=addresses).send()


def _indented(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _reason(comment: Comment) -> str:
    found = Decision.objects.filter(subject=f"comment:{comment.id}").order_by("-id").values_list("reason", flat=True)
    return (_("Why it waits: %s") % found[0]) if found and found[0] else ""


def _at_the_desk(comment: Comment) -> str:
    return _("Answer or decide at the desk: %s") % _desk_of(comment)


def _desk_of(comment: Comment) -> str:
    return comment.conversation.post.weblog.absolute(f"/desk/comments/{comment.id}/")
