"""Write, publish, take back: every door that changes a post (desk, import, later API and mail) calls these verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.lib import clock, text
from tertulia.lib.derived import AT_ONCE, Derived, Deriving
from tertulia.lib.local import Links
from tertulia.outbox.event import record
from tertulia.weblog import search
from tertulia.weblog.address import Address, give_path
from tertulia.weblog.category import Category
from tertulia.weblog.decision import decide
from tertulia.weblog.links import links_of
from tertulia.weblog.member import Member
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.revision import keep_standing, keep_wording
from tertulia.weblog.stale import Change, take_turn
from tertulia.weblog.tag import find_or_add_tags
from tertulia.weblog.weblog import Weblog

LONGEST_TEXT = 4_000_000


@dataclass
class Writing:
    """What a writer hands in, as typed. Without ``basename`` it is made from the title; without ``published_at`` the
    date stays, or is now. Of a change that is ``minor`` readers are not told, but can find it."""

    title: str = ""
    body: str = ""
    extended: str = ""
    excerpt: str = ""
    keywords: str = ""
    format: str = Format.HTML
    kind: str = Kind.POST
    basename: str = ""
    author: Member | None = None
    categories: Sequence[Category] = ()
    tags: Sequence[str] = field(default_factory=tuple)
    published_at: datetime | None = None
    minor: bool = False


def write_post(weblog: Weblog, writing: Writing, *, actor: User | None) -> Post:
    """Keep a new draft. Raises ValidationError with a reason per field."""
    post = Post(weblog=weblog, status=Status.DRAFT, published_at=writing.published_at or clock.now())
    return _keep(post, writing, actor=actor)


def rewrite_post(post: Post, writing: Writing, *, actor: User | None) -> Post:
    """Replace what a post says; its state stays. A changed basename of a published post keeps the old address alive."""
    return _keep(post, writing, actor=actor)


@transaction.atomic
def publish(post: Post, *, actor: User | None, at: datetime | None = None) -> Post:
    """Show the post to readers: now, or by the worker once ``at`` has come. Gives it its address, for ever."""
    moment = at or clock.now()
    if moment > clock.now():
        return _move(post, Status.SCHEDULED, actor=actor, published_at=moment)
    if post.status != Status.PUBLISHED and at is None and post.path is None:
        post.published_at = moment
    return _move(post, Status.PUBLISHED, actor=actor, published_at=at or post.published_at)


@transaction.atomic
def unpublish(post: Post, *, actor: User | None) -> Post:
    """Take a post back into the drafts. Its address is kept for it and answers 404 meanwhile."""
    return _move(post, Status.DRAFT, actor=actor)


@transaction.atomic
def discard(post: Post, *, actor: User | None, reason: str = "") -> Post:
    """Put a post aside; nothing is deleted, ``restore`` brings it back as a draft."""
    return _move(post, Status.DISCARDED, actor=actor, reason=reason)


@transaction.atomic
def restore(post: Post, *, actor: User | None) -> Post:
    """Bring a discarded post back, as a draft."""
    return _move(post, Status.DRAFT, actor=actor)


def publish_due() -> int:
    """Publish the scheduled posts whose time has come; answers how many."""
    due = Post.objects.filter(status=Status.SCHEDULED, published_at__lte=clock.now())
    count = 0
    for post_id, weblog_id in list(due.values_list("id", "weblog_id")):
        with transaction.atomic():
            take_turn(weblog_id)
            # Another worker may have been first, or the host has chosen another day.
            if post := due.filter(id=post_id).select_related("weblog").first():
                _move(post, Status.PUBLISHED, actor=None, reason="its time had come")
                count += 1
    return count


@transaction.atomic
def _keep(post: Post, writing: Writing, *, actor: User | None) -> Post:
    _check(writing)
    change = Change(post)
    # As somebody may have moved it since it was read.
    was = change.before or post
    for name in ("status", "path", "basename", "revision", "revised_at", "updated_at"):
        setattr(post, name, getattr(was, name))
    for name in ("title", "body", "extended", "excerpt", "keywords", "format", "kind"):
        value = getattr(writing, name)
        setattr(post, name, text.clean(value) if isinstance(value, str) else value)
    post.author = writing.author or post.author
    post.published_at = writing.published_at or post.published_at
    post.changed_at = clock.now()
    render(post)
    keep_wording(post, was, minor=writing.minor, actor=actor)
    old_path = _rename(post, _basename(post, writing.basename))
    post.save()
    if old_path:
        Address.objects.filter(path=post.path).delete()
        Address.objects.update_or_create(path=old_path, defaults={"weblog": post.weblog, "post": post})
    post.categories.set(writing.categories)
    post.tags.set(find_or_add_tags(post.weblog, writing.tags))
    _index(post)
    record("post.written", tags=change.stale(post.id), weblog_id=post.weblog_id, post_id=post.id)
    return post


def render(post: Post, links: Links | None = None, deriving: Deriving = AT_ONCE) -> tuple[Derived, Derived]:
    """Derive the post's HTML from its source and note what had to be taken out, in the weblog's language; answers what
    was derived of body and extended body. ``links`` tells what of what it links to is here; if not given, the database
    does."""
    links = links or links_of(post.weblog)
    with translation.override(post.weblog.language):
        body = deriving.post(post.body, post.format, links)
        extended = deriving.post(post.extended, post.format, links)
    post.body_html, post.extended_html = body.html, extended.html
    post.removed = [*body.removed, *(note for note in extended.removed if note not in body.removed)]
    return body, extended


def _check(writing: Writing) -> None:
    if max(len(writing.body), len(writing.extended)) > LONGEST_TEXT:
        raise ValidationError({"body": _("This is longer than the four million characters that a post may have.")})
    if not (writing.title.strip() or writing.body.strip() or writing.extended.strip()):
        raise ValidationError({"title": _("Give the post a title or some text.")})


def _basename(post: Post, wanted: str) -> str:
    # An imported basename may be none that would be made today (``new_years_snowy``), and stays as it is.
    if post.basename and wanted in ("", post.basename):
        return post.basename
    title, words = text.slugify(post.title), text.slugify(text.excerpt(post.body_html, 5))
    return text.slugify(wanted) or post.basename or title or words or "post"


def _rename(post: Post, basename: str) -> str | None:
    # Answers the address that the post leaves behind, if it had one.
    if basename == post.basename:
        return None
    post.basename, old_path = basename, post.path
    if old_path:
        post.path = give_path(post)
    return old_path


def _move(
    post: Post, status: str, *, actor: User | None, published_at: datetime | None = None, reason: str = ""
) -> Post:
    change = Change(post)
    was = change.before or post
    before, post.status, post.path = was.status, status, was.path
    post.published_at = published_at or post.published_at
    if status == Status.PUBLISHED and post.path is None:
        post.path = give_path(post)
    post.changed_at, post.revised_at, post.updated_at = clock.now(), was.revised_at, was.updated_at
    keep_standing(post, before)
    post.save(update_fields=["status", "published_at", "path", "changed_at", "revised_at", "updated_at"])
    _index(post)
    subject, about = f"post:{post.id}", post.heading
    if before != status:
        decide(
            post.weblog, "post", actor=actor, subject=subject, about=about, before=before, after=status, reason=reason
        )
    record(f"post.{status}", tags=change.stale(post.id), weblog_id=post.weblog_id, post_id=post.id)
    return post


def _index(post: Post) -> None:
    if post.status == Status.PUBLISHED:
        words = " ".join([text.plain(post.html), text.plain(post.excerpt), post.keywords])
        search.remember(post.weblog, "post", post.id, title=post.title, words=words)
    else:
        search.forget("post", post.id)
