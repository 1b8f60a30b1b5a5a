"""Commenters whose e-mail address is confirmed, and the names that are theirs in a weblog."""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tertulia.lib import lookalikes
from tertulia.weblog.weblog import Weblog

LONGEST = 255


class Standing(models.TextChoices):
    """What readers are told of the name above a comment: nothing, that whoever owns the name wrote it, or that it is
    somebody else's name as far as anybody knows."""

    PLAIN = "", gettext_lazy("nobody has confirmed this name")
    CONFIRMED = "confirmed", gettext_lazy("confirmed")
    UNCONFIRMED = "unconfirmed", gettext_lazy("unconfirmed")


class Commenter(models.Model):
    """Somebody who has confirmed an e-mail address in a weblog, and the name that belongs to them there since.

    ``email`` is never shown. ``skeleton`` is what all names come to that look like theirs. ``user`` is their account,
    if they have one. Once the host has refused the name (``refused_at``) it belongs to nobody."""

    weblog = models.ForeignKey(Weblog, on_delete=models.CASCADE, related_name="commenters")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=LONGEST)
    skeleton = models.CharField(max_length=LONGEST)
    slug = models.CharField(max_length=120)
    email = models.CharField(max_length=254)
    picture = models.ForeignKey("media.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weblog", "slug"], name="commenter_slug_once"),
            models.UniqueConstraint(fields=["weblog", "email"], name="commenter_email_once"),
            models.UniqueConstraint(
                fields=["weblog", "skeleton"], condition=Q(refused_at=None), name="commenter_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """The address of all that they said."""
        return f"{self.weblog.path}people/{self.slug}/"

    @property
    def proof(self) -> str:
        """What a browser shows, signed, to say that it is theirs (``browser.py``). Another one after each
        confirmation, so that a lost browser proves nothing any longer."""
        return f"{self.pk}.{int(self.confirmed_at.timestamp() * 1000)}"


def skeleton_of(name: str) -> str:
    """What a name is looked up by."""
    return lookalikes.skeleton(name)[:LONGEST]
