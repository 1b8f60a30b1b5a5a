"""Members: who has a role in a weblog. Imported authors are members without an account until they claim it."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertulia.lib import tags, text
from tertulia.outbox.event import record
from tertulia.weblog.decision import decide
from tertulia.weblog.weblog import Weblog


class Role(models.TextChoices):
    """What a member may do; each role may do what those below it may."""

    OWNER = "owner", gettext_lazy("Owner")
    EDITOR = "editor", gettext_lazy("Editor")
    AUTHOR = "author", gettext_lazy("Author")
    MODERATOR = "moderator", gettext_lazy("Moderator")


class Member(models.Model):
    """A name under which somebody writes or moderates in one weblog. ``email`` is never shown, ``picture``
    stands beside what they say."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    active = models.BooleanField(default=True)
    picture = models.ForeignKey("media.Image", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weblog", "slug"], name="member_slug_once"),
            models.UniqueConstraint(fields=["weblog", "user"], name="member_user_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """The address of the member's posts."""
        return f"{self.weblog.path}author/{self.slug}/"

    @property
    def may_administer(self) -> bool:
        """Settings, members, import: owners."""
        return self.active and self.role == Role.OWNER

    @property
    def may_edit_all(self) -> bool:
        """Every post, categories: owners and editors."""
        return self.active and self.role in (Role.OWNER, Role.EDITOR)

    @property
    def may_write(self) -> bool:
        """Own posts: everyone but moderators."""
        return self.active and self.role != Role.MODERATOR

    @property
    def may_moderate(self) -> bool:
        """The conversation: everyone but authors, who answer inside comments on their own posts only."""
        return self.active and self.role != Role.AUTHOR


def add_member(
    weblog: Weblog, *, name: str, role: str, user: User | None = None, email: str = "", actor: User | None = None
) -> Member:
    """Give somebody a role in the weblog under ``name``; a user who is a member already changes role and is active."""
    with transaction.atomic():
        known = weblog.members.filter(user=user).first() if user else None
        if known:
            return change_role(known, role, actor=actor)
        taken = set(weblog.members.values_list("slug", flat=True))
        slug = text.unused(text.slugify(name) or "member", taken)
        member = Member.objects.create(weblog=weblog, user=user, role=role, name=name, slug=slug, email=email)
        decide(weblog, "member-added", actor=actor, subject=f"member:{member.id}", about=name, after=role)
        record("member.changed", weblog_id=weblog.id, member_id=member.id)
    return member


def change_role(member: Member, role: str, *, actor: User | None, active: bool = True) -> Member:
    """Change what a member may do, or end it (``active=False``); what they wrote keeps their name. Raises
    ValidationError for the last owner, as nobody could be asked in after that."""
    before = member.role if member.active else "none"
    if before == Role.OWNER and (role != Role.OWNER or not active):
        _check_not_last_owner(member)
    member.role, member.active = role, active
    with transaction.atomic():
        member.save(update_fields=["role", "active"])
        after = role if active else "none"
        about = member.name
        decide(
            member.weblog,
            "member-changed",
            actor=actor,
            subject=f"member:{member.id}",
            about=about,
            before=before,
            after=after,
        )
        # Comments say what their authors are here.
        record("member.changed", tags=[tags.weblog(member.weblog_id)], weblog_id=member.weblog_id, member_id=member.id)
    return member


def rename_member(member: Member, name: str, *, actor: User | None) -> Member:
    """Another name for what a member writes; the address of their posts stays."""
    before, member.name = member.name, text.clean(name).strip()
    if not member.name:
        raise ValidationError(_("A member needs a name."))
    with transaction.atomic():
        member.save(update_fields=["name"])
        subject = f"member:{member.id}"
        decide(member.weblog, "member-renamed", actor=actor, subject=subject, about=member.name, reason=before)
        record("member.changed", tags=[tags.weblog(member.weblog_id)], weblog_id=member.weblog_id, member_id=member.id)
    return member


def claim(author: Member, by: Member, *, actor: User | None) -> Member:
    """Say that an ``author`` without an account, as imports bring them, is the person of the membership ``by``. The
    author's name and address stay, with the account, the role and the posts of both. Raises ValidationError."""
    if author.user_id or not by.user_id or author.weblog_id != by.weblog_id:
        raise ValidationError(_("Only a name without an account can be joined to one that has an account."))
    user, role, email, name = by.user, by.role, by.email, by.name
    with transaction.atomic():
        by.user, by.active = None, False
        by.save(update_fields=["user", "active"])
        author.user, author.role, author.email, author.active = user, role, author.email or email, True
        author.save(update_fields=["user", "role", "email", "active"])
        by.posts.update(author=author)
        subject = f"member:{author.id}"
        decide(author.weblog, "member-claimed", actor=actor, subject=subject, about=author.name, reason=name)
        record("member.changed", tags=[tags.weblog(author.weblog_id)], weblog_id=author.weblog_id, member_id=author.id)
    return author


def _check_not_last_owner(member: Member) -> None:
    owners = member.weblog.members.filter(role=Role.OWNER, active=True, user__isnull=False)
    if member.user_id and not owners.exclude(id=member.id).exists():
        raise ValidationError(_("%s is the only owner: make somebody else an owner first.") % member.name)
