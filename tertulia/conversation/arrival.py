"""What is asked about a comment that arrives: is it here already, who sends it, does it wait."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.identity.bearing import Bearer, bearer_of, look_alike
from tertulia.conversation.policy import Moderation, policy_of
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.rules.judging import ruled
from tertulia.conversation.spam.judging import judge, noticed_of
from tertulia.conversation.spam.score import Score
from tertulia.conversation.spam.verdict import Verdict, verdict
from tertulia.conversation.submission import Submission, digest
from tertulia.lib import clock
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog

_DAY = timedelta(days=1)
_NOTHING = Score(0, ())


def find_alike(conversation: Conversation, said: Submission) -> list[Comment]:
    """What the conversation has under the same key, and what it has of the same words within a day; newest first."""
    ids = _alike.all(
        conversation=conversation.pk,
        key=_key(said),
        name=said.name,
        email=said.email,
        text=said.text,
        since=clock.now() - _DAY,
    )
    return list(conversation.comments.filter(id__in=ids).select_related("parent").order_by("-id")) if ids else []


def repeated(alike: Iterable[Comment], said: Submission) -> Comment | None:
    """The comment that this one repeats: the same words with the same key, or within a day. Other words under a known
    key are no repetition: somebody went back and corrected them."""
    return next((comment for comment in alike if _is_repeated(comment, said)), None)


def unused_key(alike: Iterable[Comment], said: Submission) -> str | None:
    """What stands in the unique column: the form's key, or a digest of the words. Nothing if it is taken by a comment
    of long ago or by other words, as the conversation's lock has shown by now that this is no repetition."""
    return None if any(comment.key == _key(said) for comment in alike) else _key(said)


def member_of(weblog: Weblog, user: User | None) -> Member | None:
    """The weblog's member behind the account, if there is one."""
    return weblog.members.filter(user=user, active=True).first() if user else None


def receive(weblog: Weblog, said: Submission, member: Member | None, *, bearer: Bearer, instead_of: int = 0) -> Verdict:
    """Published, held or spam, with the reasons: a member's comment never waits; else rules, then policy.

    ``instead_of`` is the id of a comment that is to say this from now on. Where no comment waits, that it is published
    itself makes nobody known. Raises Refused where a rule says so, and for a newcomer's new one under a name that only
    looks like somebody's."""
    if member:
        return Verdict()
    ruling, names = ruled(weblog, said, bearer), bearer.members
    if not instead_of:
        _refuse_look_alike(weblog, said, [*names, bearer.owner])
    if ruling.lets_through:
        return verdict(said, _NOTHING, is_known=True, member_names=names)
    if ruling.state:
        return Verdict(CommentState.SPAM if said.trap else ruling.state, ruling.reasons)
    return _judged(weblog, said, names, instead_of)


def _judged(weblog: Weblog, said: Submission, names: Sequence[str], instead_of: int) -> Verdict:
    moderation = policy_of(weblog).moderation
    judged = judge(noticed_of(said))
    found = verdict(said, judged, is_known=False, member_names=names)
    if found.state == CommentState.PUBLISHED and moderation == Moderation.NEVER:
        return found
    if is_known := _is_known(weblog, said, instead_of if moderation == Moderation.NEVER else 0):
        found = verdict(said, judged, is_known=True, member_names=names)
    if found.state != CommentState.PUBLISHED:
        return found
    if moderation == Moderation.ALWAYS:
        return Verdict(CommentState.HELD, [_("By the weblog’s policy every comment waits.")])
    if moderation == Moderation.NEWCOMERS and not is_known:
        return Verdict(CommentState.HELD, [_("A newcomer: nothing of this name and e-mail was published here yet.")])
    return found


def check_name(weblog: Weblog, said: Submission) -> None:
    """Raise Refused for a newcomer's name that only looks like somebody's, as ``receive`` does: for a preview."""
    if member_of(weblog, said.user) is None:
        bearer = bearer_of(weblog, said)
        _refuse_look_alike(weblog, said, [*bearer.members, bearer.owner])


def _refuse_look_alike(weblog: Weblog, said: Submission, owners: Iterable[str]) -> None:
    if (owner := look_alike(said.name, owners)) and not _has_spoken(weblog, said):
        raise Refused(Reason.INVALID, {"name": format_lazy(_LOOKS_LIKE, owner=owner)})


def _is_known(weblog: Weblog, said: Submission, beside: int) -> bool:
    # A name alone anybody can write; the e-mail is never shown, so it is what only the same person knows.
    if not said.email:
        return False
    return bool(_published_of.all(weblog=weblog.pk, email=said.email, name=said.name, beside=beside))


def _has_spoken(weblog: Weblog, said: Submission) -> bool:
    # Spelled just so: else the owner's address would open what every other one does not, and could be guessed.
    published = Comment.objects.filter(conversation__post__weblog=weblog, state=CommentState.PUBLISHED)
    return bool(said.email) and published.filter(email=said.email, name=said.name).exists()


def _is_repeated(comment: Comment, said: Submission) -> bool:
    if comment.state == CommentState.RETRACTED:
        return False
    answered = comment.parent.number if comment.parent else None
    if (comment.kind, comment.name, comment.email, comment.text, answered) != (
        CommentKind.COMMENT,
        said.name,
        said.email,
        said.text,
        said.parent,
    ):
        return False
    is_recent = comment.created_at > clock.now() - _DAY and not comment.source
    return is_recent or bool(said.key and comment.key == said.key)


def _key(said: Submission) -> str:
    return said.key or digest(said)


_LOOKS_LIKE = gettext_lazy(
    "This looks like “{owner}”, a name that belongs to somebody here. Take another one, or write it the same."
)
# Not ordered here: SQLite would rather go through the whole conversation backwards than sort what it finds.
_alike = Question(
    lambda: Comment.objects.filter(
        Q(key=Given("key"))
        | Q(name=Given("name"), email=Given("email"), text=Given("text"), created_at__gt=Given("since"), source=""),
        conversation=Given("conversation"),
    ).values_list("id", flat=True)
)
_published_of = Question(
    lambda: Comment.objects.filter(
        ~Exact(F("id"), Given("beside")),
        Exact(Upper("name"), Upper(Given("name"))),
        email=Given("email"),
        state=CommentState.PUBLISHED,
        kind=CommentKind.COMMENT,
        conversation__post__weblog=Given("weblog"),
    ).values_list("id", flat=True)[:1]
)
