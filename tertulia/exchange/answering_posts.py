"""Answers about a post itself: which text, title or author is right, whether it is public."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tertulia.exchange.answers import DECISION, label_of
from tertulia.exchange.joining import join_posts
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question, QuestionKind
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post, Status
from tertulia.weblog.replacing import Replacement, Told, replace_posts


def answer_about_post(question: Question, word: str, name: str, reason: str, *, actor: User | None) -> Decision:
    """Carry the answer to a question about a post out, in the transaction of ``answering.answer``."""
    told = name or label_of(question, word)
    if question.kind == QuestionKind.SAME and word.startswith("post-"):
        into = _post_at(question, question.choices[int(word.removeprefix("post-"))])
        decision = join_posts(question.post, into, actor=actor, answer=told, reason=reason)
        return _settle(question, told, decision)
    fields = _fields(question, word, name, actor)
    changed = [Replacement(post, {**fields, "uncertain": _left(post, question)}) for post in _posts(question)]
    decision = replace_posts(changed, Told(DECISION, question.post, "open", told, reason), actor=actor)
    return _settle(question, told, decision)


def _settle(question: Question, told: str, decision: Decision) -> Decision:
    who, why = decision.actor_name, decision.reason
    settled = Question.objects.filter(id=question.id)
    settled.update(answer=told[:500], answered_at=decision.at, answered_by=who, reason=why)
    return decision


def _post_at(question: Question, path: str) -> Post:
    found = Post.objects.select_related("weblog").filter(weblog=question.weblog_id, path=path).first()
    if found is None:
        raise ValidationError(_("There is no post at %s any more.") % path)
    return found


def _posts(question: Question) -> list[Post]:
    # Which of two names is right is asked once for all posts that are under both.
    if question.kind != QuestionKind.NAME:
        return [question.post]
    posts = Post.objects.filter(weblog=question.weblog_id, uncertain__contains=QuestionKind.NAME.value)
    for name in question.choices:
        posts = posts.filter(id__in=Origin.objects.filter(comment=None, said__author=name).values("post"))
    return [*posts.exclude(id=question.post_id), question.post]


def _fields(question: Question, word: str, name: str, actor: User | None) -> dict[str, Any]:
    if question.kind == QuestionKind.TITLE:
        return {"title": name}
    if question.kind == QuestionKind.NAME:
        return {"author": _member(question, name, actor)}
    if question.kind == QuestionKind.STATUS:
        return {"status": Status.PUBLISHED} if word == "published" else {}
    if question.kind == QuestionKind.SAME:
        return {}
    return _text(question, int(word.removeprefix("text-")))


def _member(question: Question, name: str, actor: User | None) -> Member:
    known = question.weblog.members.filter(name__iexact=name).first()
    return known or add_member(question.weblog, name=name, role=Role.AUTHOR, actor=actor)


def _text(question: Question, place: int) -> dict[str, Any]:
    if not place:
        return {}
    post, origins = question.post, Origin.objects.filter(post=question.post_id, comment=None)
    # What was not kept because it was shown must be kept from now on.
    for origin in _saying_what_is_shown(origins):
        origin.said["text"] = {"format": post.format, "body": post.body, "extended": post.extended}
        origin.save(update_fields=["said"])
    said: dict[str, Any] = origins.get(source=question.evidence[place]["source"]).said["text"]
    return said


def _saying_what_is_shown(origins: Iterable[Origin]) -> list[Origin]:
    return [one for one in origins if "text" not in one.said]


def _left(post: Post, question: Question) -> str:
    return " ".join(kind for kind in post.uncertain.split() if kind != question.kind)
