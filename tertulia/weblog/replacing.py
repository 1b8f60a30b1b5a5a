"""Replace what imported posts say, or their state, by one decision that is taken back to the letter. Readers find it at
once; nobody is told, as none of it is news."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BigIntegerField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tertulia.lib import clock, tags
from tertulia.outbox.event import record
from tertulia.weblog.address import give_path
from tertulia.weblog.decision import Decision, decide
from tertulia.weblog.imported import find_anew
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post, Status
from tertulia.weblog.stale import Change, take_turn
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import render

_KEPT = ("title", "format", "body", "extended", "status", "uncertain", "source", "source_key")
# Of more posts than these every page of the weblog is made anew.
_FEW = 5


@dataclass
class Replacement:
    """What becomes of one post: ``fields`` by the names of its columns."""

    post: Post
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What the log says of it: which kind of decision, about which post, from what to what, why."""

    kind: str
    about: Post
    before: str
    after: str
    reason: str = ""


@transaction.atomic
def replace_posts(
    replacements: Sequence[Replacement], told: Told, *, actor: User | None, kept: dict[str, Any] | None = None
) -> Decision:
    """Carry them out. ``kept`` is what the decision is to keep besides what it replaces of the posts."""
    weblog = take_turn(told.about.weblog_id)
    rows = Post.objects.select_related("weblog", "author").in_bulk([one.post.id for one in replacements])
    before = {str(row.public_id): _values(row) for row in rows.values()}
    now = clock.now()
    for values in before.values():
        values["until"] = now.isoformat()
    fields = {one.post.id: {**one.fields, "changed_at": now} for one in replacements}
    _save(weblog, [(rows[post_id], some) for post_id, some in fields.items()])
    return decide(
        weblog,
        told.kind,
        actor=actor,
        subject=f"post:{told.about.id}",
        about=told.about.heading,
        before=told.before[:40],
        after=told.after[:40],
        reason=told.reason,
        kept={"posts": before, **(kept or {})},
    )


@transaction.atomic
def put_back(decision: Decision, *, actor: User | None) -> Decision:
    """Make the posts of a decision what they were before it; but an address that one has got stays its own. Raises
    ValidationError if one was changed since, or nothing is known of how it was."""
    weblog = take_turn(decision.weblog_id)
    kept = (decision.kept or {}).get("posts") or {}
    lasting = Coalesce("first_id", "id", output_field=BigIntegerField())
    mine = Post.objects.filter(weblog=weblog).select_related("weblog", "author").annotate(lasting=lasting)
    rows = list(mine.filter(lasting__in=[int(key) for key in kept]))
    if not rows:
        raise ValidationError(_("There is no state before it to go back to."))
    if any(row.changed_at.isoformat() != kept[str(row.public_id)].get("until") for row in rows):
        raise ValidationError(_("The post was changed since; take that back first."))
    _save(weblog, [(row, _fields(weblog, kept[str(row.public_id)])) for row in rows])
    return decide(
        weblog,
        decision.kind,
        actor=actor,
        subject=decision.subject,
        about=decision.about,
        before=decision.after,
        after=decision.before,
        reason=_("Taken back"),
    )


def _values(post: Post) -> dict[str, Any]:
    values = {name: getattr(post, name) for name in _KEPT}
    author = post.author.slug if post.author else None
    return {**values, "author": author, "changed_at": post.changed_at.isoformat()}


def _fields(weblog: Weblog, was: dict[str, Any]) -> dict[str, Any]:
    author = Member.objects.filter(weblog=weblog, slug=was["author"]).first() if was["author"] else None
    values = {name: was[name] for name in _KEPT if name in was}
    return {**values, "author": author, "changed_at": datetime.fromisoformat(was["changed_at"])}


def _save(weblog: Weblog, changed: Sequence[tuple[Post, dict[str, Any]]]) -> None:
    changes = [(Change(post), post.id) for post, _fields in changed] if len(changed) <= _FEW else []
    for post, fields in changed:
        for name, value in fields.items():
            setattr(post, name, value)
        if post.status == Status.PUBLISHED and post.path is None:
            post.path = give_path(post)
        render(post)
        post.save()
    find_anew([post for post, _fields in changed])
    stale = {tag for change, post_id in changes for tag in change.stale(post_id)} or {tags.weblog(weblog.id)}
    record("posts.imported", tags=stale, weblog_id=weblog.id)
