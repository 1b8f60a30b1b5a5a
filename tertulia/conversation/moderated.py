"""Which comments somebody may see at the desk, and which they may judge."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.weblog.member import Member, Role


def visible_to(user: User | AnonymousUser) -> CommentSet:
    """The comments somebody may see at the desk: all of the weblogs where they may moderate, and for an author those
    on their own posts."""
    own = Member.objects.filter(user=user.pk, active=True, role=Role.AUTHOR)
    return Comment.objects.filter(_in_weblogs_of(user) | Q(conversation__post__author__in=own))


def judgeable_by(user: User | AnonymousUser) -> CommentSet:
    """The comments somebody may judge: of the weblogs where they may moderate."""
    return Comment.objects.filter(_in_weblogs_of(user))


def _in_weblogs_of(user: User | AnonymousUser) -> Q:
    moderating = Member.objects.filter(user=user.pk, user__isnull=False, active=True).exclude(role=Role.AUTHOR)
    return Q(conversation__post__weblog__in=moderating.values("weblog"))
