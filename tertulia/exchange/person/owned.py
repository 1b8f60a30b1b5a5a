"""The names that somebody has confirmed as theirs: taken from them, and given back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.exchange.person.person import Person
from tertulia.lib import clock, text
from tertulia.media.image import Image
from tertulia.weblog.decision import Decision
from tertulia.weblog.weblog import Weblog

_COLUMNS = ("id", "user_id", "name", "skeleton", "slug", "email", "picture_id", "confirmed_at", "refused_at")


def commenters_of(person: Person) -> list[Commenter]:
    """What they own: with one address that is one name at most."""
    if not person.email:
        return []
    return list(Commenter.objects.select_related("weblog", "picture").filter(weblog=person.weblog, email=person.email))


def take_out_commenters(person: Person) -> list[dict[str, Any]]:
    """Let their names be nobody's; answers what was there."""
    rows = [{name: _plain(getattr(commenter, name)) for name in _COLUMNS} for commenter in commenters_of(person)]
    Commenter.objects.filter(id__in=[row["id"] for row in rows]).delete()
    if person.email:
        Confirmation.objects.filter(weblog=person.weblog, email=person.email).delete()
    return rows


def decisions_about(weblog_id: int, rows: Iterable[Mapping[str, Any]]) -> list[Decision]:
    """What was decided about names that were taken out, and about comments that the host gave their owners."""
    kept = list(rows)
    subjects = [f"commenter:{row['id']}" for row in kept]
    given = Q(kind="comment-assigned", after__in=[row["name"][:40] for row in kept])
    return list(Decision.objects.filter(Q(subject__in=subjects) | given, weblog=weblog_id).order_by("id"))


def put_back_commenters(weblog: Weblog, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let them be theirs again. A name that is somebody else's by now stays so: then they own none, as after a refusal
    of the host."""
    for row in rows:
        if Commenter.objects.filter(weblog=weblog, email=row["email"]).exists():
            continue
        is_taken = Commenter.objects.filter(weblog=weblog, skeleton=row["skeleton"], refused_at=None).exists()
        Commenter.objects.create(
            weblog=weblog,
            slug=text.unused(row["slug"], {*weblog.commenters.values_list("slug", flat=True)}),
            **{name: row[name] for name in ("id", "name", "skeleton", "email")},
            user_id=row["user_id"] if User.objects.filter(id=row["user_id"] or 0).exists() else None,
            picture_id=row["picture_id"] if Image.objects.filter(id=row["picture_id"] or 0).exists() else None,
            confirmed_at=datetime.fromisoformat(row["confirmed_at"]),
            refused_at=clock.now() if is_taken else _moment(row["refused_at"]),
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
