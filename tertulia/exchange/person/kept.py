"""All that is kept of one person, as one object: what ``person.json`` holds (docs/person-format.md)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from tertulia.conversation import retracting
from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.reading import comment_link
from tertulia.conversation.reports.report import Report
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.spam.memory import Lesson
from tertulia.exchange.archive.values import moment
from tertulia.exchange.identity import profile_of
from tertulia.exchange.origin import Origin
from tertulia.exchange.person.owned import commenters_of
from tertulia.exchange.person.person import Person
from tertulia.exchange.person.reported import reports_by
from tertulia.exchange.person.ruled import rules_about
from tertulia.lib import clock, text
from tertulia.outbox.message import Message
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Status

FORMAT, VERSION = "tertulia-person", 1
_TOGETHER = ("conversation__post__weblog__policy", "parent")
_AT_ONCE = 500

Kept = dict[str, Any]


def all_kept(person: Person) -> Kept:
    """Who they are here, each of their comments with all that belongs to it, mail to them that waits."""
    comments = list(person.comments.select_related(*_TOGETHER))
    around = _Around(comments)
    weblog = person.weblog
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": moment(clock.now()),
        "weblog": {"title": weblog.title, "url": weblog.absolute(weblog.path)},
        "person": _who(person, comments),
        "memberships": [
            {"name": one.name, "email": one.email, "role": one.role, "active": one.active} for one in person.members
        ],
        "rules": [_rule(rule) for rule in rules_about(person)],
        "comments": [around.described(comment) for comment in comments],
        "reports": [_report(report) for report in reports_by(person)],
        "messages": _messages(person),
    }


def _who(person: Person, comments: Sequence[Comment]) -> Kept:
    profiles = [person.profile, *(profile_of(comment.source_key) for comment in comments)]
    return {
        "email": person.email,
        "names": _each(comment.name for comment in comments),
        "web_addresses": _each(comment.url for comment in comments),
        "profiles": _each(profiles),
        "confirmed": [_owned(commenter) for commenter in commenters_of(person)],
    }


def _owned(commenter: Commenter) -> Kept:
    weblog, picture = commenter.weblog, commenter.picture
    return {
        "name": commenter.name,
        "at": moment(commenter.confirmed_at),
        "refused_at": moment(commenter.refused_at) if commenter.refused_at else None,
        "url": weblog.absolute(text.path_encoded(commenter.path)),
        "picture": weblog.absolute(picture.url) if picture else None,
    }


def _rule(rule: Rule) -> Kept:
    until = moment(rule.until) if rule.until else None
    return {"kind": rule.kind, "value": rule.value, "verdict": rule.verdict, "state": rule.state, "until": until}


def _report(report: Report) -> Kept:
    comment = report.comment
    post = comment.conversation.post
    is_seen = comment.is_public and post.status == Status.PUBLISHED
    return {
        "of": post.weblog.absolute(comment_link(comment)) if is_seen else None,
        "reason": report.reason,
        "text": report.text,
        "ip": report.ip,
        "at": moment(report.at),
        "settled_at": moment(report.settled_at) if report.settled_at else None,
    }


def _each(values: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(value for value in values if value)]


def _messages(person: Person) -> list[Kept]:
    # Without a mail server mail waits in the database; nobody but them has asked for it.
    if not person.email:
        return []
    waiting = Message.objects.filter(to__iexact=person.email).order_by("id")
    return [{"subject": one.subject, "text": one.text, "at": moment(one.created_at)} for one in waiting]


class _Around:
    """What belongs to comments: decisions, replies, sources, what the judge of spam has learned."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        ids = [comment.id for comment in comments]
        self.replies: dict[int, list[HostReply]] = {}
        self.revisions: dict[int, list[CommentRevision]] = {}
        self.decisions: dict[str, list[Decision]] = {}
        self.origins: dict[int, list[Origin]] = {}
        self.lessons: dict[int, bool] = {}
        for start in range(0, len(ids), _AT_ONCE):
            self._ask(ids[start : start + _AT_ONCE])

    def _ask(self, ids: Sequence[int]) -> None:
        for reply in HostReply.objects.filter(comment__in=ids):
            self.replies.setdefault(reply.comment_id, []).append(reply)
        for revision in CommentRevision.objects.filter(comment__in=ids):
            self.revisions.setdefault(revision.comment_id, []).append(revision)
        replies = [f"reply:{reply.id}" for comment_id in ids for reply in self.replies.get(comment_id, ())]
        subjects = Q(subject__in=[f"comment:{comment_id}" for comment_id in ids]) | Q(subject__in=replies)
        for decision in Decision.objects.filter(subjects).order_by("id"):
            self.decisions.setdefault(decision.subject, []).append(decision)
        for origin in Origin.objects.filter(comment__in=ids).order_by("id"):
            self.origins.setdefault(origin.comment_id or 0, []).append(origin)
        self.lessons.update(Lesson.objects.filter(comment__in=ids).values_list("comment_id", "is_spam"))

    def described(self, comment: Comment) -> Kept:
        post, parent = comment.conversation.post, comment.parent
        is_seen = comment.is_public and post.status == Status.PUBLISHED
        return {
            "id": comment.public_id,
            "post": {"title": post.heading, "url": post.url if post.status == Status.PUBLISHED else None},
            "url": post.weblog.absolute(comment_link(comment)) if is_seen else None,
            "kind": comment.kind,
            "state": comment.state,
            "number": comment.number,
            "answers": parent.number if parent else None,
            "created_at": moment(comment.created_at),
            "changed_at": moment(comment.changed_at),
            **_writer(comment),
            "wishes_mail": comment.tell,
            "signed_in": comment.user_id is not None or comment.member_id is not None,
            "text": comment.text,
            "html": comment.html,
            "edited_at": moment(comment.edited_at) if comment.edited_at else None,
            "other_wordings": [
                {"standing": one.standing, "at": moment(one.at), "text": one.text, "html": one.html}
                for one in self.revisions.get(comment.id, ())
            ],
            "decisions": [_decision(one) for one in self.decisions.get(f"comment:{comment.id}", ())],
            "replies": [self._reply(reply) for reply in self.replies.get(comment.id, ())],
            "sources": self._sources(comment),
            "learned": {None: None, True: "spam", False: "good"}[self.lessons.get(comment.id)],
        }

    def _reply(self, reply: HostReply) -> Kept:
        return {
            "by": reply.name,
            "text": reply.text,
            "html": reply.html,
            "withdrawn": reply.withdrawn,
            "created_at": moment(reply.created_at),
        }

    def _sources(self, comment: Comment) -> list[Kept]:
        own = [{"source": comment.source, "key": comment.source_key, "said": {}}] if comment.source else []
        others = self.origins.get(comment.id, ())
        return [*own, *({"source": one.source, "key": one.key, "said": one.said} for one in others)]


def _writer(comment: Comment) -> Kept:
    said = {"name": comment.name, "email": comment.email, "web_address": comment.url, "ip": comment.ip}
    return {**said, "standing": comment.standing, "circumstances": comment.circumstances}


def _decision(decision: Decision) -> Kept:
    # Who of the hosts it was is about them.
    return {
        "at": moment(decision.at),
        "by": "member" if decision.actor_name else ("author" if decision.kind == retracting.KIND else "policy"),
        "before": decision.before,
        "after": decision.after,
        "reason": decision.reason,
        "note": decision.note,
    }
