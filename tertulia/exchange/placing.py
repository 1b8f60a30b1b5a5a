"""Texts without an address: which post of the weblog each is. What is sure is done; what may be is asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tertulia.conversation.recognising import recognise_later
from tertulia.exchange.joining import join_posts
from tertulia.exchange.merge.beside import Beside, Likeness, Standing
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question, QuestionKind
from tertulia.exchange.records import PostRecord
from tertulia.weblog.amending import is_untouched
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog

# The only source without addresses that tells what stands beside a post.
TEXT = "text"


def remember_standing(weblog: Weblog, post: Post, record: PostRecord) -> None:
    """Keep where a new text says that it stood, to find its post when that comes."""
    day = post.published_at.astimezone(weblog.zone).date().isoformat() if record.date else ""
    said = {"title": post.title, "previous": record.previous, "following": record.following, "day": day}
    Origin.objects.create(weblog=weblog, post=post, source=TEXT, key=post.source_key, said=said)


def place_texts(weblog: Weblog) -> None:
    """Find the posts of texts that still stand alone, after a load."""
    alone = Origin.objects.filter(weblog=weblog, source=TEXT, comment=None, post__source=TEXT, post__path=None)
    beside = Beside(weblog, TEXT)
    for origin in alone.filter(post__status=Status.DRAFT).select_related("post__weblog"):
        if is_untouched(origin.post) and not _is_settled(origin.post):
            _place(origin.post, origin.said, beside.find(standing_of(origin.said)))


def standing_of(said: dict[str, Any]) -> Standing:
    """Where a text says that it stood."""
    day = datetime.fromisoformat(said["day"]).date() if said.get("day") else None
    return Standing(said.get("title", ""), said.get("previous", ""), said.get("following", ""), day)


def _is_settled(post: Post) -> bool:
    return Question.objects.filter(post=post, kind=QuestionKind.SAME, answered_at__isnull=False).exists()


def _place(text: Post, said: dict[str, Any], found: Sequence[Likeness]) -> None:
    Question.objects.filter(post=text, kind=QuestionKind.SAME).delete()
    if found and found[0].is_sure and len(found) == 1:
        into = Post.objects.select_related("weblog").get(id=found[0].post_id)
        join_posts(text, into, actor=None, answer=found[0].path, reason=found[0].sentence())
        recognise_later([into.id])
    elif found:
        Question.objects.create(
            weblog=text.weblog,
            post=text,
            kind=QuestionKind.SAME,
            sentence=" ".join(one.sentence() for one in found),
            choices=[one.path for one in found],
            evidence=[_side(TEXT, standing_of(said)), *(_side("", one.standing, one.path) for one in found)],
        )


def _side(source: str, standing: Standing, path: str = "") -> dict[str, str]:
    rows = (
        *([(_("Address"), path)] if path else []),
        (_("Title"), standing.title),
        (_("The post before it"), standing.previous),
        (_("The post after it"), standing.following),
        (_("Day"), standing.day.isoformat() if standing.day else ""),
    )
    return {"source": source, "text": "\n".join(f"{name}: {value or '–'}" for name, value in rows)}
