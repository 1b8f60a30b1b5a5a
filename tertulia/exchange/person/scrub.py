"""Take somebody out of their comments and of what stands around these, and put them back as they were."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.rate import rate_network
from tertulia.conversation.reports.report import Report
from tertulia.exchange.origin import Origin
from tertulia.exchange.person.marks import marks
from tertulia.exchange.person.owned import decisions_about
from tertulia.exchange.question import Question
from tertulia.lib import clock, markup
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member

Kept = dict[str, Any]
_COMMENT = (
    *("name", "email", "url", "ip", "user_id", "member_id", "commenter_id", "text", "source_key", "uncertain"),
    *("earlier", "tell", "circumstances"),
)
_REVISION = ("standing", "text", "html", "at", "why")
_DECISION = ("about", "reason", "note", "actor_id", "actor_name", "before", "after", "kept")
_MEMBER = ("name", "slug", "email", "user_id", "picture_id")
_ORIGIN = ("key", "said")
_QUESTION = ("sentence", "choices", "evidence", "answer", "answered_by", "reason")
SAVED = (
    *(name.removesuffix("_id") for name in _COMMENT),
    *("html", "key", "erased", "network", "changed_at", "edited_at", "standing"),
)


def take_out(comment: Comment, name: str, words: str, salt: str) -> Kept:
    """Leave of a comment what says nothing of its author, in memory and around it in the database; answers what was
    there. It bears ``name`` from now on, and says ``words`` if there are any."""
    origins = list(Origin.objects.filter(comment=comment))
    keys = [(comment.source, comment.source_key), *((one.source, one.key) for one in origins)]
    kept: Kept = {"comment": _values(comment, _COMMENT), "edited_at": _values(comment, ["edited_at"])["edited_at"]}
    comment.erased = marks(comment, keys, salt)
    comment.name, comment.email, comment.url, comment.ip = name, "", "", None
    comment.user, comment.member, comment.commenter, comment.key, comment.uncertain = None, None, None, None, ""
    comment.tell, comment.circumstances, comment.network = False, "", None
    comment.changed_at = clock.now()
    nobody = f"erased:{comment.public_id}"
    comment.source_key = nobody if comment.source else ""
    if words:
        comment.text, comment.html = words, markup.comment_html(words)
        comment.edited_at, comment.earlier = None, 0
        kept["revisions"] = [_values(one, _REVISION) for one in comment.revisions.all()]
        comment.revisions.all().delete()
    kept["origins"] = _change(origins, _ORIGIN, lambda _one: {"key": nobody, "said": {}})
    questions = list(Question.objects.filter(Q(comment=comment) | Q(other=comment)))
    kept["questions"] = _change(questions, _QUESTION, _unasked)
    # What readers said of it may name them.
    kept["reports"] = _change(list(comment.reports.all()), ("text",), lambda _one: {"text": ""})
    kept["decisions"] = _change(_decisions_about(comment), _DECISION, lambda one: _undecided(one, str(comment)))
    return kept


def take_out_actor(weblog_id: int, email: str, name: str) -> list[Kept]:
    """Let decisions of an account in a weblog be somebody's; answers what was there."""
    users = User.objects.filter(email__iexact=email)
    decisions = list(Decision.objects.filter(weblog=weblog_id, actor__in=users)) if email else []
    return _change(decisions, _DECISION, lambda _one: {"actor_id": None, "actor_name": name})


def take_out_owned(weblog_id: int, commenters: Iterable[Mapping[str, Any]], name: str) -> list[Kept]:
    """Let decisions about names that were somebody's be about somebody; answers what was there."""

    def changes(one: Decision) -> Kept:
        after = one.after if one.kind == "commenter" else name[:40]
        return {"about": name, "reason": "", "kept": None, "after": after}

    return _change(decisions_about(weblog_id, commenters), _DECISION, changes)


def take_out_members(members: Sequence[Member], name: str) -> tuple[list[Kept], list[Kept]]:
    """Let memberships that have ended know nobody's address, account or picture, and whoever never wrote as a member be
    somebody; answers what was there of them, and of the decisions about them."""
    silent = {one.id for one in members if not (one.posts.exists() or one.host_replies.exists())}

    def changes(one: Member) -> Kept:
        unnamed = {"name": name, "slug": f"somebody-{one.id}"} if one.id in silent else {}
        return {"email": "", "user_id": None, "picture_id": None, **unnamed}

    subjects = [f"member:{one.id}" for one in members if one.id in silent]
    about = list(Decision.objects.filter(subject__in=subjects))
    decisions = _change(about, _DECISION, lambda one: {"about": name, "reason": "", "kept": None})
    return _change(members, _MEMBER, changes), decisions


def put_back(comment: Comment, kept: Mapping[str, Any]) -> None:
    """Make a comment, in memory, what it was; and in the database what stands around it."""
    for name, value in kept["comment"].items():
        setattr(comment, name, value)
    comment.user_id = _still(User, comment.user_id)
    comment.member_id = _still(Member, comment.member_id)
    comment.commenter_id = _still(Commenter, comment.commenter_id)
    comment.edited_at = datetime.fromisoformat(kept["edited_at"]) if kept["edited_at"] else None
    CommentRevision.objects.bulk_create(
        CommentRevision(comment=comment, **{**one, "at": datetime.fromisoformat(one["at"])})
        for one in kept.get("revisions", ())
    )
    comment.network = rate_network(comment.ip)
    comment.erased, comment.html, comment.changed_at = "", markup.comment_html(comment.text), clock.now()
    put_back_around(kept)


def put_back_around(kept: Mapping[str, Any]) -> None:
    """The same for what is no comment."""
    tables: dict[str, type[Model]] = {
        "members": Member,
        "origins": Origin,
        "questions": Question,
        "reports": Report,
        "decisions": Decision,
    }
    for name, model in tables.items():
        for row in kept.get(name, ()):
            accounts = {column: _still(User, row[column]) for column in ("actor_id", "user_id") if column in row}
            values = {**row, **accounts}
            model._default_manager.filter(id=values.pop("id")).update(**values)


def _decisions_about(comment: Comment) -> list[Decision]:
    weblog_id = comment.conversation.post.weblog_id
    replies = HostReply.objects.filter(comment=comment).values_list("id", flat=True)
    subjects = [f"comment:{comment.id}", *(f"reply:{reply_id}" for reply_id in replies)]
    # A change of several comments keeps each as it was before.
    touching = {"kept__comments__has_key": str(comment.public_id)}
    return list(Decision.objects.filter(Q(subject__in=subjects) | Q(**touching), weblog=weblog_id).order_by("id"))


def _undecided(decision: Decision, about: str) -> Kept:
    is_verdict = decision.kind in ("comment", "host-reply", "retraction", "reports")
    states = {"before": decision.before, "after": decision.after} if is_verdict else {"before": "", "after": ""}
    who = {"actor_id": decision.actor_id, "actor_name": decision.actor_name}
    return {"about": about, "reason": "", "note": "", "kept": None, **who, **states}


def _unasked(question: Question) -> Kept:
    blank = {"sentence": "", "choices": [], "evidence": [], "answer": "", "reason": ""}
    return {**blank, "answered_by": question.answered_by}


def _change(rows: Sequence[Any], names: Sequence[str], changes: Callable[[Any], Mapping[str, Any]]) -> list[Kept]:
    kept = []
    for row in rows:
        kept.append({"id": row.id, **_values(row, names)})
        type(row).objects.filter(id=row.id).update(**changes(row))
    return kept


def _values(row: Any, names: Iterable[str]) -> Kept:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _still(model: type[Model], row_id: int | None) -> int | None:
    return row_id if row_id and model._default_manager.filter(id=row_id).exists() else None
