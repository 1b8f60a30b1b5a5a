"""Report a comment to the host: the verb behind the form on its page."""

from datetime import timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tertulia.conversation import token
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation, locked
from tertulia.conversation.rate import rate_network, wait_for
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.reports.report import Report, ReportReason
from tertulia.conversation.submission import Submission, cleaned, is_email
from tertulia.lib import clock
from tertulia.lib.networks import network_of
from tertulia.outbox.event import record

LONGEST_TEXT = 2_000
# Of one sender, and of all in the network around it.
MOST = ((timedelta(minutes=10), 5), (timedelta(days=1), 30))
MOST_AROUND = ((timedelta(minutes=10), 15), (timedelta(days=1), 90))
# Of one comment, until somebody has looked at it: more say nothing new.
MOST_OPEN = 50

_LONGEST = timedelta(days=1)


def report_comment(comment: Comment, reason: str, submission: Submission) -> Report | None:
    """Take a reader's report of a comment that readers can see. Who has reported it already is answered that report,
    and a program, or the fifty-first of many, nothing. Raises Refused."""
    said = cleaned(submission)
    with transaction.atomic():
        conversation = locked(comment.conversation.post)
        _check(conversation, comment, reason, said)
        if said.trap:
            return None
        if known := next((one for one in comment.reports.order_by("id") if _is_same(one, said)), None):
            return known
        _check_rate(said)
        if comment.reports.open().count() >= MOST_OPEN:
            return None
        return _keep(conversation, comment, reason, said)


def _check(conversation: Conversation, comment: Comment, reason: str, said: Submission) -> None:
    if not Comment.objects.filter(id=comment.id, state=CommentState.PUBLISHED).exists():
        raise Refused(Reason.NOT_SHOWN, said=_("This comment is not shown any longer, so the host knows of it."))
    if said.token is not None and not token.is_good(said.token, conversation):
        raise Refused(Reason.EXPIRED)
    if found := _problems(reason, said):
        raise Refused(Reason.INVALID, found, said=_("Your report was not sent yet; please look at this first."))


def _problems(reason: str, said: Submission) -> dict[str, Promise]:
    found: dict[str, Promise] = {}
    if reason not in ReportReason.values:
        found["reason"] = _("Choose what is wrong with the comment.")
    elif reason == ReportReason.OTHER and not said.text.strip():
        found["text"] = _("Say in a few words what is wrong.")
    if len(said.text) > LONGEST_TEXT:
        found["text"] = _("These words may have at most 2,000 characters.")
    if said.email and not is_email(said.email):
        found["email"] = _("This is not an e-mail address; one looks like ruth@example.org. You may leave it empty.")
    return found


def _is_same(report: Report, said: Submission) -> bool:
    if said.email and report.email == said.email:
        return True
    return bool(said.ip and report.ip) and network_of(str(said.ip)) == network_of(str(report.ip))


def _check_rate(said: Submission) -> None:
    if said.ip is None:
        return
    now, here = clock.now(), network_of(said.ip)
    around = Report.objects.filter(network=rate_network(said.ip), at__gt=now - _LONGEST)
    rows = list(around.values_list("ip", "at"))
    own = (at for ip, at in rows if ip and network_of(ip) == here)
    if wait := max(wait_for(own, MOST, now), wait_for((at for _ip, at in rows), MOST_AROUND, now)):
        sentence = _("Too many reports came from your address just now. Please wait a while and send it again.")
        raise Refused(Reason.TOO_FAST, said=sentence, wait=wait)


def _keep(conversation: Conversation, comment: Comment, reason: str, said: Submission) -> Report:
    post = conversation.post
    report = Report.objects.create(
        comment=comment,
        reason=reason,
        text=said.text,
        email=said.email,
        ip=said.ip,
        network=rate_network(said.ip),
        at=clock.now(),
    )
    record("comment.reported", weblog_id=post.weblog_id, post_id=post.id, report_id=report.id)
    return report
