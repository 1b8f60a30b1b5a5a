"""A weblog: one publication with its title, address, members and design."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tertulia.lib import clock, tags, text
from tertulia.outbox.event import record

# First parts of paths that are the installation's own, so no weblog may be called like that.
RESERVED = frozenset(
    {"desk", "accounts", "media", "static", "search", "feeds", "api", "-", ".well-known", "favicon.ico"}
)

DEFAULT_SIDEBAR: list[dict[str, Any]] = [
    {"kind": kind}
    for kind in (
        "about",
        "search",
        "calendar",
        "recent-posts",
        "recent-comments",
        "categories",
        "archives",
        "subscribe",
    )
]


def default_sidebar() -> list[dict[str, Any]]:
    """The modules of a new weblog, in their order."""
    return [dict(module) for module in DEFAULT_SIDEBAR]


class Weblog(models.Model):
    """One publication. ``sidebar`` is the ordered list of its modules: ``{"kind": "calendar"}``, or a list of links
    ``{"kind": "links", "title": "…", "links": [{"title": "…", "url": "…", "note": "…"}]}``. ``hosts`` are the host
    names that it had before it came here: what its texts link to there, leads here. ``keeps_links``: the worker may ask
    for what is linked to, keep copies of it and see what is gone."""

    slug = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=255)
    tagline = models.CharField(max_length=500, blank=True)
    about = models.TextField(blank=True)
    about_html = models.TextField(blank=True)
    photo = models.ForeignKey("media.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=20, default="en")
    timezone = models.CharField(max_length=60, default="UTC")
    posts_per_page = models.PositiveSmallIntegerField(default=10)
    sidebar = models.JSONField(default=default_sidebar)
    hosts = models.JSONField(default=list)
    keeps_links = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        """Where its front page lives, with a slash at both ends."""
        return f"/{self.slug}/"

    @property
    def url(self) -> str:
        """The front page's absolute address."""
        return self.absolute(text.path_encoded(self.path))

    def absolute(self, path: str) -> str:
        """``path`` as an absolute address on this installation, from settings and never from a request."""
        return settings.ORIGIN + path

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that its dates are read and shown in."""
        return ZoneInfo(self.timezone)


def create_weblog(
    slug: str, *, title: str = "", timezone: str = "UTC", language: str = "en", tagline: str = ""
) -> Weblog:
    """Start a weblog. Raises ValidationError if the slug is taken, reserved or no single part of a path."""
    check_slug(slug)
    check_timezone(timezone)
    weblog = Weblog(slug=slug, title=title or slug, timezone=timezone, language=language, tagline=tagline)
    with transaction.atomic():
        weblog.save()
        record("weblog.created", weblog_id=weblog.id)
    return weblog


def change_settings(weblog: Weblog, fields: Sequence[str]) -> None:
    """Save changed settings (named ``fields``) and make every page of the weblog stale, as all of them show it."""
    check_timezone(weblog.timezone)
    with transaction.atomic():
        before = Weblog.objects.select_for_update().get(id=weblog.id)
        weblog.save(update_fields=list(fields))
        record("weblog.changed", tags=[tags.weblog(weblog.id)], weblog_id=weblog.id)
        if "language" in fields and before.language != weblog.language:
            record("weblog.language-changed", weblog_id=weblog.id)
        if "keeps_links" in fields and before.keeps_links != weblog.keeps_links:
            record("weblog.links-changed", weblog_id=weblog.id)


def check_slug(slug: str) -> None:
    """Raise ValidationError unless ``slug`` can be the first part of a weblog's addresses."""
    if (
        not slug
        or "/" in slug
        or slug != slug.strip()
        or any(c in slug for c in "?#%\\<>\"'")
        or not slug.isprintable()
    ):
        raise ValidationError(_("A weblog's address is one word of letters, digits and hyphens, not “%s”.") % slug)
    if slug in RESERVED or slug.startswith(".") or slug.endswith((".xml", ".txt", ".html")):
        raise ValidationError(_("“%s” is kept for the installation itself; choose another address.") % slug)
    if Weblog.objects.filter(slug=slug).exists():
        raise ValidationError(_("There is a weblog called “%s” already.") % slug)


def check_timezone(name: str) -> None:
    """Raise ValidationError unless ``name`` is an IANA time zone such as Europe/Madrid."""
    if name not in clock.zones():
        raise ValidationError(_("“%s” is no time zone; names look like Europe/Madrid.") % name)
