"""Posts and pages: a piece in time, a piece outside time. One table; ``kind`` tells."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tertulia.lib import clock, text
from tertulia.lib.prepared import Given, Question
from tertulia.lib.text import path_encoded
from tertulia.weblog.category import Category
from tertulia.weblog.member import Member
from tertulia.weblog.tag import Tag
from tertulia.weblog.uncertain import not_certain
from tertulia.weblog.weblog import Weblog


class Kind(models.TextChoices):
    """A post stands in the archives by its date; a page stands outside time (About)."""

    POST = "post", gettext_lazy("Post")
    PAGE = "page", gettext_lazy("Page")


class Status(models.TextChoices):
    """Only published posts have a public address. Discarded ones can be restored."""

    DRAFT = "draft", gettext_lazy("Draft")
    SCHEDULED = "scheduled", gettext_lazy("Scheduled")
    PUBLISHED = "published", gettext_lazy("Published")
    DISCARDED = "discarded", gettext_lazy("Discarded")


class Format(models.TextChoices):
    """How the source was typed. The source is kept; HTML is derived from it."""

    HTML = "html", gettext_lazy("HTML")
    LINES = "lines", gettext_lazy("Text with line breaks")
    MARKDOWN = "markdown", gettext_lazy("Markdown")


class PostSet(models.QuerySet["Post"]):
    """Questions one asks of posts."""

    def published(self) -> Self:
        """What readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def in_time(self) -> Self:
        """Published posts, newest first, without pages."""
        return self.published().filter(kind=Kind.POST).order_by("-published_at", "-id")

    def pages(self) -> Self:
        """Published pages by title."""
        return self.published().filter(kind=Kind.PAGE).order_by("title", "id")


class Post(models.Model):
    """A piece of writing. ``body`` and ``extended`` are as typed; ``*_html`` is derived and safe to show.

    ``path`` is its whole public path, decoded, kept verbatim for imported posts: ``/my_weblog/2017/08/storm.html``.
    ``published_at`` is the date readers see (drafts: would see). ``removed`` says what sanitising took out.
    ``revision`` counts its wordings; ``revised_at`` is since when readers can or could read this one (empty: since it
    was published, or not yet), ``updated_at`` when it last changed in a way that they are told of (``revision.py``).
    ``source`` and ``source_key`` say where an imported post came from, so that an import run twice changes nothing.
    ``first_id`` is the id that it had before its weblog was restored from an archive. ``uncertain`` names what the host
    has not settled yet about it (``uncertain.py``), with spaces between."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.POST)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    title = models.TextField(blank=True)
    basename = models.CharField(max_length=255)
    path = models.CharField(max_length=2000, null=True, unique=True)
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="posts")
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.HTML)
    body = models.TextField(blank=True)
    extended = models.TextField(blank=True)
    excerpt = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    extended_html = models.TextField(blank=True)
    removed = models.JSONField(default=list)
    categories = models.ManyToManyField(Category, related_name="posts", blank=True)
    tags = models.ManyToManyField(Tag, related_name="posts", blank=True)
    published_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    revision = models.PositiveIntegerField(default=1)
    revised_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=20, blank=True)
    source_key = models.CharField(max_length=2000, blank=True)
    first_id = models.BigIntegerField(null=True)
    uncertain = models.CharField(max_length=60, blank=True)

    objects = PostSet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["weblog", "status", "kind", "-published_at", "-id"], name="post_in_time"),
            models.Index(fields=["status", "published_at"], name="post_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["weblog", "source", "source_key"],
                condition=~models.Q(source=""),
                name="post_source_once",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.basename

    @property
    def public_id(self) -> int:
        """What lasting names are made of (feeds, anchors): the id of its first row, wherever its weblog has moved."""
        return self.first_id or self.id

    @property
    def heading(self) -> str:
        """The title, or for a post without one its first words (as Movable Type and Typepad do)."""
        return self.title or text.excerpt(self.body_html, 5) or self.basename

    @property
    def url(self) -> str:
        """The permalink: absolute, percent-encoded."""
        return self.weblog.absolute(self.link)

    @property
    def link(self) -> str:
        """The permalink as it stands in a page: the path, percent-encoded."""
        return path_encoded(self.path or "")

    @property
    def stem(self) -> str:
        """The path without ``.html`` or a last slash: what the addresses of its conversation begin with."""
        return stem_of(self.path or "")

    @property
    def html(self) -> str:
        """Body and extended body together, as feeds carry them."""
        return html_of(self.body_html, self.extended_html)

    @property
    def not_certain(self) -> str:
        """What readers are told of it that the host has not settled, as HTML."""
        return not_certain(self.uncertain)

    @property
    def summary(self) -> str:
        """The excerpt as plain text: the host's, or the first words of the body."""
        return text.plain(self.excerpt) or text.excerpt(self.body_html)

    @property
    def local_date(self) -> datetime:
        """``published_at`` in the weblog's time zone."""
        return self.published_at.astimezone(self.weblog.zone)

    def neighbours(self) -> tuple["Post | None", "Post | None"]:
        """The published posts before and after this one in time; one query for both."""
        here = (self.published_at, self.id)
        found = _around.all(weblog=self.weblog_id, at=self.published_at, id=self.id)
        previous = next((p for p in found if (p.published_at, p.id) < here), None)
        following = next((p for p in found if (p.published_at, p.id) > here), None)
        return previous, following


def stem_of(path: str) -> str:
    """``path`` without ``.html`` or a last slash."""
    return path.removesuffix(".html") if path.endswith(".html") else path.rstrip("/")


def _beside() -> PostSet:
    others, at = Post.objects.in_time().filter(weblog=Given("weblog")), Given("at")
    # By the last condition of each an index is entered where they begin.
    before = others.filter(Q(published_at__lt=at) | Q(published_at=at, id__lt=Given("id")), published_at__lte=at)
    after = others.filter(Q(published_at__gt=at) | Q(published_at=at, id__gt=Given("id")), published_at__gte=at)
    ids = before.values("id")[:1], after.order_by("published_at", "id").values("id")[:1]
    return Post.objects.filter(Q(id=models.Subquery(ids[0])) | Q(id=models.Subquery(ids[1])))


_around = Question(lambda: _beside().only("id", "title", "basename", "path", "published_at", "body_html"))


def html_of(body: str, extended: str) -> str:
    """The HTML of a post, of that of its body and its extended body."""
    return f"{body}\n{extended}" if extended else body
