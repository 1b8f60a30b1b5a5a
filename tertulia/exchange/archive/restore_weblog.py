"""The weblog itself, its people, headings and pictures, as rows again."""

from typing import TypeVar

from tertulia.conversation.identity.commenter import Commenter, skeleton_of
from tertulia.conversation.policy import Policy, note_html_of
from tertulia.conversation.rules.in_force import renew
from tertulia.conversation.rules.rule import Rule
from tertulia.exchange.archive import schema_weblog as schema
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.values import moment_of
from tertulia.lib import clock, markup
from tertulia.media.file import File
from tertulia.media.image import Image
from tertulia.weblog.category import Category
from tertulia.weblog.member import Member
from tertulia.weblog.tag import Tag

Medium = TypeVar("Medium", Image, File)

_PLAIN = ("title", "tagline", "about", "language", "timezone", "posts_per_page", "sidebar", "hosts", "keeps_links")


def restore_weblog(here: Restoring) -> None:
    """All that posts refer to."""
    for record in here.records(schema.MEDIA):
        here.pictures[record["file"]] = _kept(Image, record)
    for record in here.records(schema.FILES):
        here.files[record["file"]] = _kept(File, record)
    for record in here.records(schema.WEBLOG):
        _settings(here, record)
    for record in here.records(schema.POLICY):
        Policy.objects.filter(weblog=here.weblog).delete()
        html = note_html_of(record["note"])
        Policy.objects.create(weblog=here.weblog, aged_until=clock.now(), note_html=html, **record)
    _members(here)
    _commenters(here)
    _rules(here)
    _headings(here)


def _kept(model: type[Medium], record: Record) -> Medium:
    # The same picture or file may have come here before.
    rows = model._default_manager
    if known := (rows.filter(file=record["file"]) or rows.filter(digest=record["digest"])).first():
        return known
    kept = rows.create(**{**record, "created_at": None})
    kept.created_at = moment_of(record["created_at"])
    kept.save(update_fields=["created_at"])
    return kept


def _settings(here: Restoring, record: Record) -> None:
    weblog = here.weblog
    for name in _PLAIN:
        setattr(weblog, name, record[name])
    weblog.about_html = markup.comment_html(weblog.about)
    weblog.photo = here.pictures[record["photo"]] if record["photo"] else None
    here.compare(weblog.about_html, record["about_html"])
    weblog.save()
    weblog.created_at = moment_of(record["created_at"])
    weblog.save(update_fields=["created_at"])


def _members(here: Restoring) -> None:
    # Whoever has made the weblog ready for its archive stays in it, as one of those in the archive if it is the same
    # person.
    before = list(here.weblog.members.order_by("id"))
    for record in here.records(schema.MEMBERS):
        member = next((m for m in before if m.slug == record["slug"]), None) or _by_email(before, record["email"])
        if member is None:
            member = Member(weblog=here.weblog)
        else:
            before.remove(member)
        # With an account, the role is that which was given here.
        kept = ("role", "active") if member.user_id else ()
        picture = record.pop("picture")
        member.picture = here.pictures[picture] if picture else member.picture
        for name, value in record.items():
            if name not in kept:
                setattr(member, name, value)
        member.save()
        here.members[member.slug] = member


def _by_email(members: list[Member], email: str) -> Member | None:
    return next((m for m in members if email and m.email.casefold() == email.casefold()), None)


def _commenters(here: Restoring) -> None:
    for record in here.records(schema.COMMENTERS):
        refused_at, picture = record["refused_at"], record["picture"]
        here.commenters[record["slug"]] = Commenter.objects.create(
            weblog=here.weblog,
            name=record["name"],
            skeleton=skeleton_of(record["name"]),
            slug=record["slug"],
            email=record["email"],
            picture=here.pictures[picture] if picture else None,
            confirmed_at=moment_of(record["confirmed_at"]),
            refused_at=moment_of(refused_at) if refused_at else None,
        )


def _rules(here: Restoring) -> None:
    for record in here.records(schema.RULES):
        moments = {name: moment_of(record[name]) if record[name] else None for name in ("until", "changed_at")}
        Rule.objects.create(weblog=here.weblog, **{**record, **moments})
    if here.weblog.rules.exists():
        renew(here.weblog)


def _headings(here: Restoring) -> None:
    parents: dict[str, str] = {}
    for record in here.records(schema.CATEGORIES):
        parent = record.pop("parent")
        here.categories[record["slug"]] = Category.objects.create(weblog=here.weblog, **record).id
        if parent is not None:
            parents[record["slug"]] = parent
    for child, parent in parents.items():
        Category.objects.filter(id=here.categories[child]).update(parent=here.categories[parent])
    for record in here.records(schema.TAGS):
        here.tags[record["slug"]] = Tag.objects.create(weblog=here.weblog, **record).id
